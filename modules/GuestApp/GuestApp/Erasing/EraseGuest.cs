using BookingPlatform.Customers.Contracts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.GuestApp.Erasing;

/// <summary>An erased person is signed in nowhere; secrets on their way to the person's mailbox are worthless.</summary>
internal sealed class EraseGuest(GuestAppDb db, ICustomers customers) : IEraseParticipant
{
    public int Order => 15;

    public async Task<ErasePreview> Preview(EraseAct act, CancellationToken ct)
    {
        var ids = act.CustomerIds.ToArray();
        return new(await db.Sessions.AnyAsync(session => session.CustomerId != null && EF.Parameter(ids).Contains(session.CustomerId.Value), ct)
            ? [new EraseEffect("The person is signed out of the Guest App", Stays: false)]
            : [], []);
    }

    public async Task<IReadOnlyCollection<Guid>> Erase(EraseAct act, CancellationToken ct)
    {
        var (ids, addresses) = (act.CustomerIds.ToArray(), new List<string>());
        foreach (var id in ids)
            if (await customers.Find(id, ct) is { Email: { } email })
                addresses.Add(email);
        var emails = addresses.ToArray();
        await db.Sessions.Where(session => session.CustomerId != null && EF.Parameter(ids).Contains(session.CustomerId.Value) || EF.Parameter(emails).Contains(session.Email)).ExecuteDeleteAsync(ct);
        await db.Claims.Where(claim => EF.Parameter(ids).Contains(claim.CustomerId)).ExecuteDeleteAsync(ct);
        await db.Challenges.Where(challenge => challenge.CustomerId != null && EF.Parameter(ids).Contains(challenge.CustomerId.Value) || EF.Parameter(emails).Contains(challenge.Email)).ExecuteDeleteAsync(ct);
        return [];
    }
}
