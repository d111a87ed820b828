using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using BookingPlatform.NoShow.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.NoShow.Risk;

/// <summary>How likely a no-show is.</summary>
/// <param name="Percent">0 to 100.</param>
/// <param name="IsHigh">At or above what the business warns from.</param>
/// <param name="Reasons">Strongest first.</param>
/// <param name="Suggestions">What would make it less likely. Nothing is done by itself, and nobody is refused for it.</param>
internal sealed record RiskAnswer(int Percent, bool IsHigh, IReadOnlyList<RiskReason> Reasons, IReadOnlyList<string> Suggestions)
{
    /// <summary>The business's ordinary booking, in per cent.</summary>
    public required int UsualPercent { get; init; }

    /// <summary>From how many of the business's own outcomes; 0 while published figures are used.</summary>
    public required int LearnedFrom { get; init; }

    public DateTimeOffset? LearnedAt { get; init; }
}

/// <param name="Text">For example "2 of 5 did not come".</param>
/// <param name="Raises">Makes a no-show more likely.</param>
internal sealed record RiskReason(string Text, bool Raises);

/// <summary>Computed when it is asked for, from the business's own bookings; nothing of it is stored.</summary>
internal sealed class GetRisk(IBookings bookings, IBookingLog log, RiskReader reader, Work work)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/bookings/{id:guid}/no-show-risk", async (Guid id, GetRisk feature, CancellationToken ct) => (await feature.Handle(id, ct)).ToHttp())
        .Needs(Right.SeeBookings).WithName("NoShowRisk").Produces<RiskAnswer>()
        .WithSummary("How likely a no-show is, with reasons. 409 risk-off while the business has it switched off, wrong-state once the booking is over or begun.");

    public async Task<Answer<RiskAnswer>> Handle(Guid bookingId, CancellationToken ct)
    {
        if (await bookings.Find(bookingId, ct) is not { } card)
            return Refusal.NotFound("booking");
        var policy = await reader.Policy(ct);
        if (!policy.ShowsRisk)
            return Refusal.Conflict("risk-off", "Your business does not have risks shown. A manager can switch this on under Settings, No-shows.");
        if (card.Status is not BookingStatus.Booked)
            return Refusal.Conflict("wrong-state", "This booking has begun or is over; there is nothing to foretell.");
        var model = await reader.Model(ct);
        var history = await log.Of([card.CustomerId], ct);
        var visit = (await reader.Records(history, model.UsualPrices, ct)).Of(history.First(booking => booking.Id == bookingId), work.Now);
        return Answer(visit, model, policy);
    }

    private static RiskAnswer Answer(Visit visit, RiskModelInUse model, NoShowPolicy policy)
    {
        var percent = (int)Math.Round(100 * model.Model.Probability(visit));
        var isHigh = percent >= policy.WarnFromPercent;
        var reasons = model.Model.Explain(visit).Select(reason => new RiskReason(reason.Words, reason.Weight > 0)).ToList();
        return new(percent, isHigh, reasons, isHigh ? Suggest(visit, percent, policy).ToList() : [])
        {
            UsualPercent = (int)Math.Round(100 * model.Model.Usual),
            LearnedFrom = model.LearnedAtUtc is not null && RiskTrainer.IsEnough(model.Model.Outcomes, model.Model.Missed) ? model.Model.Outcomes : 0,
            LearnedAt = model.LearnedAtUtc is { } at ? new DateTimeOffset(at) : null,
        };
    }

    private static IEnumerable<string> Suggest(Visit visit, int percent, NoShowPolicy policy)
    {
        yield return visit.Reachable is true ? "Remind them a day or two before" : "Ask for an email address, so that a reminder can reach them";
        if (visit.LeadDays >= 7)
            yield return "Ask them to confirm in the week before";
        if (percent >= Math.Min(NoShowPolicy.MostWarning, policy.WarnFromPercent + 20) && Terms.Of(policy.Preset).DepositPercent is > 0 and var deposit)
            yield return $"Ask for a deposit of {deposit} %";
    }
}
