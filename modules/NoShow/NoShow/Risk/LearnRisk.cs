using System.Text.Json;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Risk;

/// <summary>Learns the weights from a business's own outcomes, as a new row; what was used before stays readable.</summary>
internal sealed class LearnRisk(NoShowDb db, IBookingLog log, RiskReader reader, Work work)
{
    /// <summary>Older habits say little about this year's guests.</summary>
    private const int Months = 24;

    private const int MostBookings = 20_000;

    /// <summary>As many services as fit beside their medians.</summary>
    private const int MostServices = 200;

    private const double EarlierPart = 0.7;

    public async Task<LearnedModel> Handle(CancellationToken ct)
    {
        var bookings = await log.Between(work.Now.AddMonths(-Months), work.Now, MostBookings, ct);
        var prices = VisitRecords.MedianPrices(bookings, MostServices);
        var outcomes = (await reader.Records(bookings, prices, ct)).Outcomes();
        var model = RiskTrainer.Learn(outcomes);
        var learned = new LearnedModel
        {
            LearnedAtUtc = work.Now,
            Outcomes = model.Outcomes,
            Missed = model.Missed,
            Auc = AucOf(outcomes),
            Weights = model.ToJson(),
            UsualPrices = JsonSerializer.Serialize(prices),
        };
        await work.BeginAsync(ct);
        db.Models.Add(learned);
        var old = await db.Models.OrderByDescending(one => one.LearnedAtUtc).Skip(LearnedModel.MostKept - 1).ToListAsync(ct);
        db.Models.RemoveRange(old);
        await work.SaveAsync(ct);
        return learned;
    }

    /// <summary>How well tomorrow would have been foretold: by a model that knows the earlier part only.</summary>
    private static double? AucOf(IReadOnlyList<Outcome> outcomes)
    {
        var earlier = outcomes.Take((int)(outcomes.Count * EarlierPart)).ToList();
        if (!RiskTrainer.IsEnough(earlier.Count, earlier.Count(outcome => outcome.Missed)))
            return null;
        var model = RiskTrainer.Learn(earlier);
        return Scores.Of(outcomes.Skip(earlier.Count).Select(outcome => new Forecast(model.Probability(outcome.Visit), outcome.Missed)).ToList()).Auc;
    }
}

/// <summary>Marks coming bookings for the agenda, so that drawing a day computes nothing.</summary>
internal sealed class MarkComing(NoShowDb db, IBookingLog log, RiskReader reader, Work work)
{
    private const int Days = 14;
    private const int MostBookings = 5000;

    /// <returns>How many bookings were looked at.</returns>
    public async Task<int> Handle(CancellationToken ct)
    {
        var policy = await reader.Policy(ct);
        var bookings = policy.ShowsRisk
            ? (await log.Between(work.Now, work.Now.AddDays(Days), MostBookings, ct)).Where(booking => booking.Status is BookingStatus.Booked).ToList()
            : [];
        var model = await reader.Model(ct);
        var high = (await reader.Visits(bookings, model, ct)).Select(pair => (pair.Booking.Id, Percent: (int)Math.Round(100 * model.Model.Probability(pair.Visit))))
            .Where(pair => pair.Percent >= policy.WarnFromPercent).ToDictionary(pair => pair.Id, pair => pair.Percent);
        await work.BeginAsync(ct);
        var present = await db.RiskMarks.ToListAsync(ct);
        db.RiskMarks.RemoveRange(present.Where(mark => !high.ContainsKey(mark.BookingId)));
        foreach (var mark in present)
            if (high.Remove(mark.BookingId, out var percent))
                mark.Percent = percent;
        db.RiskMarks.AddRange(high.Select(pair => new RiskMark { BookingId = pair.Key, Percent = pair.Value }));
        await work.SaveAsync(ct);
        return bookings.Count;
    }
}
