using System.Text.Json.Nodes;
using BookingPlatform.Apaleo.Api;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Apaleo.Features;

/// <summary>Adds a line to the comment of the reservation, unless it is there: apaleo has no notes on guests, and the front desk sees the comment at check-in.</summary>
internal sealed class AddNote(ApaleoSession apaleo)
{
    public const int Longest = 1000;

    public async Task<PmsAnswer<Done>> Run(ExternalGuestId id, string text, CancellationToken ct)
    {
        var note = text.Trim();
        if (note.Length == 0)
            throw new ArgumentException("A note needs text.", nameof(text));
        if (note.Length > Longest)
            return new PmsFailure.Business(BusinessCode.TooLong, $"A comment in apaleo gets at most {Longest} characters; this one has {note.Length}. Shorten it.");
        if (Place.From(id) is not { } place)
            return new PmsFailure.Gone("apaleo no longer has this person in the reservation.");

        var before = await Comment(place, ct);
        if (before.Failure is { } failure)
            return failure;
        if (before.Value.Has(note))
            return default(Done);
        if (await Write(place, before.Value, note, ct) is { } refused)
            return refused;

        var after = await Comment(place, ct);
        if (after.Failure is { } unread)
            return unread;
        return after.Value.Has(note) ? default(Done) : new PmsFailure.Transient("apaleo accepted the comment but does not show it. We will look again.") { MayHaveHappened = true };
    }

    private async Task<PmsAnswer<CommentText>> Comment(Place place, CancellationToken ct)
    {
        if (place.Role is Role.Booker)
        {
            var booking = await apaleo.Calls.ReadOne(() => apaleo.Api.GetBooking(place.Holder, ct), ct);
            return booking.Failure is { } unread ? unread : new CommentText(booking.Value.Comment);
        }

        var reservation = await apaleo.Reservation(new ExternalReservationId(place.Holder), ct);
        return reservation.Failure is { } failure ? failure : new CommentText(reservation.Value.Comment);
    }

    private async Task<PmsFailure?> Write(Place place, CommentText before, string note, CancellationToken ct)
    {
        PatchStep[] steps = [new PatchStep(before.Text is null ? "add" : "replace", "/comment", JsonValue.Create(before.Text is null ? note : $"{before.Text}\n{note}"))];
        var written = place.Role is Role.Booker
            ? await apaleo.Calls.Change(() => apaleo.Api.PatchBooking(place.Holder, steps, ct), ct)
            : await apaleo.Calls.Change(() => apaleo.Api.PatchReservation(place.Holder, steps, ct), ct);
        return written.Failure;
    }

    private sealed record CommentText(string? Text)
    {
        public bool Has(string note) => $"\n{Text?.ReplaceLineEndings("\n")}\n".Contains($"\n{note.ReplaceLineEndings("\n")}\n", StringComparison.Ordinal);
    }
}
