using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Email;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers;

/// <summary>
/// Finds or makes the customer a booking is for. The caller saves, so that profile and booking appear together or not at all (S0-25).
/// A guest without an email costs no question to the database, only rows in the caller's save.
/// </summary>
internal sealed class TakeForBooking(CustomersDb db, CustomerRecords records, EmailDesk emails, IBusinesses businesses, Work work)
{
    /// <summary>What follows from having no email (S0-21, from S0-29…32).</summary>
    public static IReadOnlyList<Consequence> Consequences { get; } =
    [
        new("no-notifications", "The customer gets no confirmation and no reminder by email."),
        new("no-status-updates", "Nobody tells them when the booking is moved or cancelled: you have to."),
        new("not-in-guest-app", "They may not find the booking in the Guest App."),
        new("possible-duplicates", "If they book again with an email, a second profile may appear."),
    ];

    public async Task<Answer<CustomerCard>> Handle(GuestDetails guest, CancellationToken ct)
    {
        var typed = new CustomerDetails { FirstName = guest.FirstName, LastName = guest.LastName, Phone = guest.Phone, Language = guest.Language };
        if (!typed.Clean("customer.").Is(out var details, out var refusal))
            return refusal;
        var finding = await emails.Examine(guest.Email, apartFrom: null, ct);
        if (finding.Refuse("customer.email", guest.AcceptSharedEmail) is { } refused)
            return refused;
        if (finding.Kind is EmailKind.Missing && !guest.BookWithoutEmail)
            return Refusal.Invalid("customer.email", "There is no email. Add one, or book without it.", "email-missing").With("consequences", Consequences);
        var known = KnownAs(details, finding) is { CustomerId: var id } ? await db.Customers.SingleOrDefaultAsync(customer => customer.Id == id, ct) : null;
        return known is null ? await Make(details, finding, ct) : await Attach(known, details, ct);
    }

    /// <summary>Only a relay's address is never proof of who somebody is; of several records the verified one, then the oldest.</summary>
    private static EmailHolder? KnownAs(CustomerDetails details, EmailFinding finding) => finding.Kind is EmailKind.Relay ? null : finding.Holders
        .Where(holder => holder.IsNamed((details.FirstName!, details.LastName!)))
        .OrderByDescending(holder => holder.State is EmailState.Verified)
        .FirstOrDefault();

    private async Task<Answer<CustomerCard>> Attach(Customer customer, CustomerDetails details, CancellationToken ct)
    {
        if (details.Phone is null || customer.PhoneAsTyped is not null)
            return customer.ToCard();
        var before = CustomerDetails.Of(customer);
        var with = before with { Phone = details.Phone };
        var business = await businesses.Get(work.BusinessId, ct);
        await records.Change(customer, () => customer.Change(with, business.Country, work.Now), ct);
        if (CustomerHistory.Changed(customer.Id, before, with) is { } told)
            work.Audit(told);
        return customer.ToCard();
    }

    private async Task<Answer<CustomerCard>> Make(CustomerDetails details, EmailFinding finding, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var customer = Customer.Create(details, business.Country, work.Now);
        if (finding.Address is { } address)
            customer.Reach(address, finding.State, work.Now);
        records.Add(customer, " for a booking");
        return customer.ToCard();
    }
}
