using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Notifications.Advertising;
using BookingPlatform.Notifications.Contracts;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Notifications.Gate;

/// <summary>
/// What <see cref="MessageGate"/> asks about advertising: whether the person can be mailed at all, and then whether they agreed. The same for a preview of ten thousand and for the one whose mail is
/// being handed over: five statements, however many they are.
/// </summary>
internal sealed class AdvertisingGate(NotificationsDb db, ConsentBook consents, IMailTransport transport, IOptions<WebSettings> web)
{
    /// <summary>Without a server nothing goes out, and without a public address there would be no way to say no.</summary>
    public Reason? WhyNobody => !transport.IsSetUp ? Reason.NotSetUp : web.Value.HasPublicAddress ? null : Reason.NoPublicAddress;

    /// <summary>Why each of them gets none; whoever gets it is left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, Reason>> WhyNot(IReadOnlyCollection<CustomerCard> people, CancellationToken ct)
    {
        var suppressed = await Suppressed(people, ct);
        var refused = await consents.WhyNot(people.Select(person => new ConsentBook.Person(person.Id, person.Email)).ToList(), ct);
        return people.Select(person => (person.Id, Why: WhyNot(person, suppressed) ?? refused.GetValueOrDefault(person.Id) ?? WhyNobody))
            .Where(one => one.Why is not null).ToDictionary(one => one.Id, one => one.Why!);
    }

    /// <summary>The mailing went to the address of this message by another message: one mailbox, several records.</summary>
    public Task<bool> HasHad(Message message, string address, CancellationToken ct) => db.Messages
        .AnyAsync(other => other.MailingId == message.MailingId && other.Recipient == address && other.Id != message.Id && (other.State == MessageState.Sent || other.SendingSinceUtc != null), ct);

    private static Reason? WhyNot(CustomerCard person, HashSet<string> suppressed) => person switch
    {
        { IsDeleted: true } => Reason.CustomerGone,
        { EmailState: EmailState.Bounced } => Reason.Bounced,
        { Email: null, PlaceholderEmail: not null } => Reason.Placeholder,
        { IsReachable: false } => Reason.NoEmail,
        { Email: var email } when suppressed.Contains(Suppression.KeyOf(email!)) => Reason.Suppressed,
        _ => null,
    };

    private async Task<HashSet<string>> Suppressed(IReadOnlyCollection<CustomerCard> people, CancellationToken ct)
    {
        var keys = people.Select(person => person.Email).OfType<string>().Select(Suppression.KeyOf).Distinct().ToArray();
        return (await db.Suppressions.Where(one => one.LiftedAtUtc == null && EF.Parameter(keys).Contains(one.Address)).Select(one => one.Address).ToListAsync(ct)).ToHashSet();
    }
}
