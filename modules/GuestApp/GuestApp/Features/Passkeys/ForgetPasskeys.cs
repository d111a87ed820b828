using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Facts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.GuestApp.Features.Passkeys;

/// <summary>
/// Passkeys end with what they were made for: another address may be another person's, a deleted record signs nobody in, an erased person has none. A mailbox that is full for a day ends nothing.
/// </summary>
internal sealed class ForgetPasskeys(GuestAppDb db, ICustomers customers) : IListen<CustomerEmailChanged>, IListen<CustomerDeleted>, IEraseParticipant, ITellPersonalData
{
    public int Order => 15;

    public async Task Hear(CustomerEmailChanged fact, CancellationToken ct)
    {
        if (fact.After is not EmailState.Bounced)
            await Forget(await customers.RecordsOf(fact.CustomerId, ct), ct);
    }

    public async Task Hear(CustomerDeleted fact, CancellationToken ct) => await Forget(await customers.RecordsOf(fact.CustomerId, ct), ct);

    public async Task<ErasePreview> Preview(EraseAct act, CancellationToken ct) =>
        new(await db.Passkeys.AnyAsync(row => act.CustomerIds.Contains(row.OwnerId), ct) ? [new EraseEffect("Passkeys of the Guest App no longer sign anybody in", Stays: false)] : [], []);

    public async Task<IReadOnlyCollection<Guid>> Erase(EraseAct act, CancellationToken ct)
    {
        await Forget(act.CustomerIds, ct);
        return [];
    }

    public async Task<IReadOnlyList<PersonalDataPart>> Tell(IReadOnlyList<Guid> customerIds, CancellationToken ct)
    {
        var found = await db.Passkeys.AsNoTracking().Where(row => customerIds.Contains(row.OwnerId)).OrderBy(row => row.MadeAtUtc).ToListAsync(ct);
        return [new("Passkeys", found.ConvertAll(row => (IReadOnlyDictionary<string, object?>)new Dictionary<string, object?> { ["madeAt"] = row.MadeAtUtc, ["lastUsedAt"] = row.UsedAtUtc }))];
    }

    private Task<int> Forget(IReadOnlyList<Guid> owners, CancellationToken ct) => db.Passkeys.Where(row => owners.Contains(row.OwnerId)).ExecuteDeleteAsync(ct);
}
