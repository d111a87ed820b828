using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Search;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Erasing;

/// <summary>
/// Erasing a person (GDPR, article 17): looked at first, decided with a notice of three days, called off until then. What is due is done by a job;
/// <see cref="EraseCustomer"/> does it.
/// </summary>
internal sealed class AskErasure(CustomersDb db, ErasingPeople people, Work work)
{
    /// <param name="Reason">Why; <c>asked</c> where it is left out.</param>
    internal sealed record Request(ErasureReason? Reason);

    /// <param name="Effects">What goes, and what stays.</param>
    /// <param name="Holds">What must happen first: an erasure that is due waits for it.</param>
    internal sealed record Response(Guid CustomerId, IReadOnlyList<EraseEffect> Effects, IReadOnlyList<EraseHold> Holds)
    {
        /// <summary>The one that waits; null while none was decided.</summary>
        public WaitingErasure? Waiting { get; init; }

        public HoldAnswer? LegalHold { get; init; }
    }

    internal sealed record WaitingErasure(Guid Id, ErasureReason Reason, DateTime AskedAt, string AskedBy, DateTime DueAt);

    /// <param name="Until">The last day; null for until it is lifted.</param>
    internal sealed record HoldAnswer(string Reason, DateOnly? Until, string SetBy, DateTime SetAt);

    public static void Map(IEndpointRouteBuilder api)
    {
        var erasure = api.MapGroup("/customers/{id:guid}/erasure").WithTags("Privacy");
        erasure.MapGet("", async (Guid id, AskErasure feature, CancellationToken ct) => (await feature.Preview(id, ct)).ToHttp())
            .Needs(Right.EraseCustomers).Produces<Response>().WithName("PreviewErasure").WithSummary("What erasing a person would take out, what stays, and what must happen first.");
        erasure.MapPost("", async (Guid id, Request? request, AskErasure feature, CancellationToken ct) =>
                (await feature.Ask(id, request?.Reason ?? ErasureReason.Asked, ct)).ToHttp(waiting => TypedResults.Accepted($"/api/v1/customers/{id}/erasure", waiting)))
            .Needs(Right.EraseCustomers).Produces<WaitingErasure>(StatusCodes.Status202Accepted).WithName("AskErasure").WithSummary("Erase a person in three days. 409 erasure-waiting where it was decided before.");
        erasure.MapDelete("", async (Guid id, AskErasure feature, CancellationToken ct) => (await feature.CallOff(id, ct)).ToHttp(_ => TypedResults.NoContent()))
            .Needs(Right.EraseCustomers).Produces(StatusCodes.Status204NoContent).WithName("CallOffErasure").WithSummary("Call off an erasure that has not been done. 409 no-erasure.");
    }

    public async Task<Answer<Response>> Preview(Guid id, CancellationToken ct)
    {
        if (!(await people.Find(id, Guid.Empty, ct)).Is(out var person, out var refusal))
            return refusal;
        var said = await people.Ask(person, ct);
        var waiting = await db.Erasures.AsNoTracking().SingleOrDefaultAsync(erasure => erasure.WaitingFor == id, ct);
        var hold = await db.LegalHolds.AsNoTracking().SingleOrDefaultAsync(hold => hold.CustomerId == id, ct);
        return new Response(id, said.Effects, said.Holds)
        {
            Waiting = waiting is null ? null : Of(waiting),
            LegalHold = hold is null ? null : new(hold.Reason, hold.Until, hold.SetBy, hold.SetAtUtc),
        };
    }

    public async Task<Answer<WaitingErasure>> Ask(Guid id, ErasureReason reason, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (!(await people.Find(id, Guid.Empty, ct)).Is(out var person, out var refusal))
            return refusal;
        if (await db.Erasures.AnyAsync(erasure => erasure.WaitingFor == id, ct))
            return AlreadyWaiting();
        var asked = db.Erasures.Add(Erasure.Of(id, reason, Words.Cut(work.Actor.Name, 200), work.Now)).Entity;
        work.Audit(ErasureHistory.Asked(person.Customer.Id, asked));
        return await work.TrySaveAsync(ct) ? Of(asked) : AlreadyWaiting();
    }

    public async Task<Answer<Done>> CallOff(Guid id, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.Erasures.SingleOrDefaultAsync(erasure => erasure.WaitingFor == id, ct) is not { } waiting)
            return await db.CustomersEvenDeleted.AnyAsync(customer => customer.Id == id, ct)
                ? Refusal.Conflict("no-erasure", "No erasure of this customer waits: none was decided, it was called off, or it was done.")
                : Refusal.NotFound("customer");
        waiting.CallOff(Words.Cut(work.Actor.Name, 200), work.Now);
        work.Audit(ErasureHistory.CalledOff(id));
        return await work.TrySaveVersionAsync(ct) ? new Done() : Refusal.Stale();
    }

    private static WaitingErasure Of(Erasure erasure) => new(erasure.Id, erasure.Reason, erasure.AskedAtUtc, erasure.AskedBy, erasure.DueAtUtc);

    private static Refusal AlreadyWaiting() => Refusal.Conflict("erasure-waiting", "The erasure of this customer was decided already and waits for its day.");
}
