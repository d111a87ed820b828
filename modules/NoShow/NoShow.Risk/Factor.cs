namespace BookingPlatform.NoShow.Risk;

/// <summary>What a factor says about one visit.</summary>
/// <param name="Level">Which of its levels; empty when the factor is a number.</param>
/// <param name="Value">1 for a level; the number otherwise.</param>
internal readonly record struct Reading(string Level, double Value);

/// <summary>One thing the model looks at.</summary>
/// <param name="Name">Stable: the stored weights are found by it.</param>
/// <param name="IsNumber">A number, or one of several levels.</param>
/// <param name="Read">From a visit and the usual share of no-shows; null when the visit does not say.</param>
/// <param name="Words">The same in words, for the person at the desk.</param>
internal sealed record Factor(string Name, bool IsNumber, Func<Visit, double, Reading?> Read, Func<Visit, string> Words);
