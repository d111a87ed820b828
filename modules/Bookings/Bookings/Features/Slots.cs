using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Bookings.Features;

/// <summary>What every path that occupies time does first: plan by the rules, then take under the lock; a slot that is gone is answered with what is free near it.</summary>
internal sealed class Slots(BookingsDb db, SlotPlanner planner, CalendarLock calendar, FreeTimes freeTimes, Work work)
{
    public Task<Answer<SlotPlan>> Plan(SlotWish wish, CancellationToken ct) => planner.Plan(wish, ct);

    /// <summary>Takes a slot inside the running transaction; the caller inserts and saves. When it is gone everything is let go: the lock, and a customer made for it.</summary>
    public async Task<Answer<Slot>> Take(SlotPlan plan, Owner owner, CancellationToken ct)
    {
        if (await calendar.Take(plan, owner, ct) is { } slot)
            return slot;
        await work.AbandonAsync();
        return await Taken(plan, owner, ct);
    }

    private DayRange Reach(SlotPlan plan)
    {
        var days = freeTimes.DaysNear(plan);
        return days with { Last = days.Last.AddDays((plan.Slots[0].Nights?.Count ?? 0) + 1) };
    }

    private async Task<Refusal> Taken(SlotPlan plan, Owner owner, CancellationToken ct)
    {
        var offer = await db.FindOffer(new(plan.Offer.Service.Id, null, null) { Days = Reach(plan), AlsoArchived = true }, ct) ?? plan.Offer;
        var near = await freeTimes.Near(plan with { Offer = offer }, owner, ct);
        var alternatives = near.Select(free => FreeTimeAnswer.From(plan.Business, offer, free)).ToArray();
        var what = offer.Service.Kind is ServiceKind.Class ? "There are not enough places left." : "This time is taken.";
        var advice = alternatives.Length > 0 ? "These are the nearest free times." : "There is nothing free near it.";
        return Refusal.Conflict("slot-taken", $"{what} {advice}").With("alternatives", alternatives);
    }
}
