using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers;

internal static class SavingVersions
{
    /// <summary>Saves, or says false and forgets everything when somebody else was quicker, with the same record or with a value that only one may have.</summary>
    public static async Task<bool> TrySaveVersionAsync(this Work work, CancellationToken ct)
    {
        try
        {
            return await work.TrySaveAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            await work.AbandonAsync();
            return false;
        }
    }
}
