using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Notifications.Templates;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Domain;

internal enum MailingState
{
    Draft,

    /// <summary>Its messages are being put on their way, some every minute.</summary>
    Sending,

    /// <summary>Everybody it was meant for has been looked at.</summary>
    Sent,

    /// <summary>Staff stopped it; what had not left by then does not leave any more.</summary>
    Stopped,
}

/// <summary>A mailing has to be gone on with.</summary>
internal sealed record MailingDue(Guid MailingId);

/// <summary>One advertising mail to many. Who gets it is asked person by person, when their turn comes.</summary>
internal sealed class Mailing : IBelongToBusiness, IVersioned
{
    public const int LongestName = 120;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    /// <summary>For staff.</summary>
    public required string Name { get; set; }

    /// <summary>Whom it is meant for, as <see cref="IAudiences"/> reads it.</summary>
    public required string Audience { get; set; }

    /// <summary>The same in words, as it was called then.</summary>
    public required string AudienceName { get; set; }

    public MailingState State { get; private set; }

    public required DateTime CreatedAtUtc { get; init; }

    public required string CreatedBy { get; init; }

    public DateTime? StartedAtUtc { get; private set; }

    public DateTime? EndedAtUtc { get; private set; }

    /// <summary>The last person looked at.</summary>
    public Guid Reached { get; private set; }

    /// <summary>How many messages were put on their way.</summary>
    public int Queued { get; private set; }

    /// <summary>How many people were left out.</summary>
    public int LeftOut { get; private set; }

    public int Version { get; set; }

    public void Start(DateTime now) => (State, StartedAtUtc) = (MailingState.Sending, now);

    public void Advance(Guid reached, int queued, int leftOut) => (Reached, Queued, LeftOut) = (reached, Queued + queued, LeftOut + leftOut);

    public void End(DateTime now) => (State, EndedAtUtc) = (MailingState.Sent, now);

    public void Stop(DateTime now) => (State, EndedAtUtc) = (MailingState.Stopped, now);

    public static void Shape(ModelBuilder model)
    {
        model.Entity<Mailing>(mailing =>
        {
            mailing.ToTable("notifications_mailings").HasKey(x => x.Id);
            mailing.Property(x => x.Id).ValueGeneratedNever();
            mailing.Property(x => x.Name).HasMaxLength(LongestName);
            mailing.Property(x => x.Audience).HasMaxLength(Customers.Contracts.Audience.LongestQuery);
            mailing.Property(x => x.AudienceName).HasMaxLength(200);
            mailing.Property(x => x.CreatedBy).HasMaxLength(200);
            mailing.HasIndex(x => new { x.BusinessId, x.CreatedAtUtc });
        });
        model.Entity<MailingText>(text =>
        {
            text.ToTable("notifications_mailing_texts").HasKey(x => new { x.MailingId, x.Language });
            text.Property(x => x.Language).HasMaxLength(10);
            text.Property(x => x.Subject).HasMaxLength(TemplateText.LongestSubject);
            text.Property(x => x.Heading).HasMaxLength(TemplateText.LongestHeading);
            text.Property(x => x.Body).HasMaxLength(TemplateText.LongestBody);
            text.Ignore(x => x.Text);
        });
    }
}

/// <summary>A mailing in one language. Whose language is not among them is written to in the business's own.</summary>
internal sealed class MailingText : IBelongToBusiness
{
    public required Guid MailingId { get; init; }

    public Guid BusinessId { get; set; }

    /// <summary>Primary tag: <c>en</c>, <c>de</c>.</summary>
    public required string Language { get; init; }

    public string Subject { get; private set; } = "";

    public string Heading { get; private set; } = "";

    public string Body { get; private set; } = "";

    public required TemplateText Text
    {
        get => new(Subject, Heading, Body);
        set => (Subject, Heading, Body) = (value.Subject, value.Heading, value.Body);
    }
}
