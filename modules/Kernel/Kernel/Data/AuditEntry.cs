namespace BookingPlatform.Kernel.Data;

/// <summary>One line of the audit trail: who did what to which subject, in a sentence, with the values before and after.</summary>
public sealed class AuditEntry : IBelongToBusiness
{
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

    internal void Sign(Actor actor, DateTime at) =>
        (BusinessId, AtUtc, Source, ActorId, ActorName) = (actor.BusinessId, at, actor.Source, actor.Id, actor.Name);
}
