using BookingPlatform.Kernel.Data;

namespace BookingPlatform.NoShow.Policy;

/// <summary>A guest says that a no-show was none, or could not be helped; staff write it down, somebody decides, both stay on record.</summary>
internal sealed class Objection : IBelongToBusiness, IVersioned
{
    public const int LongestText = 1000;

    public required Guid BookingId { get; init; }

    public Guid BusinessId { get; set; }

    public required string Text { get; init; }

    public required DateTime RecordedAtUtc { get; init; }

    public required string RecordedBy { get; init; }

    public string? Answer { get; private set; }

    /// <summary>Whether the strike stands all the same; null while nobody has decided.</summary>
    public bool? Stands { get; private set; }

    public DateTime? AnsweredAtUtc { get; private set; }

    public string? AnsweredBy { get; private set; }

    public int Version { get; set; } = 1;

    public void Decide(bool stands, string answer, string by, DateTime now) => (Stands, Answer, AnsweredBy, AnsweredAtUtc) = (stands, answer, by, now);
}
