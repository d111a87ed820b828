namespace BookingPlatform.Kernel;

/// <summary>Implemented by a module that knows how full or how old something is: asked, across all businesses, when somebody reads the measurements.</summary>
public interface IMeasure
{
    Task<IReadOnlyList<Measured>> Measure(CancellationToken ct);
}

/// <summary>One reading.</summary>
/// <param name="Name">Stable, as OpenTelemetry writes names: <c>booking.outbox.items</c>.</param>
/// <param name="Unit">UCUM: <c>s</c>, <c>1</c>, <c>{item}</c>.</param>
/// <param name="Help">What it says, in one sentence.</param>
/// <param name="Value">Now.</param>
/// <param name="Label">Tells readings of one name apart; ids and states, never people.</param>
public sealed record Measured(string Name, string Unit, string Help, double Value, (string Key, string Value)? Label = null);
