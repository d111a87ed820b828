using BookingPlatform.Bookings.Features;
using BookingPlatform.Kernel;

namespace BookingPlatform.Bookings.Pages.Shared;

/// <summary>Taking refusals apart for a form.</summary>
internal static class Refusals
{
    private static readonly Dictionary<string, string[]> None = [];

    /// <summary>What is wrong with a field; null when nothing is.</summary>
    public static string? Of(this Refusal? refusal, string field) => refusal?.Errors.TryGetValue(field, out var messages) == true ? string.Join(" ", messages) : null;

    /// <summary>With the fields named as the form has them: <c>firstName</c> for <c>customer.firstName</c>.</summary>
    public static Refusal Under(this Refusal refusal, string prefix) => refusal with
    {
        Errors = refusal.Errors.ToDictionary(error => error.Key.StartsWith(prefix, StringComparison.Ordinal) ? error.Key[prefix.Length..] : error.Key, error => error.Value),
    };

    public static Refusal WithoutErrors(this Refusal refusal) => refusal with { Errors = None };

    /// <summary>The free times nearest to the one that was taken.</summary>
    public static IReadOnlyList<FreeTimeAnswer> Alternatives(this Refusal refusal) =>
        refusal.Details.GetValueOrDefault("alternatives") as IReadOnlyList<FreeTimeAnswer> ?? [];

    /// <summary>Several sentences that came along, for example the harms of a shared address.</summary>
    public static IReadOnlyList<string> Sentences(this Refusal refusal, string member) => refusal.Details.GetValueOrDefault(member) as IReadOnlyList<string> ?? [];
}
