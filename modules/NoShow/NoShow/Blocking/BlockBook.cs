using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.NoShow.Contracts;
using BookingPlatform.NoShow.Domain;
using BookingPlatform.NoShow.Features;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Blocking;

/// <summary>Why and for how long.</summary>
internal sealed record BlockTerms(BlockCause Cause, string Reason, DateTime UntilUtc);

/// <summary>Writes blocks and what they are recognised by, inside the caller's work; the caller saves. The keys of all of a customer's blocks count while one of them stands.</summary>
internal sealed class BlockBook(NoShowDb db, Work work, BlockSecret secret, IBookings bookings, IBusinesses businesses)
{
    /// <summary>The block that stands; one that has run out stands no more.</summary>
    public Task<OnlineBlock?> Standing(Guid customerId, CancellationToken ct)
    {
        var now = work.Now;
        return db.Blocks.FirstOrDefaultAsync(block => block.CurrentFor == customerId && (block.UntilUtc == null || block.UntilUtc > now), ct);
    }

    /// <summary>Blocks; a block that stands already is replaced and stays on record.</summary>
    public async Task<OnlineBlock> Set(CustomerCard customer, BlockTerms terms, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        var earlier = await db.Blocks.FirstOrDefaultAsync(one => one.CurrentFor == customer.Id, ct);
        earlier?.Rest();
        await db.SaveChangesAsync(ct);
        var block = new OnlineBlock
        {
            CustomerId = customer.Id,
            CurrentFor = customer.Id,
            Cause = terms.Cause,
            Reason = terms.Reason,
            SetAtUtc = work.Now,
            SetBy = work.Actor.Name,
            UntilUtc = terms.UntilUtc,
            Version = 1,
        };
        db.Blocks.Add(block);
        await Recognise(block, customer, ct);
        work.Tell(new CustomerBlockChanged(customer.Id, IsBlocked: true), about: customer.Id);
        return block;
    }

    /// <summary>Lifts whatever keeps the customer from booking online, and forgets what they were recognised by.</summary>
    public async Task Lift(Guid customerId, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        var now = work.Now;
        foreach (var block in await db.Blocks.Where(block => block.CustomerId == customerId && block.LiftedAtUtc == null && (block.UntilUtc == null || block.UntilUtc > now)).ToListAsync(ct))
            block.Lift(work.Actor.Name, now);
        await db.BlockKeys.Where(key => db.Blocks.Any(block => block.Id == key.BlockId && block.CustomerId == customerId)).ExecuteDeleteAsync(ct);
        work.Tell(new CustomerBlockChanged(customerId, IsBlocked: false), about: customerId);
    }

    /// <summary>Adds the person's present details to what a block is recognised by; those known before stay, so another stored address does not help (S3-29).</summary>
    public async Task Recognise(OnlineBlock block, CustomerCard customer, CancellationToken ct)
    {
        if (await secret.Make(ct) is not { } key)
            return;
        await db.BlockKeys.Where(one => one.BlockId == block.Id).LoadAsync(ct);
        var present = db.BlockKeys.Local.Where(one => one.BlockId == block.Id).Select(one => new { one.Kind, one.Hash }).ToList();
        var wanted = (await Signs(customer, ct)).Select(sign => new { sign.Kind, Hash = BlockSecret.Hash(key, sign.Kind, sign.Value) }).Distinct();
        db.BlockKeys.AddRange(wanted.Where(one => !present.Contains(one)).Select(one => new BlockKey { BlockId = block.Id, Kind = one.Kind, Hash = one.Hash }));
    }

    private async Task<IReadOnlyList<Signal>> Signs(CustomerCard customer, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var missed = await db.Records.Where(record => record.CustomerId == customer.Id).OrderByDescending(record => record.StartsAtUtc).Select(record => record.BookingId).Take(MostPatterns).ToListAsync(ct);
        var signs = Signals.Of(customer).ToList();
        foreach (var id in missed)
            if (await bookings.Find(id, ct) is { } booking)
                signs.Add(Signals.Of(booking, business));
        return signs;
    }

    private const int MostPatterns = 5;
}
