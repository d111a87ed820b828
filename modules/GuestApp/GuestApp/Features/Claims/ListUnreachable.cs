using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.GuestApp.Features.Claims;

/// <summary>
/// The bookings to come that nobody can be told about, oldest first; and the customers who proved, with a claim slip, an address that somebody else has, which only people can decide.
/// It looks at the coming bookings once and shows a page's worth: staff work it off from the top.
/// </summary>
internal sealed class ListUnreachable(GuestAppDb db, IBookingLog log, ICustomers customers, IContactMask mask, IBusinesses businesses, Work work)
{
    private const int MostBookings = 5000;
    private const int MostShown = 200;
    private const int Chunk = 500;
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(800);

    internal sealed record Item(Guid BookingId, string Code, string Service, DateTimeOffset StartsAt, DateTimeOffset MadeAt, Guid CustomerId, string Name)
    {
        public required EmailState EmailState { get; init; }

        public required string? Phone { get; init; }
    }

    internal sealed record Doubt(Guid CustomerId, string Name, Guid OtherCustomerId, string OtherName);

    /// <param name="Items">At most 200.</param>
    /// <param name="Total">How many there are.</param>
    /// <param name="Doubts">Whose slip met another customer's address.</param>
    internal sealed record Answer(IReadOnlyList<Item> Items, int Total, IReadOnlyList<Doubt> Doubts);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("bookings/unreachable", async (ListUnreachable feature, CancellationToken ct) => TypedResults.Ok(await feature.Handle(ct)))
        .Needs(Right.SeeBookings).Needs(Right.SeeCustomers).WithTags("Bookings").WithName("UnreachableBookings").WithSummary("Coming bookings whose guests no message reaches, oldest first.");

    public async Task<Answer> Handle(CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var coming = (await log.Between(work.Now, work.Now + Horizon, MostBookings, ct)).Where(booking => booking.Status is BookingStatus.Booked).ToList();
        var people = await Find(coming.Select(booking => booking.CustomerId), ct);
        var silent = coming.Where(booking => people.GetValueOrDefault(booking.CustomerId) is { IsReachable: false, IsDeleted: false }).OrderBy(booking => booking.MadeAtUtc).ThenBy(booking => booking.Id).ToList();
        return new Answer(silent.Take(MostShown).Select(booking => Show(booking, people[booking.CustomerId], business)).ToList(), silent.Count, await Doubts(ct));
    }

    private Item Show(LoggedBooking booking, CustomerCard customer, Business business) =>
        new(booking.Id, booking.Code, booking.Service, business.At(booking.StartsAtUtc), business.At(booking.MadeAtUtc), customer.Id, customer.Name) { EmailState = customer.EmailState, Phone = mask.ShownPhone(customer.Phone) };

    /// <summary>Until the two are merged, or the slip's record has an email of its own.</summary>
    private async Task<List<Doubt>> Doubts(CancellationToken ct)
    {
        var claims = await db.Claims.AsNoTracking().Where(claim => claim.OtherCustomerId != null).OrderBy(claim => claim.UsedAtUtc).Take(MostShown)
            .Select(claim => new { claim.CustomerId, Other = claim.OtherCustomerId!.Value }).ToListAsync(ct);
        var people = await Find(claims.SelectMany(claim => new[] { claim.CustomerId, claim.Other }), ct);
        return claims.Distinct().Where(claim => people.GetValueOrDefault(claim.CustomerId) is { IsDeleted: false, IsReachable: false } && people.GetValueOrDefault(claim.Other) is { IsDeleted: false })
            .Select(claim => new Doubt(claim.CustomerId, people[claim.CustomerId].Name, claim.Other, people[claim.Other].Name)).ToList();
    }

    private async Task<Dictionary<Guid, CustomerCard>> Find(IEnumerable<Guid> ids, CancellationToken ct)
    {
        var found = new Dictionary<Guid, CustomerCard>();
        foreach (var some in ids.Distinct().Chunk(Chunk))
            foreach (var (id, card) in await customers.FindMany(some, ct))
                found[id] = card;
        return found;
    }
}
