using System.Text.Json.Serialization;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using BookingPlatform.NoShow.Blocking;
using BookingPlatform.NoShow.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Features;

internal sealed record ApprovalRequest(Guid CustomerId, Guid? BookingId, string? Reason, DateOnly? Until);

internal sealed record ApprovalAnswer(Guid Id, Guid CustomerId, string Customer, Guid? BookingId, string Reason, DateOnly? Until, string AskedBy, DateTimeOffset AskedAt)
{
    /// <summary><c>waiting</c>, <c>approved</c> or <c>declined</c>.</summary>
    public required string State { get; init; }
}

internal sealed record ApprovalsAnswer(IReadOnlyList<ApprovalAnswer> Items);

internal sealed record DecisionRequest(bool Approve)
{
    [JsonIgnore]
    public Guid Id { get; init; }
}

/// <summary>The middle answer to the question: somebody without the right asks a manager, who blocks or declines; both are on record.</summary>
internal sealed class AskApproval(NoShowDb db, Work work, BlockQuestion question, BlockBook blocks, BlockOnline block, ICustomers customers, IBusinesses businesses)
{
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/block-approvals", async (ApprovalRequest request, AskApproval feature, CancellationToken ct) =>
                (await feature.Ask(request, ct)).ToHttp(asked => TypedResults.Created($"/api/v1/block-approvals/{asked.Id}", asked)))
            .WithName("AskApproval").Produces<ApprovalAnswer>(StatusCodes.Status201Created).Needs(Right.Book);
        api.MapGet("/block-approvals", async (AskApproval feature, CancellationToken ct) => TypedResults.Ok(new ApprovalsAnswer(await feature.Waiting(ct))))
            .WithName("BlockApprovals").Needs(Right.BlockCustomers);
        api.MapPost("/block-approvals/{id:guid}/decide", async (Guid id, DecisionRequest request, AskApproval feature, CancellationToken ct) =>
                (await feature.Decide(request with { Id = id }, ct)).ToHttp())
            .WithName("DecideApproval").Produces<ApprovalAnswer>().Needs(Right.BlockCustomers);
    }

    public async Task<Answer<ApprovalAnswer>> Ask(ApprovalRequest request, CancellationToken ct)
    {
        if (await customers.Find(request.CustomerId, ct) is not { } customer)
            return Refusal.NotFound("customer");
        if (!await question.IsOn(ct))
            return BlockOnline.ModuleOff();
        if (!(await block.Terms(new(request.Reason, request.Until), ct)).Is(out var terms, out var refusal))
            return refusal;
        var approval = new BlockApproval
        {
            CustomerId = customer.Id,
            WaitingFor = customer.Id,
            BookingId = request.BookingId,
            Reason = terms.Reason,
            Until = request.Until,
            AskedAtUtc = work.Now,
            AskedBy = work.Actor.Name,
            Version = 1,
        };
        db.Approvals.Add(approval);
        work.NoteCustomer(customer.Id, "customer.block-asked", $"Asked a manager to block online booking: {terms.Reason}");
        return await work.SaveUnlessStale(ct) ? await Tell(approval, ct) : Refusal.Conflict("wrong-state", "A manager has been asked about this customer already.");
    }

    /// <summary>Those nobody has decided about, oldest first.</summary>
    public async Task<IReadOnlyList<ApprovalAnswer>> Waiting(CancellationToken ct)
    {
        var answers = new List<ApprovalAnswer>();
        foreach (var approval in await db.Approvals.AsNoTracking().Where(approval => approval.WaitingFor != null).OrderBy(approval => approval.AskedAtUtc).Take(Most).ToListAsync(ct))
            answers.Add(await Tell(approval, ct));
        return answers;
    }

    public async Task<Answer<ApprovalAnswer>> Decide(DecisionRequest request, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.Approvals.FirstOrDefaultAsync(one => one.Id == request.Id, ct) is not { } approval)
            return Refusal.NotFound("request");
        if (approval.IsApproved is not null)
            return Refusal.Conflict("wrong-state", "This request has been decided already.");
        if (request.Approve && (await Block(approval, ct)).IsRefused(out var refusal))
        {
            await work.AbandonAsync();
            return refusal;
        }

        approval.Decide(request.Approve, work.Actor.Name, work.Now);
        if (!request.Approve)
            work.NoteCustomer(approval.CustomerId, "customer.block-declined", $"Declined to block online booking, asked by {approval.AskedBy}.");
        return await work.SaveUnlessStale(ct) ? await Tell(approval, ct) : Refusal.Stale();
    }

    private async Task<Answer<Done>> Block(BlockApproval approval, CancellationToken ct)
    {
        if (!await question.IsOn(ct))
            return BlockOnline.ModuleOff();
        if (await customers.Find(approval.CustomerId, ct) is not { } customer)
            return Refusal.NotFound("customer");
        var today = (await businesses.Get(work.BusinessId, ct)).Day(work.Now);
        if (!(await block.Terms(new(approval.Reason, approval.Until < today ? null : approval.Until), ct)).Is(out var terms, out var refusal))
            return refusal;
        await blocks.Set(customer, terms with { Cause = BlockCause.NoShow }, ct);
        work.NoteCustomer(customer.Id, "customer.online-blocked", $"Online booking blocked, as {approval.AskedBy} had asked: {terms.Reason}", after: nameof(BlockCause.NoShow));
        return default(Done);
    }

    private async Task<ApprovalAnswer> Tell(BlockApproval approval, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var name = (await customers.Find(approval.CustomerId, ct))?.Name ?? "";
        return new(approval.Id, approval.CustomerId, name, approval.BookingId, approval.Reason, approval.Until, approval.AskedBy, business.At(approval.AskedAtUtc))
        {
            State = approval.IsApproved switch { true => "approved", false => "declined", _ => "waiting" },
        };
    }
}
