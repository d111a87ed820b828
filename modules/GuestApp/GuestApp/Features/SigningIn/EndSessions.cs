using BookingPlatform.Customers.Contracts;
using BookingPlatform.GuestApp.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.GuestApp.Features.SigningIn;

/// <summary>Signing out, here or everywhere; and without being asked, when the record gets another address or is deleted.</summary>
internal sealed class EndSessions(GuestAppDb db, ICustomers customers, IBusinesses businesses, GuestBrowser browser, Work work) : IListen<CustomerEmailChanged>, IListen<CustomerDeleted>
{
    public static void Map(IEndpointRouteBuilder guests) => guests
        .MapPost("/sign-out", async (EndSessions feature, CancellationToken ct) =>
        {
            await feature.Here(ct);
            return TypedResults.NoContent();
        })
        .WithName("SignOutGuest").Produces(StatusCodes.Status204NoContent);

    public async Task Here(CancellationToken ct)
    {
        var hash = browser.Token is { } token ? Secrets.HashToken(token) : "";
        await work.BeginAsync(ct);
        await End(db.Sessions.Where(session => session.TokenHash == hash), ct);
        await work.SaveAsync(ct);
        browser.Forget(await businesses.Get(work.BusinessId, ct));
    }

    /// <summary>Every browser of the person, the ones that signed in before records were merged too.</summary>
    public async Task Everywhere(Guid customerId, CancellationToken ct)
    {
        var records = (await customers.RecordsOf(customerId, ct)).Select(id => (Guid?)id).ToList();
        await work.BeginAsync(ct);
        await End(db.Sessions.Where(session => records.Contains(session.CustomerId)), ct);
        work.Audit(new AuditEntry { Subject = "customer", SubjectId = customerId, Action = "guest.signed-out-everywhere", Sentence = "The guest signed out on all devices." });
        await work.SaveAsync(ct);
        browser.Forget(await businesses.Get(work.BusinessId, ct));
    }

    public Task Hear(CustomerDeleted fact, CancellationToken ct) => End(db.Sessions.Where(session => session.CustomerId == fact.CustomerId), ct);

    /// <summary>Whoever proved the address before is somebody else now, for all we know; the session that comes with the new proof is not saved yet and stays.</summary>
    public Task Hear(CustomerEmailChanged fact, CancellationToken ct) => End(db.Sessions.Where(session => session.CustomerId == fact.CustomerId), ct);

    private Task<int> End(IQueryable<GuestSession> sessions, CancellationToken ct)
    {
        var now = work.Now;
        return sessions.Where(session => session.EndedAtUtc == null).ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAtUtc, now), ct);
    }
}
