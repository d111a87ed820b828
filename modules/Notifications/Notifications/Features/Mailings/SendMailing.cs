using System.Security.Cryptography;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Gate;
using BookingPlatform.Notifications.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Notifications.Features.Mailings;

/// <summary>
/// Puts a mailing's messages on their way: so many people a minute, in the order of their ids. Messages and how far it came are committed together, so a node that dies in between loses nobody and
/// writes to nobody twice. Who is left out gets no message, as nobody wants to read on a thousand cards that advertising was not sent.
/// </summary>
internal sealed class SendMailing(NotificationsDb db, IAudiences audiences, MessageGate gate, Work work, IOptions<MailSettings> mail) : IDeliver<MailingDue>
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public async Task<Delivery> Deliver(Envelope<MailingDue> envelope, CancellationToken ct)
    {
        if (await db.Mailings.SingleOrDefaultAsync(one => one.Id == envelope.Fact.MailingId, ct) is not { State: MailingState.Sending } mailing)
            return Delivery.Done;
        var most = mail.Value.AdvertisingPerMinute;
        var people = await audiences.Next(mailing.Audience, mailing.Reached, most, ct);
        var receiving = await Receiving(mailing, people, ct);
        foreach (var person in receiving)
            Queue(mailing, person);
        if (people.Count > 0)
            mailing.Advance(people[^1].Id, receiving.Count, people.Count - receiving.Count);
        if (people.Count < most)
            mailing.End(work.Now);
        await work.SaveAsync(ct);
        return people.Count < most ? Delivery.Done : Delivery.Later(Minute, "The next ones of the mailing go in a minute.", countsAsFailure: false);
    }

    /// <summary>Of several records with one address the first. Whoever has a message of the mailing already stands for a record merged into theirs.</summary>
    private async Task<List<CustomerCard>> Receiving(Mailing mailing, IReadOnlyList<CustomerCard> people, CancellationToken ct)
    {
        var whyNot = await gate.AskForAdvertising(people, ct);
        var ids = people.Select(person => person.Id).ToArray();
        var have = (await db.Messages.Where(message => message.MailingId == mailing.Id && EF.Parameter(ids).Contains(message.CustomerId)).Select(message => message.CustomerId).ToListAsync(ct)).ToHashSet();
        return people.Where(person => !whyNot.ContainsKey(person.Id) && !have.Contains(person.Id)).DistinctBy(person => Suppression.KeyOf(person.Email!)).ToList();
    }

    private void Queue(Mailing mailing, CustomerCard person)
    {
        var message = new Message
        {
            CustomerId = person.Id,
            BookingId = Guid.Empty,
            MailingId = mailing.Id,
            Kind = MessageKind.Advertising,
            BookingVersion = 0,
            CauseId = CauseOf(mailing.Id, person.Id),
            CreatedAtUtc = work.Now,
            MailId = MailIds.New(mail.Value.From),
        };
        message.Headline(mailing.Name.Length <= 200 ? mailing.Name : mailing.Name[..200], person.Language is { Length: > 0 and <= 10 } tag ? tag : "en");
        db.Messages.Add(message);
        message.QueueIn(work);
    }

    /// <summary>One message of a mailing for a person, whatever happens: the same identity whichever node makes it.</summary>
    private static Guid CauseOf(Guid mailing, Guid customer)
    {
        Span<byte> both = stackalloc byte[32];
        mailing.TryWriteBytes(both);
        customer.TryWriteBytes(both[16..]);
        return new Guid(SHA256.HashData(both).AsSpan(0, 16));
    }
}
