using BookingPlatform.Customers.Matching;

namespace BookingPlatform.Customers.Duplicates;

/// <summary>Reasons as staff read them. What is stored are the engine's codes and bits; the words are made here.</summary>
internal static class ReasonWords
{
    /// <summary>Fewer than one in a thousand have the value.</summary>
    private const double Rare = 9;

    public static string Of(Reason reason) => (reason.Field, reason.Words) switch
    {
        ("last name" or "first name", var words) when words.StartsWith("same ", StringComparison.Ordinal) && reason.Bits >= Rare => $"same rare {reason.Field}",
        ("confirmed email", _) => "both have confirmed an email of their own",
        _ => reason.Words,
    };
}
