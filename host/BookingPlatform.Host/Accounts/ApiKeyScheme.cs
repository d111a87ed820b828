using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Encodings.Web;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Host.Accounts;

/// <summary><c>Authorization: Bearer &lt;api key&gt;</c>.</summary>
internal sealed class ApiKeyScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeyRing ring)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "ApiKey";
    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        return await ring.Find(ApiKey.HashOf(header[Prefix.Length..].Trim()), Context.RequestAborted) is { } key
            ? AuthenticateResult.Success(new AuthenticationTicket(key, Name))
            : AuthenticateResult.Fail("There is no such API key, or it has ended.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        Problems.Write(Context, StatusCodes.Status401Unauthorized, "unauthenticated", "Send a valid API key: Authorization: Bearer <key>. Managers make keys in the settings.");

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.Write(Context, StatusCodes.Status403Forbidden, "forbidden", "This API key may not do that.");
}

/// <summary>Finds keys by their hash and remembers the found ones for five seconds, the longest that a revoked key still works.</summary>
internal sealed class ApiKeyRing(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UsedTo = TimeSpan.FromHours(1);
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<string, (ClaimsPrincipal Key, long At)> known = [];

    public async Task<ClaimsPrincipal?> Find(string hash, CancellationToken ct)
    {
        if (known.TryGetValue(hash, out var entry) && clock.GetElapsedTime(entry.At) < Fresh)
            return entry.Key;
        if (await Load(hash, ct) is not { } key)
        {
            known.TryRemove(hash, out _);
            return null;
        }

        if (known.Count >= Most)
            known.Clear();
        var principal = StaffClaims.For(key);
        known[hash] = (principal, clock.GetTimestamp());
        return principal;
    }

    /// <summary>A business was closed or opened.</summary>
    public void ForgetAll() => known.Clear();

    public void Forget(string hash) => known.TryRemove(hash, out _);

    /// <summary>A key of a closed business opens nothing.</summary>
    private async Task<ApiKey?> Load(string hash, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        var found = await db.ApiKeys.AcrossBusinesses().AsNoTracking()
            .Where(key => key.Hash == hash && key.RevokedAtUtc == null && (key.ExpiresAtUtc == null || key.ExpiresAtUtc > now))
            .SingleOrDefaultAsync(key => db.Businesses.Any(business => business.Id == key.BusinessId && business.ClosedAtUtc == null), ct);
        if (found is not null && !(now - found.LastUsedAtUtc < UsedTo))
            await Used(scope.ServiceProvider, found, now, ct);
        return found;
    }

    private static async Task Used(IServiceProvider services, ApiKey key, DateTime now, CancellationToken ct)
    {
        var work = services.GetRequiredService<Work>();
        work.ActAs(Actor.Platform(key.BusinessId, key.Name));
        await work.BeginAsync(ct);
        await services.GetRequiredService<AccountsDb>().ApiKeys.Where(row => row.Id == key.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAtUtc, now), ct);
        await work.SaveAsync(ct);
    }
}
