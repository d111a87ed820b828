using BookingPlatform.GuestApp.Domain;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.GuestApp.Features.SigningIn;

/// <summary>Takes a secret back, once: of two who bring it at the same moment one is too late. Looking changes nothing, because mail scanners look too.</summary>
internal sealed class TakeChallenge(GuestAppDb db, Tries tries, Work work)
{
    /// <returns>Null when the link is not valid, for whatever cause.</returns>
    public async Task<Challenge?> Look(string secret, CancellationToken ct)
    {
        var hash = Secrets.HashToken(secret);
        var found = await db.Challenges.AsNoTracking().FirstOrDefaultAsync(challenge => challenge.Hash == hash && challenge.Kind == ChallengeKind.Link, ct);
        return found?.IsOpen(work.Now) == true ? found : null;
    }

    public async Task<Challenge?> Link(string secret, CancellationToken ct) =>
        await Look(secret, ct) is { } found && await Use(found, ct) ? found : null;

    /// <summary>Never call it inside an open transaction: the try is counted beside it.</summary>
    public async Task<Challenge?> Code(Guid id, ChallengeKind kind, string? code, CancellationToken ct)
    {
        if (!await tries.Take(id, ct))
            return null;
        var found = await db.Challenges.AsNoTracking().SingleOrDefaultAsync(challenge => challenge.Id == id && challenge.Kind == kind, ct);
        return found?.IsOpen(work.Now) == true && Secrets.AreEqual(found.Hash!, Secrets.HashCode(Secrets.Typed(code), id)) && await Use(found, ct) ? found : null;
    }

    private async Task<bool> Use(Challenge challenge, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        var now = work.Now;
        return await db.Challenges.Where(one => one.Id == challenge.Id && one.UsedAtUtc == null && one.Hash == challenge.Hash)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.UsedAtUtc, now), ct) == 1;
    }
}
