using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Features;

/// <summary>What several features do in the same way.</summary>
internal static class Common
{
    public static void NoteCustomer(this Work work, Guid customerId, string action, string sentence, string? before = null, string? after = null) => work.Audit(new AuditEntry
    {
        Subject = "customer",
        SubjectId = customerId,
        Action = action,
        Sentence = sentence,
        Before = before,
        After = after,
    });

    /// <summary>Saves, or says false when somebody changed or made one of the rows meanwhile.</summary>
    public static async Task<bool> SaveUnlessStale(this Work work, CancellationToken ct)
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

internal static class Duration
{
    /// <summary><c>45 minutes</c>, <c>3 hours</c>, <c>2 days</c>.</summary>
    public static string Say(int minutes) => minutes switch
    {
        >= 2880 when minutes % 1440 == 0 => $"{minutes / 1440} days",
        >= 120 when minutes % 60 == 0 => $"{minutes / 60} hours",
        _ => $"{minutes} minutes",
    };
}
