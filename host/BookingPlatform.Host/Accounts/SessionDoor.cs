using System.Security.Claims;
using BookingPlatform.Kernel.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts;

/// <summary>Opens and ends sessions: the row in the database and the cookie that names it.</summary>
internal sealed class SessionDoor(AccountsDb db, Work work, SessionRing ring, IHttpContextAccessor context, ILogger<SessionDoor> log)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private HttpContext Http => context.HttpContext ?? throw new InvalidOperationException("A session is opened in answer to a request.");

    /// <summary>Lets the person in, in a session of its own: the one this browser may have had before ends.</summary>
    /// <param name="person">Who.</param>
    /// <param name="remember">Stays when the browser is closed.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="workingFor">The business to begin with; otherwise the one of last time.</param>
    /// <param name="letInBy">The business whose identity provider vouched for the person.</param>
    public async Task Open(Staff person, bool remember, CancellationToken ct, Guid? workingFor = null, Guid? letInBy = null)
    {
        var before = Http.User.SessionId();
        var last = workingFor ?? await db.Sessions.Where(row => row.StaffId == person.Id).OrderByDescending(row => row.SeenAtUtc).Select(row => row.WorkingFor).FirstOrDefaultAsync(ct);
        var session = new StaffSession
        {
            StaffId = person.Id,
            Device = DeviceWords.Of(Http.Request.Headers.UserAgent.ToString()),
            Stamp = person.SecurityStamp ?? "",
            WorkingFor = last,
            LetInBy = letInBy,
            StartedAtUtc = work.Now,
            SeenAtUtc = work.Now,
            EndsAtUtc = work.Now + Longest,
        };
        await work.BeginAsync(ct);
        await db.Sessions.Where(row => row.Id == before).ExecuteDeleteAsync(ct);
        db.Sessions.Add(session);
        await work.SaveAsync(ct);
        var cookie = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, person.Id.ToString()), new(StaffClaims.Session, session.Id.ToString())], IdentityConstants.ApplicationScheme);
        log.LogInformation("{Staff} signed in, session {Session}", person.Id, session.Id);
        await Http.SignInAsync(IdentityConstants.ApplicationScheme, new ClaimsPrincipal(cookie), new AuthenticationProperties { IsPersistent = remember });
    }

    /// <summary>Ends this browser's session and takes its cookies.</summary>
    public async Task Leave(CancellationToken ct)
    {
        if (Http.User.SessionId() is { } id)
            await End(db.Sessions.Where(row => row.Id == id), ct);
        await Http.SignOutAsync(IdentityConstants.ApplicationScheme);
        await Http.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
    }

    /// <summary>Ends one of the person's own sessions, or all but this browser's where none is named.</summary>
    public Task EndOthers(Guid? session, CancellationToken ct)
    {
        var (person, here) = (Http.User.StaffId(), Http.User.SessionId());
        return End(db.Sessions.Where(row => row.StaffId == person && (session == null ? row.Id != here : row.Id == session)), ct);
    }

    /// <summary>After the person changed how they sign in: every other session ends, this one goes on under the new stamp.</summary>
    public async Task KeepOnly(Staff person, CancellationToken ct)
    {
        await EndOthers(null, ct);
        var (here, stamp) = (Http.User.SessionId(), person.SecurityStamp ?? "");
        await work.BeginAsync(ct);
        await db.Sessions.Where(row => row.Id == here).ExecuteUpdateAsync(set => set.SetProperty(row => row.Stamp, stamp), ct);
        Forget(person.Id);
        await work.SaveAsync(ct);
    }

    private async Task End(IQueryable<StaffSession> sessions, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        await sessions.ExecuteDeleteAsync(ct);
        if (Http.User.StaffId() is { } person)
            Forget(person);
        await work.SaveAsync(ct);
    }

    /// <summary>Once it is committed: before, another request could load the old state again.</summary>
    private void Forget(Guid person) => work.WhenCommitted(() => ring.Forget(person));
}
