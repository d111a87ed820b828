using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Cash;

internal sealed record CloseDayRequest
{
    /// <summary>Null for today.</summary>
    public DateOnly? Day { get; init; }

    public Money? CountedCash { get; init; }

    /// <summary>Taken out of the drawer, to the bank or the safe; the rest opens the next day.</summary>
    public Money? TakenOut { get; init; }

    /// <summary>Needed when what was counted differs from what was expected.</summary>
    public string? Reason { get; init; }
}

/// <summary>
/// Counts the drawer and closes a day for good. A closing claims every payment up to its day that no closing claimed before, so each is counted exactly once,
/// even one that was being taken while somebody closed. Money taken afterwards counts in the next day.
/// </summary>
internal sealed class CloseDay(BookingsDb db, Work work, ClosingReader reader, IBusinesses businesses)
{
    private const int Attempts = 3;

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/cash/closing", async (CloseDayRequest request, CloseDay feature, CancellationToken ct) =>
            (await feature.Close(request, ct)).ToHttp(closed => TypedResults.Created($"/api/v1/cash/closing?day={closed.Day:yyyy-MM-dd}", closed)))
        .WithName("CloseDay")
        .Produces<ClosingAnswer>(StatusCodes.Status201Created)
        .Needs(Right.CloseCash);

    public async Task<Answer<ClosingAnswer>> Close(CloseDayRequest sent, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        if (!Clean(sent, business).Is(out var request, out var refusal))
            return refusal;
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            await work.BeginAsync(ct);
            var closing = await Count(request, business, ct);
            if (!closing.Is(out var counted, out refusal))
            {
                await work.AbandonAsync();
                return refusal;
            }

            db.Closings.Add(counted);
            Note(business, counted);
            // Somebody else closed at the same moment: then look again what there is left to close.
            if (await work.TrySaveAsync(ct))
                return GetClosing.Closed(business, counted);
        }

        return Refusal.Conflict("try-again", "Somebody is closing the register at the same moment. Look again, then try again.");
    }

    private Answer<CloseDayRequest> Clean(CloseDayRequest sent, Business business)
    {
        var typed = new TypedFields("");
        var today = business.Day(work.Now);
        var request = sent with { Day = sent.Day ?? today, TakenOut = sent.TakenOut ?? new(0, business.Currency), Reason = typed.Line("reason", sent.Reason, Payment.LongestReason) };
        if (typed.Faults.Count > 0)
            return Refusal.Invalid(typed.Faults);
        if (request.Day > today || request.Day.Value.Year < 1900)
            return Refusal.Invalid("day", "Only today or a day before can be closed.");
        if (request.CountedCash is not { AmountMinor: >= 0 and <= BillRefusals.HighestAmount } counted)
            return Refusal.Invalid("countedCash", "Count the cash in the drawer; zero if there is none.");
        if (counted.Currency != business.Currency || request.TakenOut!.Value.Currency != business.Currency)
            return Refusal.Invalid("countedCash", $"The register is in {business.Currency}.", "wrong-currency");
        return request.TakenOut.Value.AmountMinor >= 0 && request.TakenOut.Value.AmountMinor <= counted.AmountMinor
            ? request
            : Refusal.Invalid("takenOut", "No more can be taken out than was counted.");
    }

    private async Task<Answer<Closing>> Count(CloseDayRequest request, Business business, CancellationToken ct)
    {
        var (day, counted) = (request.Day!.Value, request.CountedCash!.Value);
        var last = await reader.Last(ct);
        if (last is not null && day <= last.Day)
            return Refusal.Conflict("day-closed", $"The register was closed up to {business.ShowDay(last.Day)} already. What was taken since counts in a later day.").With("lastDay", last.Day);
        var id = Guid.CreateVersion7();
        await Claim(id, day, ct);
        var text = await reader.Claimed(business, id, last?.LeftMinor ?? 0, ct);
        if (counted.AmountMinor != text.Expected.AmountMinor && request.Reason is null)
            return Unexplained(business, text.Expected, counted);
        return new Closing
        {
            Id = id,
            Day = day,
            Number = (last?.Number ?? 0) + 1,
            Currency = business.Currency,
            OpeningMinor = text.Opening.AmountMinor,
            ExpectedMinor = text.Expected.AmountMinor,
            CountedMinor = counted.AmountMinor,
            LeftMinor = counted.AmountMinor - request.TakenOut!.Value.AmountMinor,
            Reason = request.Reason,
            ClosedAtUtc = work.Now,
            By = work.Actor.Name,
            Content = text.Write(),
        };
    }

    private async Task Claim(Guid closing, DateOnly day, CancellationToken ct)
    {
        await db.Payments.Where(payment => payment.ClosingId == null && payment.Day <= day)
            .ExecuteUpdateAsync(set => set.SetProperty(payment => payment.ClosingId, closing), ct);
        await db.BillActs.Where(act => act.ClosingId == null && act.Day <= day)
            .ExecuteUpdateAsync(set => set.SetProperty(act => act.ClosingId, closing), ct);
    }

    private static Refusal Unexplained(Business business, Money expected, Money counted)
    {
        var difference = counted + expected * -1;
        return Refusal.Invalid("reason", $"{business.ShowMoney(expected)} should be there, {business.ShowMoney(counted)} was counted. Count again, or say where the difference comes from.", "difference-unexplained")
            .With("expected", expected).With("difference", difference);
    }

    private void Note(Business business, Closing closing)
    {
        var difference = closing.CountedMinor - closing.ExpectedMinor;
        var said = difference == 0 ? "as expected" : $"{business.ShowMoney(new(difference, closing.Currency))} off: {closing.Reason}";
        work.Audit(new AuditEntry
        {
            Subject = "closing",
            SubjectId = closing.Id,
            Action = "cash.closed",
            Sentence = $"Closed the register for {closing.Day:yyyy-MM-dd}: {business.ShowMoney(new(closing.CountedMinor, closing.Currency))} in cash, {said}.",
        });
    }
}
