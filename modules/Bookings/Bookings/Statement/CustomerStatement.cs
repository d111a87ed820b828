using System.Globalization;
using BookingPlatform.Bookings.Cash;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Bookings.Features;
using BookingPlatform.Bookings.Pages.Shared;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Time;

namespace BookingPlatform.Bookings.Statement;

/// <param name="Business">Whose clock, language and paper.</param>
/// <param name="Customer">Of whom; also of a deleted record.</param>
/// <param name="Range">Which days, and days of what.</param>
/// <param name="Lines">By day.</param>
/// <param name="MadeOn">Today.</param>
internal sealed record CustomerStatement(Business Business, CustomerCard Customer, StatementRange Range, IReadOnlyList<StatementLine> Lines, DateOnly MadeOn)
{
    /// <summary>One for each currency, in the order of the alphabet; what is not owed (cancelled, taken back) is not counted.</summary>
    public IReadOnlyList<StatementTotal> Totals => Lines.GroupBy(line => line.Charged.Currency)
        .OrderBy(currency => currency.Key, StringComparer.Ordinal)
        .Select(currency => new StatementTotal(Sum(currency, line => line.Charged), Sum(currency, line => line.Paid), Sum(currency, line => line.Balance)))
        .ToList();

    private static Money Sum(IEnumerable<StatementLine> lines, Func<StatementLine, Money> of) => lines.Select(of).Aggregate((a, b) => a + b);
}

/// <summary>One booking, whatever became of it.</summary>
/// <param name="Id">The booking.</param>
/// <param name="Code">What people say on the telephone.</param>
/// <param name="Day">Day of the appointment or arrival on the business's wall.</param>
/// <param name="MadeOn">Day the booking was made.</param>
/// <param name="Service">Name of the service.</param>
/// <param name="Status">Where it stands.</param>
internal sealed record StatementLine(Guid Id, string Code, DateOnly Day, DateOnly MadeOn, string Service, BookingStatus Status)
{
    /// <summary>The bill was taken back: nothing is owed, or only the fee that was kept.</summary>
    public required bool IsVoided { get; init; }

    /// <summary>What was agreed.</summary>
    public required Money Price { get; init; }

    /// <summary>What is owed in all, with extras and discounts; nothing of a cancelled booking.</summary>
    public required Money Charged { get; init; }

    public required Money Paid { get; init; }

    /// <summary>Negative when the business owes it to the customer.</summary>
    public required Money Balance { get; init; }

    public static StatementLine Of(BookingRow row, BillRow bill, Business business)
    {
        var booking = row.Booking;
        return new StatementLine(booking.Id, booking.Code, booking.Arrival ?? business.Day(booking.StartsAtUtc), business.Day(booking.MadeAtUtc), row.Service, booking.Status)
        {
            IsVoided = bill.IsVoided && booking.Status.TakesTime(),
            Price = booking.Price,
            Charged = bill.Total,
            Paid = bill.Paid,
            Balance = bill.Balance,
        };
    }
}

/// <summary>Sums of one currency.</summary>
internal sealed record StatementTotal(Money Charged, Money Paid, Money Balance);

/// <summary>Local days, both included.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="ByMaking">Days on which bookings were made, instead of the days they are for.</param>
internal sealed record StatementRange(DateOnly From, DateOnly To, bool ByMaking)
{
    public string By => ByMaking ? "made" : "stay";

    public string Query => string.Create(CultureInfo.InvariantCulture, $"from={From:yyyy-MM-dd}&to={To:yyyy-MM-dd}&by={By}");

    /// <summary>What is left out is filled up to a whole year: that of the other day, or this one.</summary>
    public static Answer<StatementRange> Read(MakeStatement.Request request, DateOnly today)
    {
        var faults = new Dictionary<string, string[]>();
        var (from, to) = (Day("from", request.From, faults), Day("to", request.To, faults));
        var first = from ?? new DateOnly((to ?? today).Year, 1, 1);
        var last = to ?? new DateOnly((from ?? today).Year, 12, 31);
        if (faults.Count == 0 && last < first)
            faults.Add("to", ["The last day lies before the first."]);
        if (request.By is not (null or "" or "stay" or "made"))
            faults.Add("by", ["Bookings are chosen by stay (the day they are for) or made (the day they were made)."]);
        return faults.Count > 0 ? Refusal.Invalid(faults) : new StatementRange(first, last, request.By == "made");
    }

    private static DateOnly? Day(string field, string? text, Dictionary<string, string[]> faults)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (BookingText.ReadDay(text) is { } day)
            return day;
        faults.Add(field, ["A day is written like 2026-05-31."]);
        return null;
    }
}
