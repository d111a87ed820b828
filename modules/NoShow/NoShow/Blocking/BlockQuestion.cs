using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Blocking;

/// <summary>Whether staff are to be asked about blocking a customer (S3-9, S3-10): only with the advanced function on, and only where a block means something.</summary>
internal sealed class BlockQuestion(NoShowDb db, ICustomers customers, Work work)
{
    public async Task<bool> IsOn(CancellationToken ct) => await db.Settings.AnyAsync(settings => settings.IsAdvanced, ct);

    public async Task<bool> IsToBeAsked(Guid customerId, CancellationToken ct)
    {
        if (!await IsOn(ct) || !CanBeBlocked(await customers.Find(customerId, ct)))
            return false;
        var now = work.Now;
        return !await db.Blocks.AnyAsync(block => block.CurrentFor == customerId && (block.UntilUtc == null || block.UntilUtc > now), ct);
    }

    /// <summary>Somebody of whom nothing but a name is known walked in: there is nothing to recognise them by (S3-27).</summary>
    public static bool CanBeBlocked(CustomerCard? customer) => customer is { IsDeleted: false } && (customer.Email is not null || customer.Phone is not null);
}
