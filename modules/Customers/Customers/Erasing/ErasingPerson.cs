using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Ui;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Erasing;

/// <summary>Everything the platform knows as one person: the record, those merged into it, and every name, address and number it had.</summary>
internal sealed record ErasingPerson(Customer Customer, IReadOnlyList<Customer> Merged, EraseAct Act)
{
    public IEnumerable<Customer> All => Merged.Prepend(Customer);
}

/// <summary>Finds that person, and what stands in the way of erasing them.</summary>
internal sealed class ErasingPeople(CustomersDb db, IEnumerable<IEraseParticipant> participants, IBusinesses businesses, Work work)
{
    /// <returns>The person; 404, or 409 <c>customer-merged</c>, <c>customer-erased</c>.</returns>
    public async Task<Answer<ErasingPerson>> Find(Guid customerId, Guid erasureId, CancellationToken ct)
    {
        if (await db.CustomersEvenDeleted.SingleOrDefaultAsync(customer => customer.Id == customerId, ct) is not { } customer)
            return Refusal.NotFound("customer");
        if (customer.ErasedAtUtc is not null)
            return CustomerRefusals.Erased(customerId);
        if (customer.MergedIntoId is { } kept)
            return CustomerRefusals.Merged(customerId, kept);
        var merged = await MergedInto([customerId], ct);
        Guid[] ids = [customerId, .. merged.Select(one => one.Id)];
        var merges = await db.MergedCustomers.Where(one => EF.Parameter(ids).Contains(one.CustomerId)).Select(one => one.MergeId).Distinct().ToListAsync(ct);
        return new ErasingPerson(customer, merged, new(erasureId, ids, merges));
    }

    /// <summary>A record may have been merged into one that was merged later.</summary>
    private async Task<List<Customer>> MergedInto(Guid[] into, CancellationToken ct)
    {
        var found = new List<Customer>();
        while (into.Length > 0)
        {
            var next = into;
            var layer = await db.CustomersEvenDeleted.Where(customer => customer.MergedIntoId != null && EF.Parameter(next).Contains(customer.MergedIntoId.Value)).ToListAsync(ct);
            found.AddRange(layer);
            into = layer.Select(customer => customer.Id).ToArray();
        }

        return found;
    }

    /// <summary>What every module says; nothing is changed.</summary>
    public async Task<ErasePreview> Ask(ErasingPerson person, CancellationToken ct)
    {
        var (effects, holds) = (new List<EraseEffect>(), new List<EraseHold>());
        if (await Hold(person.Customer.Id, ct) is { } legal)
            holds.Add(legal);
        foreach (var participant in participants.OrderByDescending(participant => participant.Order))
        {
            var said = await participant.Preview(person.Act, ct);
            effects.AddRange(said.Effects);
            holds.AddRange(said.Holds);
        }

        return new(effects, holds);
    }

    private async Task<EraseHold?> Hold(Guid customerId, CancellationToken ct)
    {
        if (await db.LegalHolds.AsNoTracking().SingleOrDefaultAsync(hold => hold.CustomerId == customerId, ct) is not { } hold)
            return null;
        var business = await businesses.Get(work.BusinessId, ct);
        return hold.Until < business.Day(work.Now) ? null : new("legal-hold",
            $"{hold.SetBy} put a legal hold on this record{(hold.Until is { } until ? $" until {business.ShowDay(until)}" : "")}. Lift it first.", $"/customers/{customerId}/erase");
    }
}
