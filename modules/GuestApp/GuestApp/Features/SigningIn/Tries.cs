using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.GuestApp.Features.SigningIn;

/// <summary>
/// Counts the tries at a code. Each counts at once and for good, in a scope of its own: a refused request is rolled back, and with it the count would be.
/// </summary>
internal sealed class Tries(IServiceScopeFactory scopes, Work work)
{
    /// <returns>False when there was none left, or no such code waits.</returns>
    public async Task<bool> Take(Guid challengeId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Work>().ActAs(work.Actor);
        return await scope.ServiceProvider.GetRequiredService<GuestAppDb>().Challenges
            .Where(challenge => challenge.Id == challengeId && challenge.UsedAtUtc == null && challenge.TriesLeft > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(challenge => challenge.TriesLeft, challenge => challenge.TriesLeft - 1), ct) == 1;
    }
}
