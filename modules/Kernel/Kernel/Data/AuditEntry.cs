using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BookingPlatform.Kernel.Data;

/// <summary>One line of the audit trail: who did what to which subject, in a sentence, with the values before and after.</summary>
public sealed class AuditEntry : IBelongToBusiness
{
    public const int LongestSentence = 1000;
    public const int LongestValue = 4000;

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public DateTime AtUtc { get; private set; }

    /// <summary><c>customer</c>, <c>booking</c>, <c>setting</c> …</summary>
    public required string Subject { get; init; }

    public required Guid SubjectId { get; init; }

    /// <summary>Stable, for programs: <c>customer.email-changed</c>.</summary>
    public required string Action { get; init; }

    /// <summary>For people: "Email changed from no email yet to anna@example.com".</summary>
    public required string Sentence { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }

    public ActorSource Source { get; private set; }

    public Guid? ActorId { get; private set; }

    public string ActorName { get; private set; } = "";

    /// <summary>The seal that covers the line; null until the next one is made.</summary>
    public int? Seal { get; private set; }

    /// <summary>SHA-256 over everything above, the business and <see cref="Salt"/>, in hexadecimal digits.</summary>
    public string? Digest { get; private set; }

    /// <summary>Without it nobody can try out what an erased line may have said.</summary>
    public Guid? Salt { get; private set; }

    /// <summary>The erasure of a person that took something out of the line; its digest is kept and can no longer be computed.</summary>
    public Guid? ErasureId { get; private set; }

    internal void SealWith(int number)
    {
        Salt ??= ErasureId is null ? Guid.NewGuid() : null;
        (Seal, Digest) = (number, ComputeDigest());
    }

    internal string ComputeDigest()
    {
        var text = string.Join('\n', new[] { Salt?.ToString(), Id.ToString(), BusinessId.ToString(), AtUtc.ToString("O", CultureInfo.InvariantCulture), Subject, SubjectId.ToString(), Action, Source.ToString(), ActorId?.ToString(), ActorName, Sentence, Before, After }
            .Select(value => value is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{value.Length}:{value}")));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    internal void Sign(Actor actor, DateTime at) =>
        (BusinessId, AtUtc, Source, ActorId, ActorName) = (actor.BusinessId, at, actor.Source, actor.Id, actor.Name);
}
