using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace BookingPlatform.Kernel;

/// <summary>What the platform tells of itself: spans and measurements. They cost nothing until somebody listens; names, units and attributes are a contract with dashboards. Ids and names of parts only, never of people.</summary>
public static class Telemetry
{
    /// <summary>Name of the meter, and what the names of all our sources of spans begin with.</summary>
    public const string Name = "BookingPlatform";

    public static Meter Meter { get; } = new(Name);

    internal static ActivitySource Outbox { get; } = new($"{Name}.Outbox");

    internal static ActivitySource Jobs { get; } = new($"{Name}.Jobs");

    internal static ActivitySource Data { get; } = new($"{Name}.Data");

    internal static Counter<long> Deliveries { get; } = Meter.CreateCounter<long>("booking.outbox.deliveries", "{delivery}", "Tries to deliver a fact, by listener and outcome (delivered, postponed, given_up).");

    internal static Histogram<double> DeliveryTime { get; } = Meter.CreateHistogram<double>("booking.outbox.delivery.duration", "s", "How long a try took, by listener.");

    internal static Histogram<double> Waited { get; } = Meter.CreateHistogram<double>("booking.outbox.wait.duration", "s", "How long a delivered fact had waited since its commit.");

    internal static Counter<long> JobRuns { get; } = Meter.CreateCounter<long>("booking.jobs.runs", "{run}", "Runs of background jobs that ended, by job and outcome (done, failed).");

    internal static Histogram<double> JobTime { get; } = Meter.CreateHistogram<double>("booking.jobs.duration", "s", "How long runs took, by job.");
}
