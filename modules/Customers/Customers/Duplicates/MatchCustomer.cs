using BookingPlatform.Kernel.Facts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Duplicates;

/// <summary>Something that says who the customer is was stored, changed, deleted or restored.</summary>
internal sealed record MatchDue(Guid CustomerId);

/// <summary>
/// Matches one customer right after the change that called for it. Their keys are committed first, then the others are looked at:
/// of two that are stored at once, at least the later one sees the other.
/// </summary>
internal sealed class MatchCustomer(CustomersDb db, MatchModels models, KeyTable keys, Suggestions suggestions) : IDeliver<MatchDue>
{
    private const int Attempts = 4;

    public async Task<Delivery> Deliver(Envelope<MatchDue> envelope, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
            if (await Handle(envelope.Fact.CustomerId, ct))
                return Delivery.Done;
        return Delivery.Later(TimeSpan.FromSeconds(1), "The customers were being changed while they were compared.");
    }

    /// <returns>False when something changed meanwhile.</returns>
    public async Task<bool> Handle(Guid customerId, CancellationToken ct)
    {
        var rules = await models.Current(ct);
        var person = await db.Customers.AsNoTracking().Where(customer => customer.Id == customerId).Select(PersonRow.Shape).SingleOrDefaultAsync(ct);
        await keys.Keep([customerId], person is null ? [] : [person], rules, ct);
        var before = await suggestions.PartnersOf(customerId, ct);
        var found = person is null ? [] : Suggestions.Weigh(person, await keys.Partners(person, rules, ct), rules).ToList();
        return await suggestions.Replace(customerId, before, found, rules.Round, ct);
    }
}
