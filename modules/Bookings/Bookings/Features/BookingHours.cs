using System.Globalization;
using System.Text.Json.Serialization;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

/// <summary>When rooms are ready and when they are to be left, on the business's wall: <c>15:00</c>.</summary>
internal sealed record BookingHoursAnswer(string CheckIn, string CheckOut, int Version);

internal sealed record BookingHoursRequest(string? CheckIn, string? CheckOut)
{
    [JsonIgnore]
    public int? Version { get; init; }
}

/// <summary>Check-in and check-out of stays. A change holds for stays booked or moved from then on; those made before keep their hours.</summary>
internal sealed class BookingHours(BookingsDb db, Work work)
{
    private const string Form = "HH:mm";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/booking-hours", async (BookingHours feature, CancellationToken ct) => (await feature.Read(ct)).ToHttp())
            .WithName("BookingHours").Produces<BookingHoursAnswer>().Needs(Right.SeeBookings);
        api.MapPut("/booking-hours", async (BookingHoursRequest request, HttpRequest http, BookingHours feature, CancellationToken ct) =>
                (await feature.Change(request with { Version = IfMatch.Version(http) }, ct)).ToHttp())
            .WithName("ChangeBookingHours").Produces<BookingHoursAnswer>().Needs(Right.ManageSettings);
    }

    public async Task<Answer<BookingHoursAnswer>> Read(CancellationToken ct) =>
        Say(await db.Settings.AsNoTracking().FirstOrDefaultAsync(ct) ?? new BookingSettings());

    public async Task<Answer<BookingHoursAnswer>> Change(BookingHoursRequest request, CancellationToken ct)
    {
        if (!TryTime(request.CheckIn, out var checkIn))
            return Refusal.Invalid("checkIn", "Give the time as in 15:00.");
        if (!TryTime(request.CheckOut, out var checkOut))
            return Refusal.Invalid("checkOut", "Give the time as in 11:00.");
        if (checkOut > checkIn)
            return Refusal.Invalid("checkOut", "Check-out cannot be later than check-in: the room would be taken by two guests at once.");
        var stored = await db.Settings.FirstOrDefaultAsync(ct);
        if (request.Version is { } seen && seen != (stored?.Version ?? 0))
            return Refusal.Stale();
        var settings = stored ?? db.Settings.Add(new BookingSettings { Version = 1 }).Entity;
        var before = $"{settings.CheckIn:HH:mm}/{settings.CheckOut:HH:mm}";
        (settings.CheckIn, settings.CheckOut) = (checkIn, checkOut);
        Note(settings, before);
        return await work.TrySaveAsync(ct) ? Say(settings) : Refusal.Stale();
    }

    private void Note(BookingSettings settings, string before) => work.Audit(new AuditEntry
    {
        Subject = "setting",
        SubjectId = work.BusinessId,
        Action = "booking-hours.changed",
        Sentence = $"Check-in from {settings.CheckIn:HH:mm}, check-out until {settings.CheckOut:HH:mm}.",
        Before = before,
        After = $"{settings.CheckIn:HH:mm}/{settings.CheckOut:HH:mm}",
    });

    private static bool TryTime(string? text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text?.Trim(), Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    private static BookingHoursAnswer Say(BookingSettings settings) =>
        new(settings.CheckIn.ToString(Form, CultureInfo.InvariantCulture), settings.CheckOut.ToString(Form, CultureInfo.InvariantCulture), settings.Version);
}
