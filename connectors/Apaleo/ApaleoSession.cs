using BookingPlatform.Apaleo.Api;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Apaleo;

/// <summary>What every operation needs, and the look-ups that several share.</summary>
internal sealed record ApaleoSession(IApaleoApi Api, ApaleoCalls Calls, string Property, TimeProvider Clock)
{
    private const int Page = 100;
    private const int MostPages = 10;
    private static readonly string[] ToCome = ["Confirmed", "InHouse"];
    private static readonly PmsFailure.Gone NotThere = new("apaleo no longer has this person in the reservation.");

    /// <summary>Everybody in the reservations to come that this text is found in; apaleo matches any part of many fields, so compare again.</summary>
    public async Task<PmsAnswer<IReadOnlyList<Entry>>> Upcoming(string text, CancellationToken ct)
    {
        var entries = new List<Entry>();
        for (var page = 1; page <= MostPages; page++)
        {
            var number = page;
            var answer = await Calls.Read(() => Api.GetReservations(Property, ToCome, text, number, ct), ct);
            if (answer.Failure is { } failure)
                return failure;

            var reservations = answer.Value.Reservations ?? [];
            entries.AddRange(reservations.Where(r => !r.IsOver).SelectMany(Entry.Of));
            if (reservations.Count < Page)
                return entries;
        }

        return new PmsFailure.Business(BusinessCode.Refused, "apaleo has too many reservations that this could be. Change them there by hand.");
    }

    /// <summary>One person in their place. A stay that is over is history, and its people are nobody's any more: invoices hang on them.</summary>
    public async Task<PmsAnswer<Entry>> Person(ExternalGuestId id, CancellationToken ct)
    {
        if (Place.From(id) is not { } place)
            return NotThere;

        var holder = place.Role is Role.Booker ? await Booking(place.Holder, ct) : await Reservation(new ExternalReservationId(place.Holder), ct);
        if (holder.Failure is { } failure)
            return failure;
        if (holder.Value.IsOver)
            return new PmsFailure.Gone("In apaleo this stay is over or was cancelled.");
        return Entry.Of(holder.Value).FirstOrDefault(entry => entry.Place == place) is { } found ? found : NotThere;
    }

    public Task<PmsAnswer<ApaleoReservation>> Reservation(ExternalReservationId id, CancellationToken ct) => Calls.ReadOne(() => Api.GetReservation(id.Value, ct), ct);

    /// <summary>A booking as if it were a reservation with nobody in it but its booker; it is over when all its stays are.</summary>
    private async Task<PmsAnswer<ApaleoReservation>> Booking(string id, CancellationToken ct)
    {
        var booking = await Calls.ReadOne(() => Api.GetBooking(id, ct), ct);
        if (booking.Failure is { } failure)
            return failure;

        var stays = booking.Value.Reservations ?? [];
        var isOver = stays.Count > 0 && stays.All(stay => stay.IsOver);
        return new ApaleoReservation
        {
            Id = id,
            BookingId = id,
            Booker = booking.Value.Booker,
            Comment = booking.Value.Comment,
            Modified = booking.Value.Modified,
            Status = isOver ? "CheckedOut" : "Confirmed",
        };
    }
}
