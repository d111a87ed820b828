using BookingPlatform.Bookings.Contracts;
using Microsoft.EntityFrameworkCore;
using Rights = BookingPlatform.Kernel.Web.Right;

namespace BookingPlatform.NoShow.Risk;

/// <summary>On the booking page.</summary>
internal sealed class BookingRiskPanel : IBookingPanel
{
    public string Title => "How likely is a no-show";

    public int Order => 60;

    public Type Component => typeof(RiskPanel);

    public bool DrawsItself => true;

    public string Right => Rights.SeeBookings;
}

/// <summary>On the agenda, from the marks that were computed last.</summary>
internal sealed class RiskWarnings(NoShowDb db) : IBookingWarnings
{
    public async Task<IReadOnlyDictionary<Guid, string>> Of(IReadOnlyCollection<Guid> bookingIds, CancellationToken ct)
    {
        var ids = bookingIds.ToArray();
        return await db.RiskMarks.AsNoTracking().Where(mark => EF.Parameter(ids).Contains(mark.BookingId))
            .ToDictionaryAsync(mark => mark.BookingId, mark => $"{mark.Percent} % risk of a no-show", ct);
    }
}
