using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Email;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers;

/// <summary>What follows from a guest having opened a mail: the address is theirs, and only then it says who they are (C1).</summary>
internal sealed class ProvenEmails(CustomersDb db, CustomerRecords records, EmailDesk emails, Work work) : IProvenEmails
{
    public Answer<TypedAddress> Read(string? typed)
    {
        var finding = EmailFinding.FromText(typed);
        return finding.Kind switch
        {
            EmailKind.Missing => Refusal.Invalid("email", "Type your email address.", "email-malformed"),
            EmailKind.Placeholder => Refusal.Invalid("email", "This is no address that mail could be sent to.", "email-malformed"),
            EmailKind.Malformed => finding.Refuse("email", acceptShared: true)!,
            _ => new TypedAddress(finding.Address!.Text, finding.Address.Key),
        };
    }

    public async Task<CustomerCard?> FindOwner(TypedAddress address, CancellationToken ct)
    {
        var finding = await emails.Examine(address.Text, apartFrom: null, ct);
        // Asked for whether or not there is one: how many questions an address costs must not say whether it is known.
        var id = OwnerIn(finding) ?? Guid.Empty;
        return (await db.Customers.AsNoTracking().SingleOrDefaultAsync(customer => customer.Id == id, ct))?.ToCard();
    }

    private static Guid? OwnerIn(EmailFinding finding)
    {
        if (finding.Kind is not (EmailKind.Ok or EmailKind.Role) || finding.Holders.Any(holder => holder.State is EmailState.Shared or EmailState.Relay))
            return null;
        var owner = finding.Holders.SingleOrDefault(holder => holder is { HasItToday: true, State: EmailState.Verified })
            ?? (finding.Holders is [var only] && only.State is EmailState.Unverified or EmailState.Verified ? finding.Holders[0] : null);
        return owner?.CustomerId;
    }

    public async Task<Answer<CustomerCard>> Prove(Guid customerId, TypedAddress typed, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.Customers.SingleOrDefaultAsync(customer => customer.Id == customerId, ct) is not { } customer)
            return Refusal.NotFound("customer");
        var finding = await emails.Examine(typed.Text, apartFrom: customerId, ct);
        if (finding.Refuse("email", acceptShared: true) is { } refused)
            return refused;
        if (finding.Holders is [var holder, ..])
            return Refusal.Conflict("email-belongs-to", "Another record has this address.").With("customerId", holder.CustomerId);
        var state = finding.State is EmailState.Unverified ? EmailState.Verified : finding.State;
        if (customer.Email?.Key != typed.Key || customer.EmailState != state)
            await Keep(customer, finding.Address!, state, ct);
        return customer.ToCard();
    }

    public async Task<GuestAccounts> Accounts(CancellationToken ct) =>
        ((await db.Settings.AsNoTracking().FirstOrDefaultAsync(ct))?.Registration ?? Registration.OnReturn) switch
        {
            Registration.Required => GuestAccounts.Required,
            Registration.OnReturn => GuestAccounts.OnReturn,
            _ => GuestAccounts.Never,
        };

    private async Task Keep(Customer customer, EmailAddress address, EmailState state, CancellationToken ct)
    {
        var (before, stateBefore) = (customer.Email?.Address, customer.EmailState);
        // The same address in other letters stays as it was written.
        var kept = customer.Email?.Key == address.Key ? EmailAddress.Read(customer.Email.Address, out _) ?? address : address;
        await records.Change(customer, () => customer.Reach(kept, state, work.Now), ct);
        work.Tell(new CustomerEmailChanged(customer.Id, stateBefore, state), customer.Id);
        work.Audit(before == kept.Text ? CustomerHistory.EmailProven(customer.Id, kept.Text) : CustomerHistory.EmailChanged(customer.Id, before, kept.Text, state));
    }
}
