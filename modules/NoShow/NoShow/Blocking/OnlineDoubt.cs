using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.NoShow.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Blocking;

/// <summary>
/// Somebody blocked comes back with a variant of the address or with the same telephone (S3-17). That stops nobody, families share telephones; but whoever invents an address
/// each time cannot read its mail, so a code is asked for.
/// </summary>
internal sealed class OnlineDoubt(NoShowDb db, BlockQuestion question, BlockSecret secret, Work work) : IOnlineDoubt
{
    public async Task<bool> Ask(Guid customerId, string email, string? phone, CancellationToken ct)
    {
        if (!await question.IsOn(ct) || await secret.Find(ct) is not { } key)
            return false;
        var hashes = Signals.Typed(email, phone).Select(signal => BlockSecret.Hash(key, signal.Kind, signal.Value)).ToArray();
        var now = work.Now;
        var standing = db.Blocks.Where(block => block.CurrentFor != null && block.CustomerId != customerId && (block.UntilUtc == null || block.UntilUtc > now));
        return await standing.AnyAsync(block => db.Blocks.Any(other => other.CustomerId == block.CustomerId && db.BlockKeys.Any(one => one.BlockId == other.Id && EF.Parameter(hashes).Contains(one.Hash))), ct);
    }
}
