using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.NoShow.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Blocking;

/// <summary>"3 of 4 signals agree with a blocked customer": a hint with its reasons, for staff to judge (C6).</summary>
/// <param name="BlockedCustomerId">The customer it looks like.</param>
/// <param name="Agreeing">How many signals agree.</param>
/// <param name="Compared">How many could be compared: of the four those that both sides have.</param>
/// <param name="Kinds">Which agree.</param>
internal sealed record Likeness(Guid BlockedCustomerId, int Agreeing, int Compared, IReadOnlyList<SignalKind> Kinds);

/// <summary>Compares who booked online with those who are blocked, by keyed hashes of what was typed, computed when somebody looks: nothing is kept about people who are not blocked.</summary>
internal sealed class Likenesses(NoShowDb db, BlockSecret secret, BlockQuestion question, IBookings bookings, ICustomers customers, IBusinesses businesses, Work work)
{
    private const int Enough = 2;

    /// <returns>The one most alike; null when no blocked customer shares two signals, or this is one, or staff booked it themselves.</returns>
    public async Task<Likeness?> Of(Guid bookingId, CancellationToken ct)
    {
        if (await bookings.Find(bookingId, ct) is not { Path: BookingPath.Online } booking || !await question.IsOn(ct))
            return null;
        if (await customers.Find(booking.CustomerId, ct) is not { } customer || await secret.Find(ct) is not { } key)
            return null;
        var own = Signals.Of(customer).Where(signal => signal.Kind is not SignalKind.Email)
            .Append(Signals.Of(booking, await businesses.Get(work.BusinessId, ct)))
            .Select(signal => (signal.Kind, Hash: BlockSecret.Hash(key, signal.Kind, signal.Value))).ToList();
        return await Closest(customer.Id, own, ct);
    }

    private async Task<Likeness?> Closest(Guid customerId, List<(SignalKind Kind, string Hash)> own, CancellationToken ct)
    {
        var (hashes, now) = (own.Select(signal => signal.Hash).ToArray(), work.Now);
        var standing = db.Blocks.Where(block => block.CurrentFor != null && block.CustomerId != customerId && (block.UntilUtc == null || block.UntilUtc > now));
        var theirs = db.Blocks.Where(block => standing.Any(one => one.CustomerId == block.CustomerId)).Join(db.BlockKeys, block => block.Id, one => one.BlockId, (block, one) => new { block.CustomerId, one.Kind, one.Hash });
        var found = await theirs.Where(one => EF.Parameter(hashes).Contains(one.Hash)).ToListAsync(ct);
        var best = found.GroupBy(one => one.CustomerId).OrderByDescending(group => group.Select(one => one.Kind).Distinct().Count()).FirstOrDefault();
        if (best?.Select(one => one.Kind).Distinct().Order().ToList() is not { Count: >= Enough } kinds)
            return null;
        var known = await theirs.Where(one => one.CustomerId == best.Key).Select(one => one.Kind).Distinct().ToListAsync(ct);
        return new(best.Key, kinds.Count, own.Select(signal => signal.Kind).Distinct().Count(known.Contains), kinds);
    }
}
