using System.Text.Json;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.NoShow.Policy;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Risk;

/// <summary>The weights in use, and where they come from.</summary>
internal sealed record RiskModelInUse(RiskModel Model, IReadOnlyDictionary<Guid, long> UsualPrices, DateTime? LearnedAtUtc, double? Auc);

/// <summary>Brings together what the model needs to know. Nothing of it is kept.</summary>
internal sealed class RiskReader(NoShowDb db, IBookingLog log, ICustomers customers, IBusinesses businesses, Work work)
{
    public async Task<NoShowPolicy> Policy(CancellationToken ct) => await db.Policies.AsNoTracking().FirstOrDefaultAsync(ct) ?? new();

    public async Task<RiskModelInUse> Model(CancellationToken ct) =>
        await db.Models.AsNoTracking().OrderByDescending(model => model.LearnedAtUtc).ThenByDescending(model => model.Id).FirstOrDefaultAsync(ct) is { } stored
            ? new(RiskModel.FromJson(stored.Weights), JsonSerializer.Deserialize<Dictionary<Guid, long>>(stored.UsualPrices)!, stored.LearnedAtUtc, stored.Auc)
            : new(RiskTrainer.Learn([]), new Dictionary<Guid, long>(), null, null);

    /// <summary>Bookings nobody came to, less those of which it turned out otherwise.</summary>
    public async Task<IReadOnlySet<Guid>> Missed(DateTime fromUtc, CancellationToken ct) => (await
        (from record in db.Records.AsNoTracking()
         where !record.IsFake && record.StartsAtUtc >= fromUtc && !db.Objections.Any(objection => objection.BookingId == record.BookingId && objection.Stands == false)
         select record.BookingId).ToListAsync(ct)).ToHashSet();

    public async Task<VisitRecords> Records(IReadOnlyList<LoggedBooking> bookings, IReadOnlyDictionary<Guid, long> usualPrices, CancellationToken ct)
    {
        var reachable = new HashSet<Guid>();
        foreach (var ids in bookings.Select(booking => booking.CustomerId).Distinct().Chunk(500))
            reachable.UnionWith((await customers.FindMany(ids, ct)).Values.Where(customer => customer.IsReachable).Select(customer => customer.Id));
        var from = bookings.Count > 0 ? bookings[0].StartsAtUtc : work.Now;
        return new(await businesses.Get(work.BusinessId, ct), bookings, new(await Missed(from, ct), reachable, usualPrices));
    }

    /// <summary>Each of these bookings with what was known of its customer.</summary>
    public async Task<IReadOnlyList<(LoggedBooking Booking, Visit Visit)>> Visits(IReadOnlyCollection<LoggedBooking> bookings, RiskModelInUse model, CancellationToken ct)
    {
        var visits = new List<(LoggedBooking, Visit)>();
        foreach (var some in bookings.GroupBy(booking => booking.CustomerId).Chunk(500))
        {
            var records = await Records(await log.Of(some.Select(customer => customer.Key).ToList(), ct), model.UsualPrices, ct);
            visits.AddRange(some.SelectMany(customer => customer).Select(booking => (booking, records.Of(booking, work.Now))));
        }

        return visits;
    }
}
