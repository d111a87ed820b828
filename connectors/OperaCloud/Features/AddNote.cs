using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.OperaCloud.Api;

namespace BookingPlatform.OperaCloud.Features;

/// <summary>Adds a comment to the profile, unless it is there, and looks whether it is.</summary>
internal sealed class AddNote(OperaSession opera)
{
    public const int Longest = 2000;

    public static OperaComments Comment(string text, string type) => new([new OperaCommentEntry(new OperaComment { Text = new OperaText(text), CommentTitle = "Note", Type = type })]);

    public async Task<PmsAnswer<Done>> Run(ExternalGuestId id, string text, CancellationToken ct)
    {
        var note = text.Trim();
        if (note.Length == 0)
            throw new ArgumentException("A note needs text.", nameof(text));
        if (note.Length > Longest)
            return new PmsFailure.Business(BusinessCode.TooLong, $"A comment in OPERA Cloud gets at most {Longest} characters; this one has {note.Length}. Shorten it.");

        if (await Stands(id, note, ct) is { } before)
            return before;
        if (await opera.Write(id, new OperaDetails { Comments = Comment(note, opera.Settings.Types.Note) }, ct) is { } refused)
            return refused;
        return await Stands(id, note, ct) ?? new PmsFailure.Transient("OPERA Cloud accepted the comment but does not show it. We will look again.") { MayHaveHappened = true };
    }

    /// <summary>Null while the comment is not there.</summary>
    private async Task<PmsAnswer<Done>?> Stands(ExternalGuestId id, string note, CancellationToken ct)
    {
        var profile = await opera.Profile(id, ct);
        if (profile.Failure is { } failure)
            return failure;
        var comments = profile.Value.ProfileDetails!.Comments?.CommentInfo ?? [];
        return comments.Any(entry => entry.Comment?.Text?.Value?.Trim().ReplaceLineEndings() == note.ReplaceLineEndings()) ? default(Done) : null;
    }
}
