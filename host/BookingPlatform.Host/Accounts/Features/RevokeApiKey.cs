using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts.Features;

/// <summary>Ends a key. This node refuses it at once, other nodes within five seconds.</summary>
internal sealed class RevokeApiKey(AccountsDb db, ApiKeyRing ring, Work work)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapDelete("/api-keys/{id:guid}", async (Guid id, RevokeApiKey feature, CancellationToken ct) => (await feature.Handle(id, ct)).ToHttp(_ => TypedResults.NoContent()))
        .Needs(Right.ManageKeys)
        .Produces(StatusCodes.Status204NoContent)
        .WithTags("API keys")
        .WithSummary("Revoke a key. New keys are made by people, in the dashboard: their secret is shown once and kept nowhere.");

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
