using System.Text.Json.Serialization;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Kernel.Web;
using BookingPlatform.NoShow.Blocking;
using BookingPlatform.NoShow.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Features;

internal sealed record BlockRequest(string? Reason, DateOnly? Until)
{
    [JsonIgnore]
    public Guid CustomerId { get; init; }

    [JsonIgnore]
    public BlockCause Cause { get; init; } = BlockCause.Other;
}

/// <param name="CustomerId">Whose.</param>
/// <param name="OnlineBlocked">Whether they may not book online now.</param>
/// <param name="Reason">Why.</param>
/// <param name="Until">The last day of the block, in the business's time.</param>
internal sealed record BlockAnswer(Guid CustomerId, bool OnlineBlocked, string? Reason, DateOnly? Until)
{
    public BlockCause? Cause { get; init; }

    public string? By { get; init; }

    public DateTimeOffset? At { get; init; }

    /// <summary>The function is switched off: the block stands on record and holds nobody back (S3-9).</summary>
    public bool Suspended { get; init; }

    /// <summary>Bookings the customer made online and that are still to come: each to be kept or cancelled by staff (S3-28).</summary>
    public IReadOnlyList<ComingBooking> BookingsToDecide { get; init; } = [];
}

internal sealed record ComingBooking(Guid Id, string Code, string Service, DateTimeOffset StartsAt);

/// <summary>Blocks a customer from booking online, and takes the block back; both at once and on record with who, when, why and until when (S3-15, S3-16, S3-32).</summary>
internal sealed class BlockOnline(NoShowDb db, Work work, BlockBook blocks, BlockQuestion question, ComingOnline coming, ICustomers customers, IBusinesses businesses)
{
    private const int MostYears = 10;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPut("/customers/{id:guid}/online-block", async (Guid id, BlockRequest request, BlockOnline feature, CancellationToken ct) =>
                (await feature.Block(request with { CustomerId = id }, ct)).ToHttp())
            .WithName("BlockOnline").Produces<BlockAnswer>().Needs(Right.BlockCustomers);
        api.MapDelete("/customers/{id:guid}/online-block", async (Guid id, BlockOnline feature, CancellationToken ct) => (await feature.Unblock(id, ct)).ToHttp())
            .WithName("UnblockOnline").Produces<BlockAnswer>().Needs(Right.BlockCustomers);
        api.MapGet("/customers/{id:guid}/online-block", async (Guid id, BlockOnline feature, CancellationToken ct) => (await feature.Read(id, ct)).ToHttp())
            .WithName("OnlineBlock").Produces<BlockAnswer>().Needs(Right.SeeCustomers);
    }

    public async Task<Answer<BlockAnswer>> Read(Guid customerId, CancellationToken ct) =>
        await customers.Find(customerId, ct) is null ? Refusal.NotFound("customer") : await Tell(customerId, await blocks.Standing(customerId, ct), ct);

    public async Task<Answer<BlockAnswer>> Block(BlockRequest request, CancellationToken ct)
    {
        if (await customers.Find(request.CustomerId, ct) is not { } customer)
            return Refusal.NotFound("customer");
        if (!await question.IsOn(ct))
            return ModuleOff();
        if (!(await Terms(request, ct)).Is(out var terms, out var refusal))
            return refusal;
        var block = await blocks.Set(customer, terms, ct);
        await Settle(customer.Id, ct);
        await Note(block, ct);
        return await work.SaveUnlessStale(ct) ? await Tell(customer.Id, block, ct) : Refusal.Stale();
    }

    public async Task<Answer<BlockAnswer>> Unblock(Guid customerId, CancellationToken ct)
    {
        if (await customers.Find(customerId, ct) is null)
            return Refusal.NotFound("customer");
        if (await blocks.Standing(customerId, ct) is not { } block)
            return await Tell(customerId, null, ct);
        await blocks.Lift(customerId, ct);
        work.NoteCustomer(customerId, "customer.online-unblocked", "Online booking allowed again.", before: block.Reason);
        return await work.SaveUnlessStale(ct) ? await Tell(customerId, null, ct) : Refusal.Stale();
    }

    public static Refusal ModuleOff() =>
        Refusal.Conflict("module-off", "The advanced no-show function is switched off. A manager switches it on under Settings, No-shows.");

    /// <summary>The reason cleaned, and the first instant after the block.</summary>
    public async Task<Answer<BlockTerms>> Terms(BlockRequest request, CancellationToken ct)
    {
        var typed = new TypedFields("");
        var reason = typed.Required("reason", request.Reason, OnlineBlock.LongestReason, "Say why.");
        if (reason is null)
            return Refusal.Invalid(typed.Faults);
        var business = await businesses.Get(work.BusinessId, ct);
        var today = business.Day(work.Now);
        var until = request.Until ?? await UsualEnd(ct);
        if (until < today || until > today.AddYears(MostYears))
            return Refusal.Invalid("until", $"Give a day from today on, at most {MostYears} years ahead.");
        return new BlockTerms(request.Cause, reason, business.StartOfDay(until.AddDays(1)));
    }

    /// <summary>Twelve months from today unless the business chose otherwise.</summary>
    public async Task<DateOnly> UsualEnd(CancellationToken ct)
    {
        var settings = await db.Settings.AsNoTracking().FirstOrDefaultAsync(ct) ?? new();
        return (await businesses.Get(work.BusinessId, ct)).Day(work.Now).AddMonths(settings.BlockMonths);
    }

    /// <summary>Whoever waits for a manager's word has it now.</summary>
    private async Task Settle(Guid customerId, CancellationToken ct)
    {
        foreach (var waiting in await db.Approvals.Where(approval => approval.WaitingFor == customerId).ToListAsync(ct))
            waiting.Decide(isApproved: true, work.Actor.Name, work.Now);
    }

    private async Task Note(OnlineBlock block, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        work.NoteCustomer(block.CustomerId, "customer.online-blocked", $"Online booking blocked until {business.ShowDay(LastDay(block, business)!.Value)}: {block.Reason}", after: block.Cause.ToString());
    }

    private async Task<BlockAnswer> Tell(Guid customerId, OnlineBlock? block, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        if (block is null)
            return new BlockAnswer(customerId, false, null, null);
        var isOn = await question.IsOn(ct);
        return new BlockAnswer(customerId, isOn, block.Reason, LastDay(block, business))
        {
            Cause = block.Cause,
            By = block.SetBy,
            At = business.At(block.SetAtUtc),
            Suspended = !isOn,
            BookingsToDecide = await coming.Undecided(customerId, ct),
        };
    }

    private static DateOnly? LastDay(OnlineBlock block, Business business) => block.UntilUtc is { } end ? business.Day(end.AddTicks(-1)) : null;
}
