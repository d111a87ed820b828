namespace BookingPlatform.Notifications.Contracts;

/// <summary>
/// Act: a mail with a link or code in it, which only its reader may know. It passes the one gate of all mail, is handed over at once and is stored nowhere: call it from a delivery,
/// never while somebody waits for an answer, or the time it takes says who is known.
/// </summary>
public interface ISecretMail
{
    /// <summary>Hands the mail over once. It never throws for what mail servers do.</summary>
    /// <param name="mail">All its texts.</param>
    /// <param name="ct">Cancels the act.</param>
    Task<HandOver> Send(SecretMail mail, CancellationToken ct);

    /// <summary>
    /// The address under which guests and staff reach a path of this installation, from the configuration and never from a request; null where none is set, and no link can be made.
    /// </summary>
    /// <param name="path">With a slash in front.</param>
    string? LinkTo(string path);
}

/// <summary>A mail around one secret, ready to read.</summary>
public sealed record SecretMail
{
    /// <summary>The customer it is for, whose address may have come back; null for a stranger or for staff.</summary>
    public required Guid? CustomerId { get; init; }

    /// <summary>The address.</summary>
    public required string Recipient { get; init; }

    /// <summary>Whose mailbox it is; the address where nobody knows.</summary>
    public required string RecipientName { get; init; }

    /// <summary>BCP 47 tag of the texts.</summary>
    public required string Language { get; init; }

    /// <summary>One line.</summary>
    public required string Subject { get; init; }

    /// <summary>What comes before the secret, a paragraph each.</summary>
    public required IReadOnlyList<string> Before { get; init; }

    /// <summary>The link or the code.</summary>
    public required string Secret { get; init; }

    /// <summary>What is written on a link; null for a code.</summary>
    public string? Button { get; init; }

    /// <summary>What comes after it, a paragraph each; the business's name follows by itself.</summary>
    public required IReadOnlyList<string> After { get; init; }
}

/// <summary>What became of a hand-over.</summary>
/// <param name="Outcome">Taken, later or never.</param>
/// <param name="Reason">Why not, for staff and without personal data; null when it was taken without doubt.</param>
public sealed record HandOver(HandOverOutcome Outcome, string? Reason = null)
{
    /// <summary>When to try again; null to choose.</summary>
    public TimeSpan? After { get; init; }
}

/// <summary>The three outcomes of a hand-over.</summary>
public enum HandOverOutcome
{
    /// <summary>The server took it, or most probably did.</summary>
    Taken,

    /// <summary>Certainly not, but perhaps later.</summary>
    Later,

    /// <summary>Never: the gate or the server refuses it.</summary>
    Never,
}
