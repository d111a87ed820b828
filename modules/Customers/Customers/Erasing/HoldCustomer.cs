using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Customers.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Erasing;

/// <summary>Puts a legal hold on a record, changes or lifts it: while it stands, nobody is erased, whatever was decided.</summary>
internal sealed class HoldCustomer(CustomersDb db, ErasingPeople people, IBusinesses businesses, Work work)
{
    /// <param name="Reason">Why what is known of them must be kept; at most 200 characters.</param>
    /// <param name="Until">The last day; may be left out.</param>
    internal sealed record Request(string? Reason, DateOnly? Until);

    public static void Map(IEndpointRouteBuilder api)
    {
        var hold = api.MapGroup("/customers/{id:guid}/legal-hold").WithTags("Privacy");
        hold.MapPut("", async (Guid id, Request request, HoldCustomer feature, CancellationToken ct) => (await feature.Put(id, request, ct)).ToHttp(_ => TypedResults.NoContent()))
            .Needs(Right.EraseCustomers).Produces(StatusCodes.Status204NoContent).WithName("HoldCustomer").WithSummary("Keep a record from being erased, for example during a dispute.");
        hold.MapDelete("", async (Guid id, HoldCustomer feature, CancellationToken ct) => (await feature.Lift(id, ct)).ToHttp(_ => TypedResults.NoContent()))
            .Needs(Right.EraseCustomers).Produces(StatusCodes.Status204NoContent).WithName("LiftLegalHold").WithSummary("Lift a legal hold. 409 no-legal-hold.");
    }

    public async Task<Answer<Done>> Put(Guid id, Request request, CancellationToken ct)
    {
        var typed = new TypedFields("");
        var reason = typed.Required("reason", request.Reason, LegalHold.LongestReason, "Say why the data must be kept.");
        if (typed.Faults.Count > 0)
            return Refusal.Invalid(typed.Faults);
        if (request.Until < (await businesses.Get(work.BusinessId, ct)).Day(work.Now))
            return Refusal.Invalid("until", "This day is over. Choose today or a later one.");
        await work.BeginAsync(ct);
        if ((await people.Find(id, Guid.Empty, ct)).IsRefused(out var refusal))
            return refusal;
        var hold = await db.LegalHolds.SingleOrDefaultAsync(hold => hold.CustomerId == id, ct)
            ?? db.LegalHolds.Add(new LegalHold { CustomerId = id, Reason = reason!, SetBy = "", SetAtUtc = work.Now }).Entity;
        (hold.Reason, hold.Until, hold.SetBy, hold.SetAtUtc) = (reason!, request.Until, Words.Cut(work.Actor.Name, 200), work.Now);
        work.Audit(ErasureHistory.HoldSet(id, reason!));
        return await work.TrySaveVersionAsync(ct) ? new Done() : Refusal.Stale();
    }

    public async Task<Answer<Done>> Lift(Guid id, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.LegalHolds.SingleOrDefaultAsync(hold => hold.CustomerId == id, ct) is not { } hold)
            return await db.CustomersEvenDeleted.AnyAsync(customer => customer.Id == id, ct) ? Refusal.Conflict("no-legal-hold", "There is no legal hold on this record.") : Refusal.NotFound("customer");
        db.LegalHolds.Remove(hold);
        work.Audit(ErasureHistory.HoldLifted(id, hold.Reason));
        return await work.TrySaveVersionAsync(ct) ? new Done() : Refusal.Stale();
    }
}
