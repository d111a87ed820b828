using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.NoShow.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Blocking;

/// <summary>
/// Asked by the server at the last step of every way guests book by themselves (S3-12, S3-29). A person is recognised by their record and by the very address,
/// also where the record was deleted or erased since; everything else is a hint for staff and stops nobody.
/// </summary>
internal sealed class OnlineGate(NoShowDb db, BlockQuestion question, BlockSecret secret, IBusinesses businesses, Work work) : IOnlineGate
{
    public async Task<Refusal?> Ask(OnlineGuest guest, CancellationToken ct)
    {
        if (!await question.IsOn(ct))
            return null;
        var now = work.Now;
        var standing = db.Blocks.Where(block => block.CurrentFor != null && (block.UntilUtc == null || block.UntilUtc > now));
        return await standing.AnyAsync(block => block.CustomerId == guest.CustomerId, ct) || await IsKnown(standing, guest, ct) ? await Refuse(ct) : null;
    }

    private async Task<bool> IsKnown(IQueryable<OnlineBlock> standing, OnlineGuest guest, CancellationToken ct)
    {
        if (guest.Email is not { Length: > 0 } email || !guest.EmailIsOwn || await secret.Find(ct) is not { } key)
            return false;
        var hash = BlockSecret.Hash(key, SignalKind.Email, Signals.Email(email));
        return await standing.AnyAsync(block => db.Blocks.Any(other => other.CustomerId == block.CustomerId && db.BlockKeys.Any(one => one.BlockId == other.Id && one.Kind == SignalKind.Email && one.Hash == hash)), ct);
    }

    /// <summary>S3-30: true, neutral, and with a way to go on.</summary>
    private async Task<Refusal> Refuse(CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var call = business.Phone is { } phone ? $"Please call {business.Name}: {phone}." : $"Please contact {business.Name} directly.";
        return new Refusal(RefusalKind.Forbidden, "online-blocked", $"This booking cannot be made online. {call}").With("phone", business.Phone);
    }
}
