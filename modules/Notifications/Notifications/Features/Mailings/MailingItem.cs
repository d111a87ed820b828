using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Notifications.Contracts;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Templates;

namespace BookingPlatform.Notifications.Features.Mailings;

/// <summary>A mailing as the API and the pages show it.</summary>
internal sealed record MailingItem(Guid Id, string Name, string State, string Audience, string AudienceName)
{
    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset? StartedAt { get; init; }

    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>How many messages were put on their way.</summary>
    public required int Queued { get; init; }

    /// <summary>How many people were left out.</summary>
    public required int LeftOut { get; init; }

    public required int Version { get; init; }

    /// <summary>By language; empty in lists.</summary>
    public IReadOnlyDictionary<string, TemplateText> Texts { get; init; } = new Dictionary<string, TemplateText>();

    /// <summary>What became of the messages; empty in lists.</summary>
    public IReadOnlyDictionary<string, int> Outcome { get; init; } = new Dictionary<string, int>();

    public int CountOf(MessageState state) => Outcome.GetValueOrDefault(state.Code());

    public static MailingItem Of(Mailing mailing, Business business) => new(mailing.Id, mailing.Name, mailing.State.ToString().ToLowerInvariant(), mailing.Audience, mailing.AudienceName)
    {
        CreatedAt = business.At(mailing.CreatedAtUtc),
        CreatedBy = mailing.CreatedBy,
        StartedAt = mailing.StartedAtUtc is { } started ? business.At(started) : null,
        EndedAt = mailing.EndedAtUtc is { } ended ? business.At(ended) : null,
        Queued = mailing.Queued,
        LeftOut = mailing.LeftOut,
        Version = mailing.Version,
    };
}
