using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using BookingPlatform.Kernel;

namespace BookingPlatform.Host.Observability;

/// <summary>
/// Adds up what the instruments report and writes it in Prometheus' text format 0.0.4. Our own meter, the web server's and the runtime's; labels are routes, states
/// and ids of parts, whose number is bounded.
/// </summary>
internal sealed class Measurements : IDisposable
{
    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
    private static readonly string[] Meters = [Telemetry.Name, "Microsoft.AspNetCore.Hosting", "System.Runtime"];
    private readonly ConcurrentDictionary<(Instrument Instrument, string Labels), Series> all = [];
    private readonly MeterListener listener = new();
    private readonly WorkGauges gauges;

    public Measurements(WorkGauges gauges)
    {
        this.gauges = gauges;
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (Meters.Contains(instrument.Meter.Name) && (!IsGauge(instrument) || instrument.Meter.Name != Telemetry.Name || gauges.Owns(instrument)))
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
    }

    public async Task<string> Write(CancellationToken ct)
    {
        await gauges.Refresh(ct);
        foreach (var old in all.Where(series => IsGauge(series.Key.Instrument)))
            all.TryRemove(old);
        listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var instrument in all.GroupBy(series => NameOf(series.Key.Instrument)).OrderBy(group => group.Key, StringComparer.Ordinal))
            Write(text, instrument.Key, instrument.First().Key.Instrument, instrument.OrderBy(series => series.Key.Labels, StringComparer.Ordinal));
        return text.ToString();
    }

    public void Dispose() => listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = all.GetOrAdd((instrument, LabelsOf(tags)), key => new Series(IsHistogram(key.Instrument) ? Bounds.Length + 1 : 0));
        lock (series)
        {
            series.Count++;
            // An observable counter reports its sum, and a gauge its value; the others what to add.
            series.Sum = instrument.IsObservable || IsGauge(instrument) ? value : series.Sum + value;
            if (series.Buckets.Length > 0)
                series.Buckets[Bounds.TakeWhile(bound => value > bound).Count()]++;
        }
    }

    private static void Write(StringBuilder text, string name, Instrument instrument, IEnumerable<KeyValuePair<(Instrument, string Labels), Series>> series)
    {
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {(instrument.Description ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).ReplaceLineEndings(" ")}\n# TYPE {name} {(IsHistogram(instrument) ? "histogram" : IsCounter(instrument) ? "counter" : "gauge")}\n");
        foreach (var (key, value) in series)
            lock (value)
            {
                if (value.Buckets.Length == 0)
                    Line(text, name, key.Labels, value.Sum);
                else
                    Histogram(text, name, key.Labels, value);
            }
    }

    private static void Histogram(StringBuilder text, string name, string labels, Series series)
    {
        var below = 0L;
        for (var at = 0; at <= Bounds.Length; at++)
        {
            below += series.Buckets[at];
            var bound = at == Bounds.Length ? "+Inf" : Bounds[at].ToString(CultureInfo.InvariantCulture);
            Line(text, name + "_bucket", $"{labels}{(labels.Length > 0 ? "," : "")}le=\"{bound}\"", below);
        }

        Line(text, name + "_sum", labels, series.Sum);
        Line(text, name + "_count", labels, series.Count);
    }

    private static void Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"{name}{(labels.Length > 0 ? $"{{{labels}}}" : "")} {value:R}\n");

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new List<string>(tags.Length);
        foreach (var (key, value) in tags)
            labels.Add($"{Clean(key)}=\"{Convert.ToString(value, CultureInfo.InvariantCulture)?.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings("\\n")}\"");
        labels.Sort(StringComparer.Ordinal);
        return string.Join(',', labels);
    }

    /// <summary><c>booking.jobs.duration</c> in seconds becomes <c>booking_jobs_duration_seconds</c>.</summary>
    private static string NameOf(Instrument instrument)
    {
        var name = Clean(instrument.Name) + instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", "1" when !IsCounter(instrument) => "_ratio", _ => "" };
        return IsCounter(instrument) ? name + "_total" : name;
    }

    private static string Clean(string name) => string.Concat(name.Select(sign => char.IsAsciiLetterOrDigit(sign) ? sign : '_'));

    private static bool IsHistogram(Instrument instrument) => Is(instrument, typeof(Histogram<>));

    private static bool IsCounter(Instrument instrument) => Is(instrument, typeof(Counter<>)) || Is(instrument, typeof(ObservableCounter<>));

    private static bool IsGauge(Instrument instrument) => Is(instrument, typeof(ObservableGauge<>)) || Is(instrument, typeof(ObservableUpDownCounter<>)) || Is(instrument, typeof(Gauge<>));

    private static bool Is(Instrument instrument, Type kind) => instrument.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == kind;

    private sealed class Series(int buckets)
    {
        public long[] Buckets { get; } = new long[buckets];

        public double Sum { get; set; }

        public long Count { get; set; }
    }
}
