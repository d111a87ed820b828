using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Features;

/// <summary>A guest changes their own details: the same change as at the desk, of the fields that are theirs.</summary>
internal sealed class ChangeOwnDetails(CustomersDb db, ChangeCustomer change) : IOwnDetails
{
    public async Task<Answer<CustomerCard>> Change(Guid customerId, OwnDetails details, CancellationToken ct)
    {
        if (await db.Customers.SingleOrDefaultAsync(customer => customer.Id == customerId, ct) is not { } customer)
            return Refusal.NotFound("customer");
        var wanted = CustomerDetails.Of(customer) with { Phone = details.Phone, Address = details.Address, Language = details.Language };
        return (await change.Handle(customerId, wanted, onRename: null, version: null, ct)).Then(_ => customer.ToCard());
    }
}
