using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Email;
using BookingPlatform.Customers.Features;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Duplicates;

/// <summary>Recognises whoever is being typed in by the keys and the model that match stored records.</summary>
internal sealed class Recognition(CustomersDb db, KeyTable keys, MatchModels models, ChangeDuplicateSettings settings, IBusinesses businesses, Work work) : IRecogniseCustomers
{
    public async Task<IReadOnlyList<Recognised>> Recognise(TypedPerson typed, int most, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, 20);
        var details = new CustomerDetails { FirstName = typed.FirstName, LastName = typed.LastName, Phone = typed.Phone };
        if (!details.Clean().Is(out var clean, out _))
            return [];
        var business = await businesses.Get(work.BusinessId, ct);
        var person = Customer.Create(clean, business.Country, work.Now);
        if (EmailFinding.FromText(typed.Email) is { Address: { } address, State: var state })
            person.Reach(address, state, work.Now);
        return await Find(PersonRow.Of(person), most, ct);
    }

    private async Task<IReadOnlyList<Recognised>> Find(PersonRow person, int most, CancellationToken ct)
    {
        var rules = await models.Current(ct);
        var limits = await settings.Limits(ct);
        var found = Suggestions.Weigh(person, await keys.Partners(person, rules, ct), rules)
            .Where(pair => pair.Likeness.Bits >= limits.Suggest).OrderByDescending(pair => pair.Likeness.Bits).Take(most).ToList();
        var ids = found.ConvertAll(pair => pair.Other.Id);
        var customers = ids.Count == 0 ? [] : await db.Customers.AsNoTracking().Where(customer => ids.Contains(customer.Id)).ToDictionaryAsync(customer => customer.Id, ct);
        return found.Where(pair => customers.ContainsKey(pair.Other.Id)).Select(pair => new Recognised(customers[pair.Other.Id].ToCard(), Evidence.ToPercent(pair.Likeness.Probability))).ToList();
    }
}
