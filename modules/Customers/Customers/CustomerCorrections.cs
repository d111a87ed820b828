using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Email;
using BookingPlatform.Customers.Features;
using BookingPlatform.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers;

/// <summary>What another system knows goes the way of what staff type, with the same checks and the same history.</summary>
internal sealed class CustomerCorrections(CustomersDb db, EmailDesk emails, ChangeCustomer change, ChangeEmail changeEmail) : ICustomerCorrections
{
    public async Task<bool> IsContact(string email, CancellationToken ct)
    {
        var finding = await emails.Examine(email, apartFrom: null, ct);
        return finding.Address is not null && finding.Kind is not EmailKind.Relay && finding.Refuse("email", acceptShared: true) is null;
    }

    public async Task<Answer<CustomerCard>> Correct(Guid customerId, CustomerCorrection correction, CancellationToken ct)
    {
        if (await db.CustomersEvenDeleted.SingleOrDefaultAsync(one => one.Id == customerId, ct) is not { } customer)
            return Refusal.NotFound("customer");
        var before = CustomerDetails.Of(customer);
        var details = before with
        {
            FirstName = correction.FirstName ?? before.FirstName,
            LastName = correction.LastName ?? before.LastName,
            Phone = correction.Phone ?? before.Phone,
            Address = correction.Address ?? before.Address,
        };
        if (details != before && (await change.Handle(customerId, details, ChangeCustomer.Renamed, version: null, ct)).IsRefused(out var refusal))
            return refusal;
        if (correction.Email is { } email && (await changeEmail.Handle(customerId, new(email) { AcceptSharedEmail = true }, version: null, ct)).IsRefused(out var refused))
            return refused;
        return customer.ToCard();
    }
}
