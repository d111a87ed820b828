using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Connectors.Sync.Domain;

/// <summary>
/// The PMS says that something changed there. Stored before anything is asked; only ids are believed, the data is fetched afresh, so doubled, late and
/// disordered news end the same.
/// </summary>
internal sealed class News : IBelongToBusiness
{
    public const int LongestAbout = 200;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required Guid ConnectionId { get; init; }

    /// <summary>Of the vendor's event id; of what it is about where vendors give none.</summary>
    public required string Key { get; init; }

    /// <summary>Opaque to all but the connector.</summary>
    public required string About { get; init; }

    /// <summary>How often it was told.</summary>
    public int Rings { get; private set; }

    public bool Waiting { get; private set; }

    /// <summary>Why it could not be taken in, in plain words.</summary>
    public string? Sentence { get; private set; }

    public int Attempts { get; private set; }

    public DateTime ReceivedAtUtc { get; private set; }

    public DateTime? HandledAtUtc { get; private set; }

    public void Ring(DateTime now) => (Rings, Waiting, Attempts, ReceivedAtUtc, HandledAtUtc) = (Rings + 1, true, 0, now, null);

    public void Postpone(string sentence) => (Sentence, Attempts) = (Short(sentence), Attempts + 1);

    public void Settle(string? sentence, DateTime now) => (Waiting, Sentence, HandledAtUtc) = (false, sentence is null ? null : Short(sentence), now);

    private static string Short(string sentence) => sentence.Length <= Operation.LongestSentence ? sentence : sentence[..Operation.LongestSentence];
}
