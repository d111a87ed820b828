using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;

namespace BookingPlatform.Bookings.Cash;

/// <summary>What a bill lists: the booking in its own price, then what was added. Prices include their tax.</summary>
internal static class BillLines
{
    public static IReadOnlyList<LineAnswer> Of(Booking booking, Service service, IEnumerable<BillLine> added) =>
        [Base(booking, service), .. added.Select(line => Added(line, booking.Currency))];

    private static LineAnswer Base(Booking booking, Service service)
    {
        var count = service.Kind switch
        {
            ServiceKind.Stay => Nights(booking),
            ServiceKind.Class => booking.Party,
            _ => 1,
        };
        // A price that is not so many times the same, because the nights differ, is one line of the whole.
        if (count < 1 || booking.PriceMinor % count != 0)
            count = 1;
        var text = service.Kind is ServiceKind.Stay && booking is { Arrival: { } arrival, Departure: { } departure } ? $"{service.Name}, {arrival:yyyy-MM-dd} to {departure:yyyy-MM-dd}" : service.Name;
        return new(null, text, count, new(booking.PriceMinor / count, booking.Currency), booking.Price, service.TaxBasisPoints, null);
    }

    private static int Nights(Booking booking) => booking.Departure?.DayNumber - booking.Arrival?.DayNumber ?? 1;

    private static LineAnswer Added(BillLine line, string currency) =>
        new(line.Id, line.Text, line.Quantity, new(line.UnitMinor, currency), new(line.AmountMinor, currency), line.TaxBasisPoints, line.Reason);

    /// <summary>The tax in the total, by rate: rounded once per rate, half away from zero, so that net and tax always add up to what is paid.</summary>
    public static IReadOnlyList<TaxAnswer> Taxes(IEnumerable<LineAnswer> lines) => lines
        .GroupBy(line => line.TaxBasisPoints)
        .OrderBy(rate => rate.Key)
        .Select(rate => Tax(rate.Key, rate.Select(line => line.Amount).Aggregate((sum, amount) => sum + amount)))
        .ToList();

    private static TaxAnswer Tax(int basisPoints, Money gross)
    {
        var tax = new Money((long)Math.Round((decimal)gross.AmountMinor * basisPoints / (10_000 + basisPoints), MidpointRounding.AwayFromZero), gross.Currency);
        return new(basisPoints, gross + tax * -1, tax, gross);
    }
}
