using System.Text.Json.Serialization;
using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

internal sealed record HoldSlotRequest
{
    public Guid ServiceId { get; init; }

    public Guid? ResourceId { get; init; }

    public string? StartsAt { get; init; }

    public DateOnly? Arrival { get; init; }

    public DateOnly? Departure { get; init; }

    public int Party { get; init; } = 1;

    /// <summary>The hold to replace: another time chosen, or the same one kept for longer.</summary>
    public Guid? HoldToken { get; init; }

    /// <summary>Kept for longer under the same token, which stands in the address of the guest's form.</summary>
    [JsonIgnore]
    public bool KeepsToken { get; init; }

    /// <summary>Asked by a guest.</summary>
    [JsonIgnore]
    public bool IsOnline { get; init; }
}

/// <summary>What is held, and until when.</summary>
internal sealed record HeldSlot(Guid HoldToken, DateTimeOffset ExpiresAt, FreeTimeAnswer Slot)
{
    /// <summary>What staff should know, though it holds nothing up: guests could not book this themselves.</summary>
    public string? Hint { get; init; }
}

/// <summary>Keeps a slot for ten minutes while somebody fills in the booking form, so that going back and forth loses nothing (S0-16).</summary>
internal sealed class HoldSlot(BookingsDb db, Work work, Slots slots)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/slot-holds", async (HoldSlotRequest request, HoldSlot feature, CancellationToken ct) =>
            (await feature.Hold(request, ct)).ToHttp(held => TypedResults.Created($"/api/v1/slot-holds/{held.HoldToken}", held)))
        .WithName("HoldSlot")
        .Produces<HeldSlot>(StatusCodes.Status201Created)
        .Needs(Right.Book);

    public async Task<Answer<HeldSlot>> Hold(HoldSlotRequest request, CancellationToken ct)
    {
        var wish = new SlotWish(request.ServiceId, request.ResourceId, request.StartsAt, request.Arrival, request.Departure) { Party = request.Party, IsOnline = request.IsOnline };
        if (!(await slots.Plan(wish, ct)).Is(out var plan, out var refusal))
            return refusal;
        if (!(await slots.Take(plan, new Owner(null, request.HoldToken), ct)).Is(out var slot, out refusal))
            return refusal;
        var same = request is { KeepsToken: true, HoldToken: { } token } && await db.Holds.Where(hold => hold.Id == token).ExecuteDeleteAsync(ct) > 0 ? request.HoldToken : null;
        await Sweep(slot, request.HoldToken, ct);
        var held = BookingHold.Keep(slot, plan.Party, work.Now, same);
        db.Holds.Add(held);
        await work.SaveAsync(ct);
        var kept = FreeTimeAnswer.From(plan.Business, plan.Offer, new FreeTime(slot.Time, slot.Resource?.Id) { Nights = slot.Nights, Price = slot.Quote.Total });
        return new HeldSlot(held.Id, plan.Business.At(held.ExpiresAtUtc), kept) { Hint = plan.Hint };
    }

    /// <summary>Deletes the hold that this one replaces, and expired ones on the same calendar only: that one is locked, so no two sweeps meet.</summary>
    private Task<int> Sweep(Slot slot, Guid? replaced, CancellationToken ct)
    {
        var (now, resource, session) = (work.Now, slot.Session is null ? slot.Resource?.Id : null, slot.Session?.Id);
        return db.Holds
            .Where(hold => hold.Id == replaced || (hold.ExpiresAtUtc <= now && hold.ResourceId == resource && hold.SessionId == session))
            .ExecuteDeleteAsync(ct);
    }
}
