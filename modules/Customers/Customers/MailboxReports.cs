using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Email;
using BookingPlatform.Customers.Features;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers;

/// <summary>What mail servers say about addresses, and what staff do about it.</summary>
internal sealed class MailboxReports(CustomersDb db, CustomerRecords records, ChangeEmail change, Work work) : IMailboxReports
{
    public async Task CameBack(Guid customerId, string address, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        var key = EmailAddress.Read(address, out _)?.Key;
        if (await db.Customers.SingleOrDefaultAsync(one => one.Id == customerId, ct) is not { Email: { } email } customer || email.Key != key || email.State is EmailState.Bounced)
            return;
        var before = email.State;
        await records.Change(customer, () => customer.BounceEmail(work.Now), ct);
        work.Tell(new CustomerEmailChanged(customer.Id, before, EmailState.Bounced), customer.Id);
        work.Audit(CustomerHistory.EmailBounced(customer.Id, email.Address));
    }

    public async Task<Answer<Done>> Correct(Guid customerId, string? email, bool share, CancellationToken ct) =>
        (await change.Handle(customerId, new ChangeEmail.Request(email) { OnConflict = share ? "share" : null }, null, ct)).Then(_ => default(Done));
}
