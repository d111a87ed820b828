using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Notifications.Domain;

/// <summary>A business's own words for the letter that goes with a brochure. Without a row: the product's, in the business's language.</summary>
internal sealed class LetterTemplate : IBelongToBusiness, IVersioned
{
    public const int LongestSubject = 200;
    public const int LongestBody = 4000;
    public const int LongestSender = 500;

    public Guid BusinessId { get; set; }

    /// <summary>The business's postal address under its name, line by line.</summary>
    public string? Sender { get; set; }

    public required string Subject { get; set; }

    public required string Body { get; set; }

    public int Version { get; set; }
}
