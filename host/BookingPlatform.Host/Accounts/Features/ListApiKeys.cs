using BookingPlatform.Kernel.Web;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts.Features;

/// <summary>The keys of the business: what each may do, until when, and when it was last used. Never a secret: there is none to show.</summary>
internal sealed class ListApiKeys(AccountsDb db)
{
    internal sealed record Item(Guid Id, string Name, IReadOnlyList<string> Rights, DateTime CreatedAt, DateTime? ExpiresAt, DateTime? RevokedAt, DateTime? LastUsedAt);

    internal sealed record Response(IReadOnlyList<Item> Items);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/api-keys", async (ListApiKeys feature, CancellationToken ct) => TypedResults.Ok(await feature.Handle(ct)))
        .Needs(Right.ManageKeys)
        .WithTags("API keys")
        .WithSummary("The keys of the business, the working ones first.");

    public async Task<Response> Handle(CancellationToken ct)
    {
        var keys = await db.ApiKeys.AsNoTracking().OrderBy(key => key.RevokedAtUtc != null).ThenByDescending(key => key.CreatedAtUtc).ToListAsync(ct);
        return new Response(keys.ConvertAll(key => new Item(key.Id, key.Name, Roles.Parts(key.Rights), key.CreatedAtUtc, key.ExpiresAtUtc, key.RevokedAtUtc, key.LastUsedAtUtc)));
    }
}
