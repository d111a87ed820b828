using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts.Features;

/// <summary>Ends a key. This node refuses it at once, other nodes within five seconds.</summary>
internal sealed class RevokeApiKey(AccountsDb db, ApiKeyRing ring, Work work)
{
    public async Task<Answer<Done>> Handle(Guid id, CancellationToken ct)
    {
        if (await db.ApiKeys.SingleOrDefaultAsync(key => key.Id == id, ct) is not { } key)
            return Refusal.NotFound("API key");
        if (key.RevokedAtUtc is not null)
            return new Done();
        key.RevokedAtUtc = work.Now;
        work.Audit(new AuditEntry { Subject = "api-key", SubjectId = key.Id, Action = "api-key.revoked", Sentence = $"API key “{key.Name}” was revoked." });
        work.WhenCommitted(() => ring.Forget(key.Hash));
        await work.SaveAsync(ct);
        return new Done();
    }
}
