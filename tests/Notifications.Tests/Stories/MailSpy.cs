using System.Collections.Concurrent;
using BookingPlatform.Notifications.Mail;

namespace BookingPlatform.Notifications.Tests.Stories;

/// <summary>Stands in front of any wall of a transport: what the gate lets through is seen here.</summary>
internal sealed class MailSpy : IMailTransport
{
    private int handed;

    public ConcurrentDictionary<string, bool> Dead { get; } = [];

    /// <summary>Whose readers want no advertising.</summary>
    public ConcurrentDictionary<string, bool> Refusing { get; } = [];

    public ConcurrentQueue<string> Leaks { get; } = [];

    public ConcurrentQueue<OutgoingMail> Sent { get; } = [];

    public int Handed => handed;

    public bool IsSetUp => true;

    public Task<Receipt> Send(OutgoingMail mail, CancellationToken ct)
    {
        Interlocked.Increment(ref handed);
        Sent.Enqueue(mail);
        if (PlaceholderWall.Stops(mail.Recipient) || Dead.ContainsKey(mail.Recipient) || (mail.Unsubscribe is not null && Refusing.ContainsKey(mail.Recipient)))
            Leaks.Enqueue($"{mail.Recipient}: {mail.Subject}");
        return Task.FromResult<Receipt>(new Receipt.Taken());
    }
}
