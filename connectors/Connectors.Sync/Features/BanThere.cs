using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Errands;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Features;

/// <summary>
/// The full ban (C12): the hotel systems keep the desk from taking the guest, which an online block alone never does. A manager says why; where a system cannot
/// ban, staff get the steps.
/// </summary>
internal sealed class BanThere(SyncDb db, Work work, ICustomers customers, ErrandBook book)
{
    /// <param name="CustomerId">Whom.</param>
    /// <param name="Reason">For the hotel's staff; needed for a ban.</param>
    internal sealed record Request(Guid CustomerId, string? Reason);

    internal sealed record Result(int Connections);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPut("pms/bans", async (Request request, BanThere ban, CancellationToken ct) => (await ban.Handle(request, banned: true, ct)).ToHttp(result => TypedResults.Accepted((string?)null, result)))
            .Needs(Right.BlockCustomers).WithTags("PMS").WithSummary("Ban a customer in the hotel systems.").Produces<Result>(StatusCodes.Status202Accepted);
        api.MapDelete("pms/bans/{customerId:guid}", async (Guid customerId, BanThere ban, CancellationToken ct) => (await ban.Handle(new(customerId, null), banned: false, ct)).ToHttp(result => TypedResults.Accepted((string?)null, result)))
            .Needs(Right.BlockCustomers).WithTags("PMS").WithSummary("Lift a customer's ban in the hotel systems.").Produces<Result>(StatusCodes.Status202Accepted);
    }

    public async Task<Answer<Result>> Handle(Request request, bool banned, CancellationToken ct)
    {
        if (await customers.FindKept(request.CustomerId, ct) is not { } customer)
            return Refusal.NotFound("customer");
        var reason = request.Reason?.Trim();
        if (banned && reason is not { Length: > 0 and <= Errand.LongestDetail })
            return Refusal.Invalid("reason", $"Say why, in at most {Errand.LongestDetail} characters.");
        await work.BeginAsync(ct);
        var connections = await db.Connections.Select(connection => connection.Id).ToListAsync(ct);
        if (connections.Count == 0)
            return Refusal.Conflict("no-connection", "No hotel system is connected.");
        foreach (var connection in connections)
            await book.Ask(new(connection, customer.Id, ErrandKind.Ban, customer.Id, banned) { Detail = reason }, ct);
        work.Audit(new AuditEntry { Subject = "customer", SubjectId = customer.Id, Action = banned ? "customer.pms-banned" : "customer.pms-unbanned", Sentence = banned ? $"Banned in the hotel systems: {reason}" : "Ban in the hotel systems lifted" });
        return await work.TrySaveAsync(ct) ? new Result(connections.Count) : Refusal.Stale();
    }
}
