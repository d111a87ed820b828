using BookingPlatform.Host.Accounts.SignOn;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts.Features;

/// <summary>
/// Sets up by which identity provider a business lets its staff in. Whoever may do this decides who gets in as whom: owners, and nobody they did not choose.
/// </summary>
internal sealed class SetUpSignOn(AccountsDb db, SignOnLine line, SignOnOptions options, IBusinesses businesses, SessionRing ring, Work work)
{
    /// <param name="ClientSecret">Kept as it is where absent.</param>
    /// <param name="Domains">Separated by spaces or commas; none for any.</param>
    internal sealed record Request(string? Issuer, string? ClientId, string? ClientSecret, string? Domains, bool IsOnlyWay, bool TrustsSecondStep);

    public Task<SignOnSettings?> Find(CancellationToken ct) => db.SignOns.SingleOrDefaultAsync(ct);

    /// <summary>Where the provider is to send people back to; null where the installation does not know its own address.</summary>
    public async Task<string?> Callback(CancellationToken ct) => options.CallbackOf(await businesses.Get(work.BusinessId, ct));

    public async Task<Answer<Done>> Handle(Request request, CancellationToken ct)
    {
        if (await Callback(ct) is null)
            return Refusal.Conflict("no-public-address", "This installation does not know its own address. Its operator has to set it (Web__PublicAddress).");
        var now = await Find(ct);
        var domains = (request.Domains ?? "").ToLowerInvariant().Split([' ', ',', ';', '\n', '\r', '@'], StringSplitOptions.RemoveEmptyEntries);
        if (Faults(request, domains, now is null) is { Count: > 0 } faults)
            return Refusal.Invalid(faults);
        var issuer = request.Issuer!.Trim();
        if (await line.Fault(new Uri(issuer), issuer, ct) is { } fault)
            return Refusal.Invalid("issuer", fault, "issuer-unusable");
        var before = now is null ? null : Describe(now);
        if (now is not null && (now.Issuer, now.ClientId) != (issuer, request.ClientId!.Trim()))
            await EndSessions(ct);
        now ??= db.SignOns.Add(new SignOnSettings { Issuer = issuer, ClientId = "", ProtectedSecret = "" }).Entity;
        (now.Issuer, now.ClientId, now.Domains, now.IsOnlyWay, now.TrustsSecondStep) = (issuer, request.ClientId!.Trim(), string.Join(' ', domains.Distinct()), request.IsOnlyWay, request.TrustsSecondStep);
        if (request.ClientSecret?.Trim() is { Length: > 0 } secret)
            now.ProtectedSecret = line.Protect(secret);
        work.Audit(new AuditEntry { Subject = "sign-on", SubjectId = now.Id, Action = before is null ? "sign-on.set-up" : "sign-on.changed", Sentence = $"Single sign-on: {Describe(now)}.", Before = before, After = Describe(now) });
        work.WhenCommitted(ring.ForgetAll);
        return await work.TrySaveAsync(ct) ? new Done() : Refusal.Stale();
    }

    /// <summary>Whoever came in by it is out; people who never had a password set one by the link for forgotten ones.</summary>
    public async Task<Answer<Done>> Remove(CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await Find(ct) is not { } now)
            return new Done();
        await EndSessions(ct);
        db.SignOns.Remove(now);
        work.Audit(new AuditEntry { Subject = "sign-on", SubjectId = now.Id, Action = "sign-on.removed", Sentence = "Single sign-on was turned off.", Before = Describe(now) });
        work.WhenCommitted(ring.ForgetAll);
        await work.SaveAsync(ct);
        return new Done();
    }

    private async Task EndSessions(CancellationToken ct)
    {
        await work.BeginAsync(ct);
        await db.Sessions.Where(row => row.LetInBy == work.BusinessId).ExecuteDeleteAsync(ct);
    }

    private Dictionary<string, string[]> Faults(Request request, string[] domains, bool isNew)
    {
        var faults = new Dictionary<string, string[]>();
        if (!Uri.TryCreate(request.Issuer?.Trim(), UriKind.Absolute, out var issuer) || issuer.Scheme is not ("https" or "http") || request.Issuer!.Trim().Length > 300 || issuer.Query.Length + issuer.Fragment.Length > 0)
            faults["issuer"] = ["Type the address of the provider, for example https://login.example.com."];
        else if (issuer.Scheme == "http" && !line.AllowsPrivate)
            faults["issuer"] = ["The address must begin with https."];
        if (request.ClientId?.Trim() is not { Length: > 0 and <= 200 })
            faults["clientId"] = ["Type the client id that the provider gave you; at most 200 characters."];
        if (request.ClientSecret?.Trim() is { Length: > 300 } || (isNew && string.IsNullOrWhiteSpace(request.ClientSecret)))
            faults["clientSecret"] = ["Type the client secret that the provider gave you; at most 300 characters."];
        if (domains.Any(domain => Uri.CheckHostName(domain) is not UriHostNameType.Dns || !domain.Contains('.', StringComparison.Ordinal)) || string.Join(' ', domains).Length > 1000)
            faults["domains"] = ["Type domains only, for example harbour.example, separated by spaces."];
        return faults;
    }

    private static string Describe(SignOnSettings settings) => string.Join(", ", (string[])[$"by {settings.Issuer}", $"client {settings.ClientId}",
        settings.Domains.Length == 0 ? "any address" : $"addresses of {settings.Domains}",
        settings.IsOnlyWay ? "the only way in" : "beside passwords",
        settings.TrustsSecondStep ? "its second step is trusted" : "our second step is asked for"]);
}
