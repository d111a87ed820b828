using BookingPlatform.Kernel.Data;
using BookingPlatform.Notifications.Templates;

namespace BookingPlatform.Notifications.Domain;

/// <summary>
/// One version of a business's own words for one kind of mail in one language. Versions are only ever added, the newest counts: so every one can be looked at and brought back.
/// </summary>
internal sealed class OwnTemplate : IBelongToBusiness
{
    public const int LongestFault = 300;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required MessageKind Kind { get; init; }

    /// <summary>Primary tag: <c>en</c>, <c>de</c>.</summary>
    public required string Language { get; init; }

    /// <summary>1 for the first; unique within kind and language.</summary>
    public required int Number { get; init; }

    /// <summary>Null in all three: back to the product's own text.</summary>
    public string? Subject { get; private init; }

    public string? Heading { get; private init; }

    public string? Body { get; private init; }

    public required DateTime SavedAtUtc { get; init; }

    public required string SavedBy { get; init; }

    /// <summary>Why it could not be filled when a mail was written with it; the product's text went out instead.</summary>
    public string? Fault { get; private set; }

    public DateTime? FaultAtUtc { get; private set; }

    public bool IsDefault => Body is null;

    public TemplateText? Text
    {
        get => Body is null ? null : new TemplateText(Subject!, Heading!, Body);
        init => (Subject, Heading, Body) = (value?.Subject, value?.Heading, value?.Body);
    }

    public void Failed(string why, DateTime now) => (Fault, FaultAtUtc) = (why.Length <= LongestFault ? why : why[..LongestFault], now);
}
