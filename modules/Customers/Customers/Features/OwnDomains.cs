using BookingPlatform.Customers.Email;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Features;

/// <summary>The business's own email domains: an address under one of them is never taken for a guest's (S0-42).</summary>
internal sealed class OwnDomains(CustomersDb db, Work work)
{
    private const int Most = 50;

    internal sealed record Settings(IReadOnlyList<string>? OwnEmailDomains);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/customers/settings", async (OwnDomains feature, CancellationToken ct) => TypedResults.Ok(await feature.Get(ct)))
            .Needs(Right.ManageSettings)
            .WithSummary("The business's own email domains.");
        api.MapPut("/customers/settings", async (Settings settings, OwnDomains feature, CancellationToken ct) => (await feature.Set(settings, ct)).ToHttp())
            .Needs(Right.ManageSettings)
            .Produces<Settings>()
            .WithSummary("Set the business's own email domains.");
    }

    public async Task<Settings> Get(CancellationToken ct) =>
        new(await db.OwnDomains.AsNoTracking().OrderBy(domain => domain.Domain).Select(domain => domain.Domain).ToListAsync(ct));

    public async Task<Answer<Settings>> Set(Settings settings, CancellationToken ct)
    {
        var typed = (settings.OwnEmailDomains ?? []).Select(domain => domain.Trim().TrimStart('@')).Where(domain => domain.Length > 0).ToList();
        if (typed.Count > Most)
            return Refusal.Invalid("ownEmailDomains", $"At most {Most} domains.");
        var domains = typed.Select(domain => EmailAddress.Read($"someone@{domain}", out _)?.Domain).ToList();
        if (domains.IndexOf(null) is var wrong and >= 0)
            return Refusal.Invalid("ownEmailDomains", $"{typed[wrong]} is not a domain such as example.com.");
        if (domains.Find(domain => MailProviders.Has(domain!)) is { } provider)
            return Refusal.Invalid("ownEmailDomains", $"{provider} belongs to everybody: half of your guests have their mailbox there.");
        await Replace(domains.Select(domain => domain!).ToHashSet(), ct);
        return await Get(ct);
    }

    private async Task Replace(HashSet<string> domains, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        var stored = await db.OwnDomains.ToListAsync(ct);
        var before = string.Join(", ", stored.Select(row => row.Domain).Order(StringComparer.Ordinal));
        var after = string.Join(", ", domains.Order(StringComparer.Ordinal));
        db.OwnDomains.RemoveRange(stored.Where(row => !domains.Contains(row.Domain)));
        db.OwnDomains.AddRange(domains.Where(domain => stored.All(row => row.Domain != domain)).Select(domain => new OwnDomain { Domain = domain }));
        if (before != after)
            work.Audit(CustomerHistory.SettingChanged(work.BusinessId, "Own email domains", before, after));
        await work.SaveAsync(ct);
    }
}
