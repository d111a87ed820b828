using BookingPlatform.Bookings.Domain;
using BookingPlatform.Customers.Contracts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Pages.Shared;

/// <summary>Finds a customer by name, email, telephone, or the code of one of their bookings (S0-50).</summary>
internal sealed class FindPeople(BookingsDb db, ICustomers customers, IContactMask mask)
{
    /// <summary>For somebody to choose from, so the contact details as in every list.</summary>
    public async Task<IReadOnlyList<CustomerCard>> Find(string text, int most, CancellationToken ct)
    {
        var found = await FindWhole(text, most, ct);
        return await mask.IsOnInLists(ct) ? found.Select(card => card.Mask()).ToList() : found;
    }

    private async Task<IReadOnlyList<CustomerCard>> FindWhole(string text, int most, CancellationToken ct)
    {
        var found = await customers.Search(text, most, ct);
        if (!BookingCode.TryRead(text, out var code))
            return found;
        var owner = await db.Bookings.Where(booking => booking.Code == code).Select(booking => (Guid?)booking.CustomerId).FirstOrDefaultAsync(ct);
        return owner is { } id && await customers.Find(id, ct) is { IsDeleted: false } customer
            ? found.Where(other => other.Id != id).Prepend(customer).ToList()
            : found;
    }
}
