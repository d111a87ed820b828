using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features.Passwords;

internal static class Saving
{
    /// <summary>Saves, or says false and forgets everything when somebody else was quicker with the same link.</summary>
    public static async Task<bool> TrySaveLinkAsync(this Work work, CancellationToken ct)
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
