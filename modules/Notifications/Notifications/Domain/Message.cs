using System.Diagnostics.CodeAnalysis;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Notifications.Contracts;

namespace BookingPlatform.Notifications.Domain;

/// <summary>
/// One message to one customer about one booking, about all of an itinerary, or of a mailing, and what became of it. The text itself is never stored: it is written from the booking
/// as it stands when it is handed over, the guest has the copy, and erasing a person has only <see cref="Recipient"/> to clear.
/// </summary>
internal sealed class Message : IBelongToBusiness, IVersioned
{
    /// <summary>After this long without the mail server's acceptance a message has failed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    /// <summary>Hand-overs that may end without an answer: the first is repeated, the second not.</summary>
    private const int MostDoubts = 2;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required Guid CustomerId { get; init; }

    /// <summary>Of an itinerary's message the soonest of its bookings; empty for advertising, which is about none.</summary>
    public required Guid BookingId { get; init; }

    /// <summary>The mailing it belongs to; null for every message about a booking.</summary>
    public Guid? MailingId { get; init; }

    /// <summary>The itinerary all of whose bookings it tells; null for a message about one booking.</summary>
    public Guid? ItineraryId { get; init; }

    public required MessageKind Kind { get; init; }

    /// <summary>The booking's version this message tells of; 0 for its making.</summary>
    public required int BookingVersion { get; init; }

    /// <summary>The fact's envelope; together with the kind it makes a fact that is delivered twice one message.</summary>
    public required Guid CauseId { get; init; }

    public required DateTime CreatedAtUtc { get; init; }

    public MessageState State { get; private set; }

    public string? ReasonCode { get; private set; }

    public string? ReasonText { get; private set; }

    /// <summary>The same in every attempt, so that mailboxes which drop repeats can recognise one (RFC 5322, 3.6.4).</summary>
    public required string MailId { get; init; }

    /// <summary>The address of the last hand-over; read from the customer each time.</summary>
    public string? Recipient { get; private set; }

    public string? Subject { get; private set; }

    public string? Language { get; private set; }

    /// <summary>The booking's version the customer has certainly read about, once this is sent.</summary>
    public int? ToldVersion { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>Hand-overs whose outcome was never learnt.</summary>
    public int Doubts { get; private set; }

    public DateTime? QueuedAtUtc { get; private set; }

    /// <summary>A hand-over began and nothing is known of its end: it is running, or its node died in it.</summary>
    public DateTime? SendingSinceUtc { get; private set; }

    public DateTime? SentAtUtc { get; private set; }

    /// <summary>Quiet hours keep it back until then; a job sends it on.</summary>
    public DateTime? NotBeforeUtc { get; private set; }

    /// <summary>Of a reminder the start it reminds of: a booking that was moved is reminded of anew.</summary>
    public DateTime? RemindsOfUtc { get; init; }

    /// <summary>When staff were first offered to send what had been missed.</summary>
    public DateTime? OfferedAtUtc { get; private set; }

    public int Version { get; set; }

    public bool IsQueued => State is MessageState.Queued;

    /// <summary>Failed for want of a mail server: a dead letter whose replay tries for another day. Other failures are sent again by hand only.</summary>
    public bool CanBeReplayed => State is MessageState.Failed && ReasonCode == Reason.TooLate.Code;

    [MemberNotNullWhen(true, nameof(SendingSinceUtc))]
    public bool IsInDoubt => SendingSinceUtc is not null;

    public bool IsMissed => State is MessageState.Bounced || (State is MessageState.Suppressed && Reason.Missed.Contains(ReasonCode));

    public void Queue(DateTime now)
    {
        (State, QueuedAtUtc, NotBeforeUtc, Attempts, Doubts) = (MessageState.Queued, now, null, 0, 0);
        Because(null);
    }

    public void Withhold(Reason why)
    {
        State = MessageState.Suppressed;
        Because(why);
    }

    public void Fail(Reason why)
    {
        (State, SendingSinceUtc) = (MessageState.Failed, null);
        Because(why);
    }

    /// <summary>It keeps its place and waits for the end of the quiet hours.</summary>
    public void WaitUntil(DateTime end, string clock)
    {
        NotBeforeUtc = end;
        Because(Reason.QuietHours(clock));
    }

    /// <summary>The mailbox sent it back, or its owner complained: the customer does not know what it said.</summary>
    public void ComeBack(Reason why)
    {
        (State, ToldVersion, SendingSinceUtc) = (MessageState.Bounced, null, null);
        Because(why);
    }

    public void Offer(DateTime now) => OfferedAtUtc ??= now;

    public void TakeBackOffer() => OfferedAtUtc = null;

    public void Headline(string subject, string language) => (Subject, Language) = (subject, language);

    /// <summary>
    /// Noted before the mail server hears anything. While an earlier hand-over is in doubt its told version stays:
    /// a mailbox may keep that first text and drop this one, so what changed since still needs a message of its own.
    /// </summary>
    public void BeginHandOver(DateTime now, Written mail)
    {
        ToldVersion = Doubts > 0 && ToldVersion is { } earlier ? Math.Min(earlier, mail.BookingVersion) : mail.BookingVersion;
        (State, SendingSinceUtc, Recipient, Subject, Language) = (MessageState.Queued, now, mail.Recipient, mail.Subject, mail.Language);
        Attempts++;
        Because(null);
    }

    public void Sent(DateTime now)
    {
        (State, SentAtUtc, SendingSinceUtc) = (MessageState.Sent, now, null);
        Because(null);
    }

    /// <summary>What it had to tell stood in the message of the whole itinerary.</summary>
    public void SentIn(Message whole, int bookingVersion)
    {
        (State, SentAtUtc, Recipient, ToldVersion) = (MessageState.Sent, whole.SentAtUtc, whole.Recipient, bookingVersion);
        Because(Reason.WithItinerary);
    }

    /// <summary>The mail server has certainly not taken it.</summary>
    public void PutBack(Reason why)
    {
        SendingSinceUtc = null;
        Because(why);
    }

    /// <summary>
    /// Nobody knows whether the mail server took it. A second copy with the same id harms less than a guest who was never told, so it goes once more;
    /// but a server that takes every copy and never answers must not flood a mailbox, so it goes only once more.
    /// </summary>
    public void Doubt()
    {
        SendingSinceUtc = null;
        if (++Doubts >= MostDoubts)
            Fail(Reason.Unknown);
    }

    private void Because(Reason? why) => (ReasonCode, ReasonText) = (why?.Code, why?.Sentence);
}

/// <summary>What was written at one hand-over.</summary>
internal sealed record Written(string Recipient, string Subject, string Language, int BookingVersion);
