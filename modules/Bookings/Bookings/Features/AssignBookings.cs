using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

internal sealed record AssignBookingsRequest
{
    /// <summary>Which; or all of <see cref="FromCustomerId"/>.</summary>
    public IReadOnlyList<Guid>? BookingIds { get; init; }

    /// <summary>All bookings of this customer, of any state.</summary>
    public Guid? FromCustomerId { get; init; }

    /// <summary>To whom; or <see cref="NewCustomer"/>.</summary>
    public Guid? CustomerId { get; init; }

    public NewGuest? NewCustomer { get; init; }

    /// <summary>The version of a single booking that was seen.</summary>
    [JsonIgnore]
    public int? Version { get; init; }
}

/// <summary>Somebody who has no record yet.</summary>
internal sealed record NewGuest(string? FirstName, string? LastName, string? Email, string? Phone)
{
    public bool BookWithoutEmail { get; init; }

    public bool AcceptSharedEmail { get; init; }
}

/// <summary>What was assigned, and who is left without a booking and an email: temporary records that may be put away (S0-56).</summary>
internal sealed record AssignmentAnswer(Guid Id, Guid CustomerId, IReadOnlyList<BookingAnswer> Items, IReadOnlyList<EmptiedCustomer> LeftEmpty);

/// <summary>A record without an email that has no bookings any more. It is offered for deleting, never deleted by itself.</summary>
internal sealed record EmptiedCustomer(Guid CustomerId, string Name)
{
    public string DeleteAt => $"/customers/{CustomerId}/delete";
}

/// <summary>One booking after it was assigned.</summary>
internal sealed record AssignedAnswer : BookingAnswer
{
    [SetsRequiredMembers]
    public AssignedAnswer(BookingAnswer booking, IReadOnlyList<EmptiedCustomer> leftEmpty) : base(booking) => LeftEmpty = leftEmpty;

    public IReadOnlyList<EmptiedCustomer> LeftEmpty { get; }
}

/// <summary>Assign another customer: moves bookings from the wrong or temporary record to the right one (S0-49 … S0-53). What moves and what does not: <see cref="PreviewAssignment"/>.</summary>
internal sealed class AssignBookings(BookingsDb db, Work work, ICustomers customers, Assignments assignments)
{
    /// <summary>More at once is merging two records, not assigning.</summary>
    private const int Most = 1000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/bookings/{id:guid}/assign", async (Guid id, AssignBookingsRequest request, HttpRequest http, AssignBookings feature, CancellationToken ct) =>
                (await feature.Assign(request with { BookingIds = [id], FromCustomerId = null, Version = IfMatch.Version(http) }, ct))
                .Then(done => new AssignedAnswer(done.Items[0], done.LeftEmpty)).ToHttp())
            .WithName("AssignBooking")
            .Produces<AssignedAnswer>()
            .Needs(Right.AssignBookings);
        api.MapPost("/bookings/assign", async (AssignBookingsRequest request, AssignBookings feature, CancellationToken ct) => (await feature.Assign(request, ct)).ToHttp())
            .WithName("AssignBookings")
            .Produces<AssignmentAnswer>()
            .Needs(Right.AssignBookings);
    }

    public async Task<Answer<AssignmentAnswer>> Assign(AssignBookingsRequest request, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (!(await Chosen(request, ct)).Is(out var bookings, out var refusal))
            return refusal;
        if (!(await Target(request, ct)).Is(out var target, out refusal))
            return await Nothing(refusal);
        var moving = bookings.Where(booking => booking.CustomerId != target.Id).ToList();
        return moving.Count == 0
            ? await Nothing(Refusal.Conflict("same-customer", $"{(bookings.Count == 1 ? "This booking belongs" : "These bookings belong")} to {target.Name} already."))
            : await Save(moving, target, ct);
    }

    private async Task<Answer<List<Booking>>> Chosen(AssignBookingsRequest request, CancellationToken ct)
    {
        var ids = request.BookingIds?.Distinct().ToList() ?? [];
        if (ids.Count == 0 == request.FromCustomerId is null)
            return Refusal.Invalid("bookingIds", "Say which bookings, or whose.");
        if (ids.Count > Most)
            return TooMany();
        var found = await db.Bookings.Where(booking => request.FromCustomerId == null ? ids.Contains(booking.Id) : booking.CustomerId == request.FromCustomerId)
            .OrderBy(booking => booking.StartsAtUtc).ThenBy(booking => booking.Id).Take(Most + 1).ToListAsync(ct);
        if (found.Count == 0 || found.Count < ids.Count)
            return Refusal.NotFound("booking");
        if (found.Count > Most)
            return TooMany();
        return request.Version is { } seen && seen != found[0].Version ? Refusal.Stale() : found;
    }

    private static Refusal TooMany() => Refusal.Invalid("bookingIds", $"At most {Most} bookings can be assigned at once.");

    private async Task<Answer<CustomerCard>> Target(AssignBookingsRequest request, CancellationToken ct)
    {
        if (request.CustomerId is null == request.NewCustomer is null)
            return Refusal.Invalid("customerId", "Choose the customer the booking belongs to.");
        if (request.NewCustomer is { } person)
            return await customers.TakeForBooking(new(person.FirstName, person.LastName, person.Email, person.Phone, person.BookWithoutEmail, person.AcceptSharedEmail), ct);
        if (await customers.Find(request.CustomerId!.Value, ct) is not { } known)
            return Calendar.SlotPlanner.Unknown("unknown-customer", "There is no such customer.");
        return known.RefuseBooking() is { } refusal ? refusal : known;
    }

    private async Task<Refusal> Nothing(Refusal why)
    {
        await work.AbandonAsync();
        return why;
    }

    private async Task<Answer<AssignmentAnswer>> Save(List<Booking> bookings, CustomerCard target, CancellationToken ct)
    {
        var sources = await customers.FindMany(bookings.Select(booking => booking.CustomerId).Distinct().ToList(), ct);
        var assignment = new Assignment { ToCustomerId = target.Id, MadeAtUtc = work.Now };
        db.Assignments.Add(assignment);
        var changes = new List<CustomerChange>();
        foreach (var booking in bookings)
        {
            var before = booking.Assign(assignment, target);
            db.Assigned.Add(before);
            changes.Add(new(booking, sources.GetValueOrDefault(before.FromCustomerId), before.FromCustomerId, target));
        }

        return await assignments.Save(assignment, changes, "assigned", ct);
    }
}
