using System.Globalization;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Features;
using BookingPlatform.Kernel;

namespace BookingPlatform.Bookings.Agenda;

/// <summary>
/// What a press or a drop on the agenda says, in one word: <c>arrive|id|version</c>, <c>move|id|version|2026-11-21T15:30|resource|minutes</c>, <c>stay|id|version|arrival|departure|resource</c>.
/// A button carries it as its value, so the same form serves buttons, keys and the mouse. Each act is a feature of the API.
/// </summary>
internal sealed class AgendaActs(ArriveBooking arrive, CompleteBooking complete, UndoBooking undo, MoveBooking move, INoShowDesk noShows, HoldBackMessage holdBack, BookingReader reader)
{
    /// <summary>The name of such buttons.</summary>
    public const string Field = "act";

    /// <returns>What was done, and the booking as it is now.</returns>
    public async Task<Answer<Deed>> Do(string? act, CancellationToken ct)
    {
        if (act?.Split('|') is not [var verb, var id, var version, .. var rest] || !Guid.TryParse(id, out var booking))
            return NotUnderstood;
        var step = new BookingStep(booking, Number(version));
        return (verb, rest) switch
        {
            ("arrive", []) => Done("arrived", await arrive.Arrive(step, ct)),
            ("complete", []) => Done("done", await complete.Complete(step, ct)),
            ("no-show", []) => await NoShow(step, ct),
            ("late", []) => await Late(step, ct),
            ("untell", []) => Done("untold", await holdBack.HoldBack(step, ct)),
            ("undo", []) => Done("undone", await undo.Undo(step, ct)),
            ("move", [var start, var resource, var minutes]) => Done("moved", await move.Move(new()
            {
                BookingId = booking,
                Version = step.Version,
                StartsAt = start.Length == 0 ? null : start,
                ResourceId = Id(resource),
                DurationMinutes = Number(minutes),
            }, ct)),
            ("stay", [var arrival, var departure, var resource]) => Done("moved", await move.Move(new()
            {
                BookingId = booking,
                Version = step.Version,
                Arrival = Day(arrival),
                Departure = Day(departure),
                ResourceId = Id(resource),
            }, ct)),
            _ => NotUnderstood,
        };
    }

    /// <summary>Nobody came; the answer may carry a question to staff (S3-10).</summary>
    private async Task<Answer<Deed>> NoShow(BookingStep step, CancellationToken ct)
    {
        if (!(await noShows.Mark([(step.BookingId, step.Version)], ct)).Is(out var notice, out var refusal))
            return refusal;
        return await reader.Find(step.BookingId, ct) is { } booking ? new Deed("no-show", booking) { Question = notice.Question } : Refusal.NotFound("booking");
    }

    /// <summary>They came after all (S3-22).</summary>
    private async Task<Answer<Deed>> Late(BookingStep step, CancellationToken ct)
    {
        if ((await noShows.TakeBack(step.BookingId, step.Version, arrived: true, ct)).IsRefused(out var refusal))
            return refusal;
        return await reader.Find(step.BookingId, ct) is { } booking ? new Deed("arrived", booking) : Refusal.NotFound("booking");
    }

    private static Refusal NotUnderstood => Refusal.Invalid(Field, "This was not understood. Load the page again.");

    private static Answer<Deed> Done(string what, Answer<BookingAnswer> answer) => answer.Is(out var booking, out var refusal) ? new Deed(what, booking) : refusal;

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static Guid? Id(string text) => Guid.TryParse(text, out var id) ? id : null;

    private static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <param name="What"><c>arrived</c>, <c>done</c>, <c>moved</c>, <c>untold</c>, <c>cancelled</c>, <c>no-show</c> or <c>undone</c>.</param>
/// <param name="Booking">As it is now.</param>
internal sealed record Deed(string What, BookingAnswer Booking)
{
    /// <summary>Address of the page that asks what follows; null when nothing is asked.</summary>
    public string? Question { get; init; }
}
