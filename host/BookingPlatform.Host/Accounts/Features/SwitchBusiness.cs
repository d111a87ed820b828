using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts.Features;

/// <summary>Moves this browser's session to another business of the same person.</summary>
internal sealed class SwitchBusiness(AccountsDb db, Work work, SessionRing ring, IHttpContextAccessor context)
{
    public async Task<Answer<Done>> Handle(Guid business, CancellationToken ct)
    {
        var (person, session) = (context.HttpContext!.User.StaffId(), context.HttpContext.User.SessionId());
        if (!context.HttpContext.User.WorksFor(business))
            return Refusal.NotFound("business");
        await work.BeginAsync(ct);
        await db.Sessions.Where(row => row.Id == session).ExecuteUpdateAsync(set => set.SetProperty(row => row.WorkingFor, business), ct);
        work.WhenCommitted(() => ring.Forget(person!.Value));
        await work.SaveAsync(ct);
        return new Done();
    }
}
