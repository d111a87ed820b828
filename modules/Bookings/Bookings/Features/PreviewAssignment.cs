using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

/// <param name="BookingIds">Which; unknown ones are refused.</param>
/// <param name="CustomerId">To whom; null while nobody is chosen, and for somebody new.</param>
internal sealed record PreviewAssignmentRequest(IReadOnlyList<Guid> BookingIds, Guid? CustomerId);

/// <summary>What would happen. The target's alert is told before, not after (S0-57).</summary>
internal sealed record AssignmentPreview(BookedCustomer? To, string? TargetAlert)
{
    public required IReadOnlyList<BookingAnswer> Items { get; init; }

    public required IReadOnlyList<AssignmentEffect> Moves { get; init; }

    public required IReadOnlyList<AssignmentEffect> Stays { get; init; }
}

/// <summary>One thing that moves with the booking or does not.</summary>
/// <param name="Code">Stable, kebab-case: <c>history</c>, <c>bill</c>, <c>alert</c>, <c>messages</c>, <c>pms</c>; <c>notes</c>, <c>booked-as</c>, <c>documents</c>, <c>customer</c>.</param>
/// <param name="Text">One plain sentence.</param>
internal sealed record AssignmentEffect(string Code, string Text);

/// <summary>Says before bookings are assigned what moves and what does not (S0-52).</summary>
internal sealed class PreviewAssignment(BookingsDb db, BookingReader reader, ICustomers customers, IContactMask mask, IEnumerable<IBookingMessages> messages)
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/bookings/{id:guid}/assign/preview", async (Guid id, Guid? customerId, PreviewAssignment feature, CancellationToken ct) => (await feature.Preview(new([id], customerId), ct)).ToHttp())
            .WithName("PreviewAssignment")
            .Produces<AssignmentPreview>()
            .Needs(Right.AssignBookings);
        api.MapGet("/bookings/assign/preview", async (Guid[] bookingId, Guid? customerId, PreviewAssignment feature, CancellationToken ct) => (await feature.Preview(new(bookingId, customerId), ct)).ToHttp())
            .WithName("PreviewAssignments")
            .Produces<AssignmentPreview>()
            .Needs(Right.AssignBookings);
    }

    public async Task<Answer<AssignmentPreview>> Preview(PreviewAssignmentRequest request, CancellationToken ct)
    {
        var ids = request.BookingIds.Distinct().ToList();
        var items = await reader.Read(db.Bookings.Where(booking => ids.Contains(booking.Id)).OrderBy(booking => booking.StartsAtUtc).ThenBy(booking => booking.Id), ct);
        if (items.Count == 0 || items.Count < ids.Count)
            return Refusal.NotFound("booking");
        var target = request.CustomerId is { } id ? await customers.Find(id, ct) : null;
        if (request.CustomerId is not null && target is null)
            return Calendar.SlotPlanner.Unknown("unknown-customer", "There is no such customer.");
        if (target?.RefuseBooking() is { } refusal)
            return refusal;
        return new AssignmentPreview(target is null ? null : BookedCustomer.From(mask.Shown(target)), target?.Alert)
        {
            Items = items,
            Moves = Moves(items, target, await Waiting(ids, ct)).ToList(),
            Stays = Stays(items).ToList(),
        };
    }

    private async Task<int> Waiting(List<Guid> ids, CancellationToken ct)
    {
        var waiting = 0;
        foreach (var source in messages)
            waiting += (await source.Summarise(ids, ct)).Values.Sum(counts => counts.GetValueOrDefault("queued"));
        return waiting;
    }

    private static IEnumerable<AssignmentEffect> Moves(IReadOnlyList<BookingAnswer> items, CustomerCard? target, int waiting)
    {
        var (to, it) = (target?.Name ?? "the new customer", items.Count == 1 ? "the booking" : "the bookings");
        yield return new("history", $"From now on {it} stand{(items.Count == 1 ? "s" : "")} in the history and statement of {to}.");
        yield return new("bill", $"Bills and payments belong to {it} and go with {(items.Count == 1 ? "it" : "them")}. No card is stored with a booking.");
        if (items.Any(item => item.Alert?.From == Domain.BookingAlert.Inherited) || target?.Alert is not null)
            yield return new("alert", target?.Alert is null ? $"The alert of the customer until now no longer shows on {it}." : $"The alert of {to} shows on {it}.");
        yield return new("messages", waiting == 0 ? $"Later messages go to {to}." : $"{(waiting == 1 ? "1 message that is waiting goes" : $"{waiting} messages that are waiting go")} to {to}, and so do later ones.");
        yield return new("pms", $"A hotel system that has no guest record of {to} is told of them.");
    }

    private static IEnumerable<AssignmentEffect> Stays(IReadOnlyList<BookingAnswer> items)
    {
        var names = string.Join(", ", items.Select(item => item.Name).Distinct().Take(5));
        yield return new("notes", "Time, people, price and notes stay as they are.");
        if (items.Any(item => item.Alert?.From == Domain.BookingAlert.Own))
            yield return new("own-alert", "An alert of the booking's own stays on it.");
        yield return new("booked-as", $"The name booked in stays: {string.Join(", ", items.Select(item => item.BookedAs).Distinct().Take(5))}.");
        yield return new("documents", $"Messages that were sent and documents that were issued stay with {names}.");
        yield return new("customer", $"The record of {names} is otherwise left alone.");
    }
}
