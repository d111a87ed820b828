using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Mews.Api;

namespace BookingPlatform.Mews.Features;

/// <summary>Adds a note to the guest's account, unless it is already there: adding is not idempotent, and an earlier attempt may have succeeded unheard.</summary>
internal sealed class AddNote(MewsSession mews)
{
    public const int Longest = 1000;

    public async Task<PmsAnswer<Done>> Run(ExternalGuestId id, string text, CancellationToken ct)
    {
        var note = text.Trim();
        if (note.Length == 0)
            throw new ArgumentException("A note needs text.", nameof(text));
        if (note.Length > Longest)
            return new PmsFailure.Business(BusinessCode.TooLong, $"Mews takes notes of at most {Longest} characters; this one has {note.Length}. Shorten it.");

        var existing = new AccountNotesGetAll(mews.Credentials) { AccountIds = [id.Value] };
        var found = await mews.Calls.Read(() => mews.Api.GetNotes(existing, ct), ct);
        if (found.Failure is { } failure)
            return await mews.Explain(failure, id, email: null, ct);
        if (Has(found.Value, note))
            return default(Done);

        var request = new AccountNotesAdd(mews.Credentials) { AccountNotes = [new NewNote(id.Value, note)] };
        var added = await mews.Calls.Write(() => mews.Api.AddNotes(request, ct), ct);
        if (added.Failure is { } refused)
            return await mews.Explain(refused, id, email: null, ct);

        return Has(added.Value, note)
            ? default(Done)
            : new PmsFailure.Transient("Mews accepted the note but did not show it. We will look again.") { MayHaveHappened = true };
    }

    private static bool Has(MewsNotes notes, string text) => (notes.AccountNotes ?? []).Any(n => n.Content?.Trim().ReplaceLineEndings() == text.ReplaceLineEndings());
}
