using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers;

internal static class SavingVersions
{
    /// <summary>Saves, or says false and forgets everything when somebody else was quicker with the same record.</summary>
    public static async Task<bool> TrySaveVersionAsync(this Work work, CancellationToken ct)
    {
        try
        {
            await work.SaveAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            await work.AbandonAsync();
            return false;
        }
    }
}
