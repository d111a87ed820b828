using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Gate;
using BookingPlatform.Notifications.Mail;
using BookingPlatform.Notifications.Templates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Notifications.Features.Passwords;

/// <summary>
/// Makes the secret of a link, keeps its hash and hands the mail over. The secret lives in this method and in the mail only, so nothing that is stored,
/// shown or logged can give it away. A hand-over that is repeated is another mail with another secret, and the newest works.
/// </summary>
internal sealed class MailPasswordLink(NotificationsDb db, MessageGate gate, PasswordMailWriter writer, IMailTransport transport, IBusinesses businesses, Work work, IOptions<WebSettings> web)
    : IDeliver<GuestLinkAsked>
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    public async Task<Delivery> Deliver(Envelope<GuestLinkAsked> envelope, CancellationToken ct)
    {
        var link = await db.GuestLinks.SingleOrDefaultAsync(link => link.Id == envelope.Fact.LinkId, ct);
        if (link is not { IsCurrent: true, SentAtUtc: null })
            return Delivery.Done;
        var (whyNot, customer) = await gate.AskFor(link.CustomerId, ct);
        if (link.IsTooOldToSend(work.Now))
            whyNot = Reason.LinkTooLate;
        else if (!web.Value.HasPublicAddress)
            whyNot ??= Reason.NoPublicAddress;
        if (whyNot is not null)
            return await Fail(link, whyNot);
        var mail = await Write(link, customer!, ct);
        await work.SaveAsync(ct);
        return await Record(link, await transport.Send(mail, ct), envelope.Attempt);
    }

    private async Task<OutgoingMail> Write(GuestLink link, CustomerCard customer, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var secret = LinkSecret.New();
        link.Arm(secret, work.Now);
        return writer.Write(customer, business, web.Value.LinkToSetPassword(business.Slug, secret.Text));
    }

    /// <summary>What was learnt is written down even while the host is stopping.</summary>
    private async Task<Delivery> Record(GuestLink link, Receipt receipt, int attempt)
    {
        switch (receipt)
        {
            case Receipt.Taken:
                link.Sent(work.Now, doubt: null);
                break;
            case Receipt.Unknown:
                link.Sent(work.Now, doubt: Reason.LinkDoubtful.Sentence);
                break;
            case Receipt.NotNow notNow:
                link.Wait(notNow.Why);
                await work.SaveAsync(CancellationToken.None);
                return Delivery.Later(Earlier(notNow.After ?? TimeSpan.FromSeconds(5 * attempt), LongestWait), notNow.Why.Sentence, countsAsFailure: false);
            case Receipt.Never never:
                return await Fail(link, never.Why);
            default:
                throw new InvalidOperationException($"A {receipt.GetType().Name} is no receipt known here.");
        }

        await work.SaveAsync(CancellationToken.None);
        return Delivery.Done;
    }

    private async Task<Delivery> Fail(GuestLink link, Reason why)
    {
        link.Fail(why);
        work.Audit(PasswordHistory.Of(link.CustomerId, "password.link-failed", $"The link to set a new password did not go out. {why.Sentence}"));
        await work.SaveAsync(CancellationToken.None);
        return Delivery.Done;
    }

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
