using System.Collections.Concurrent;
using System.Security.Claims;
using BookingPlatform.Kernel.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts;

/// <summary>A session as it stands now, with the places where its person works.</summary>
internal sealed record OpenSession(Guid Id, Guid StaffId, string Name, bool IsOperator, Guid? WorkingFor, Guid? LetInBy, DateTime SeenAtUtc, List<Workplace> Places)
{
    /// <summary>The business at work; null for an operator of the installation.</summary>
    public Workplace? Work => Places.Find(place => place.BusinessId == WorkingFor) ?? (Places.Count > 0 ? Places[0] : null);
}

internal sealed record Workplace(Guid BusinessId, string Name, Role Role, string ExtraRights, string WithheldRights)
{
    /// <summary>The business takes this person by its identity provider only, not by password or passkey.</summary>
    public bool IsShut { get; init; }
}

/// <summary>
/// Finds sessions and remembers the found ones for five seconds: the longest that a person who was removed, or whose role was changed, keeps what they had on other nodes.
/// On this node it ends at once.
/// </summary>
internal sealed class SessionRing(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SeenTo = TimeSpan.FromMinutes(10);
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<Guid, (OpenSession Session, ClaimsPrincipal? Person, long At)> known = [];

    /// <summary>What the cookie says is only which session; who that is, and what they may do, is asked at each request.</summary>
    public static async Task Validate(CookieValidatePrincipalContext context)
    {
        var ring = context.HttpContext.RequestServices.GetRequiredService<SessionRing>();
        if (context.Principal?.SessionId() is { } session && await ring.Find(session, context.HttpContext.RequestAborted) is { } person)
        {
            context.ReplacePrincipal(person);
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }

    public async Task<ClaimsPrincipal?> Find(Guid id, CancellationToken ct)
    {
        if (known.TryGetValue(id, out var entry) && clock.GetElapsedTime(entry.At) < Fresh)
            return entry.Person;
        if (await Load(id, ct) is not { } session)
        {
            known.TryRemove(id, out _);
            return null;
        }

        if (known.Count >= Most)
            known.Clear();
        var person = StaffClaims.For(session);
        known[id] = (session, person, clock.GetTimestamp());
        return person;
    }

    /// <summary>Something about the person, or about one of their sessions, has changed.</summary>
    public void Forget(Guid staffId)
    {
        foreach (var (id, entry) in known)
            if (entry.Session.StaffId == staffId)
                known.TryRemove(id, out _);
    }

    /// <summary>A business was closed or opened.</summary>
    public void ForgetAll() => known.Clear();

    private async Task<OpenSession?> Load(Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        var session = await (
            from row in db.Sessions.AsNoTracking()
            join person in db.Staff on row.StaffId equals person.Id
            where row.Id == id && row.EndsAtUtc > now && row.Stamp == person.SecurityStamp
            select new OpenSession(row.Id, person.Id, person.Name, person.IsOperator && row.LetInBy == null, row.WorkingFor, row.LetInBy, row.SeenAtUtc, (
                from membership in db.Memberships.AcrossBusinesses()
                join business in db.Businesses on membership.BusinessId equals business.Id
                where membership.StaffId == person.Id && business.ClosedAtUtc == null
                orderby membership.Id
                select new Workplace(business.Id, business.Name, membership.Role, membership.ExtraRights, membership.WithheldRights)
                {
                    IsShut = membership.Role != Role.Owner && db.SignOns.AcrossBusinesses().Any(signOn => signOn.BusinessId == business.Id && signOn.IsOnlyWay),
                }).ToList())).SingleOrDefaultAsync(ct);
        if (session is not null && now - session.SeenAtUtc > SeenTo)
            await Saw(scope.ServiceProvider, id, now, ct);
        return session is null ? null : session with { Places = session.Places.FindAll(place => session.LetInBy is { } provider ? place.BusinessId == provider : !place.IsShut) };
    }

    private static async Task Saw(IServiceProvider services, Guid id, DateTime now, CancellationToken ct)
    {
        var work = services.GetRequiredService<Work>();
        await work.BeginAsync(ct);
        await services.GetRequiredService<AccountsDb>().Sessions.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.SeenAtUtc, now), ct);
        await work.SaveAsync(ct);
    }
}
