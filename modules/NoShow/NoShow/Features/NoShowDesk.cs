using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Features;

/// <summary>Answers the presses on the agenda, the booking page and the tray.</summary>
internal sealed class NoShowDesk(NoShowDb db, MarkNoShow mark, UndoNoShow undo) : INoShowDesk
{
    public async Task<Answer<NoShowNotice>> Mark(IReadOnlyList<(Guid Id, int? VersionSeen)> bookings, CancellationToken ct) =>
        (await mark.Mark(bookings.Select(booking => new Missed(booking.Id, booking.VersionSeen)).ToList(), ct)).Then(marked =>
            new NoShowNotice(marked.Items.Count, marked.Items.FirstOrDefault(item => item.AskToBlock) is { } asked ? $"/bookings/{asked.BookingId}/no-show" : null));

    public async Task<Answer<NoShowNotice>> TakeBack(Guid bookingId, int? versionSeen, bool arrived, CancellationToken ct) =>
        (await undo.Undo(new(bookingId, versionSeen), arrived, ct)).Then(_ => new NoShowNotice(1, null));

    public async Task<IReadOnlyDictionary<Guid, string>> Proposals(IReadOnlyCollection<Guid> bookingIds, CancellationToken ct)
    {
        var ids = bookingIds.ToArray();
        return ids.Length == 0 ? new Dictionary<Guid, string>() : await db.Proposals.AsNoTracking()
            .Where(proposal => EF.Parameter(ids).Contains(proposal.BookingId))
            .ToDictionaryAsync(proposal => proposal.BookingId, proposal => $"Probably a no-show: nobody came within {Duration.Say(proposal.GraceMinutes)}", ct);
    }
}
