using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Policy;

/// <summary>A no-show of a customer, and what they say to it.</summary>
internal sealed record Strike(Guid BookingId, string Code, string Service, DateTimeOffset StartsAt, Money Price)
{
    /// <summary>What the policy of today asks for it.</summary>
    public required Money Fee { get; init; }

    /// <summary>Null when the guest did not object.</summary>
    public ObjectionAnswer? Objection { get; init; }

    /// <summary>It counts unless it was taken away.</summary>
    public bool Counts => Objection?.Stands is not false;
}

/// <param name="Text">What the guest says, as staff wrote it down.</param>
/// <param name="RecordedAt">When.</param>
/// <param name="RecordedBy">Who wrote it down.</param>
/// <param name="Version">Rises with every change.</param>
internal sealed record ObjectionAnswer(string Text, DateTimeOffset RecordedAt, string RecordedBy, int Version)
{
    /// <summary>What the guest was told; null while nobody has decided.</summary>
    public string? Answer { get; init; }

    /// <summary>Whether the strike stands all the same; null while nobody has decided.</summary>
    public bool? Stands { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    public string? AnsweredBy { get; init; }

    public static ObjectionAnswer Of(Objection objection) => new(objection.Text, new(objection.RecordedAtUtc), objection.RecordedBy, objection.Version)
    {
        Answer = objection.Answer,
        Stands = objection.Stands,
        AnsweredAt = objection.AnsweredAtUtc is { } at ? new DateTimeOffset(at) : null,
        AnsweredBy = objection.AnsweredBy,
    };
}

/// <param name="Count">How many count.</param>
/// <param name="Items">All of them, latest first.</param>
internal sealed record StrikesAnswer(int Count, IReadOnlyList<Strike> Items);

/// <summary>A customer's no-shows as strikes: what counts, what was objected to, what was answered.</summary>
internal sealed class Strikes(NoShowDb db, ICustomers customers, IBookingLog log)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/customers/{id:guid}/no-show-strikes", async (Guid id, Strikes feature, CancellationToken ct) => (await feature.Of(id, ct)).ToHttp())
        .Needs(Right.SeeCustomers).Needs(Right.SeeBookings).WithName("NoShowStrikes").Produces<StrikesAnswer>()
        .WithSummary("A customer's no-shows with objections and their answers; fake bookings are none of the customer's.");

    public async Task<Answer<StrikesAnswer>> Of(Guid customerId, CancellationToken ct)
    {
        if (await customers.Find(customerId, ct) is null)
            return Refusal.NotFound("customer");
        var missed = await db.Records.AsNoTracking().Where(record => record.CustomerId == customerId && !record.IsFake).Select(record => record.BookingId).ToListAsync(ct);
        var objections = await db.Objections.AsNoTracking().Where(objection => missed.Contains(objection.BookingId)).ToDictionaryAsync(objection => objection.BookingId, ct);
        var terms = Terms.Of((await db.Policies.AsNoTracking().FirstOrDefaultAsync(ct))?.Preset ?? Preset.None);
        var strikes = (await log.Of([customerId], ct)).Where(booking => missed.Contains(booking.Id)).Reverse()
            .Select(booking => new Strike(booking.Id, booking.Code, booking.Service, new(booking.StartsAtUtc), booking.Price)
            {
                Fee = booking.Price with { AmountMinor = terms.FeeMinor(booking.Price.AmountMinor) },
                Objection = objections.TryGetValue(booking.Id, out var objection) ? ObjectionAnswer.Of(objection) : null,
            }).ToList();
        return new StrikesAnswer(strikes.Count(strike => strike.Counts), strikes);
    }
}
