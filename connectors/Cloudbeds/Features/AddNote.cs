using System.Text.RegularExpressions;
using BookingPlatform.Cloudbeds.Api;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Cloudbeds.Features;

/// <summary>Adds a note to the guest, unless it is there, and looks whether it is. A number that could be a payment card is refused before it is sent.</summary>
internal sealed partial class AddNote(CloudbedsSession cloudbeds)
{
    public const int Longest = 1000;

    public async Task<PmsAnswer<Done>> Run(ExternalGuestId id, string text, CancellationToken ct)
    {
        var note = text.Trim();
        if (note.Length == 0)
            throw new ArgumentException("A note needs text.", nameof(text));
        if (note.Length > Longest)
            return new PmsFailure.Business(BusinessCode.TooLong, $"A note in Cloudbeds gets at most {Longest} characters; this one has {note.Length}. Shorten it.");
        if (LongNumber().Matches(note).Any(number => IsLuhn(number.ValueSpan)))
            return new PmsFailure.Business(BusinessCode.Invalid, "The note has a number of more than 12 digits that could be a payment card, and Cloudbeds refuses those. Write the number in groups or leave it out.");

        if (await Stands(id, note, ct) is { } before)
            return before;
        var form = new NoteForm { PropertyId = cloudbeds.Property, GuestId = id.Value, GuestNote = note };
        var written = await cloudbeds.Calls.Write(() => cloudbeds.Api.PostNote(form, ct), ct);
        if (written.Failure is { } refused)
            return refused;
        return await Stands(id, note, ct) ?? new PmsFailure.Transient("Cloudbeds accepted the note but does not show it. We will look again.") { MayHaveHappened = true };
    }

    /// <summary>Null while the note is not there.</summary>
    private async Task<PmsAnswer<Done>?> Stands(ExternalGuestId id, string note, CancellationToken ct)
    {
        var notes = await cloudbeds.Calls.Read(() => cloudbeds.Api.GetNotes(cloudbeds.Property, id.Value, ct), ct);
        if (notes.Failure is { } failure)
            return failure;
        return (notes.Value.Data ?? []).Any(n => n.GuestNote?.Trim().ReplaceLineEndings() == note.ReplaceLineEndings()) ? default(Done) : null;
    }

    [GeneratedRegex("[0-9]{13,}")]
    private static partial Regex LongNumber();

    /// <summary>Luhn's check (ISO/IEC 7812-1): from the right every second digit counts double, and the sum ends in 0.</summary>
    private static bool IsLuhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            var digit = digits[^(at + 1)] - '0';
            var counted = at % 2 == 0 ? digit : digit * 2;
            sum += counted > 9 ? counted - 9 : counted;
        }

        return sum % 10 == 0;
    }
}
