using System.Net;
using BookingPlatform.Testing;

namespace BookingPlatform.Platform.Tests.Accounts;

/// <summary>A business whose owner has set up single sign-on by a provider of its own.</summary>
internal sealed class SignOnHouse : IAsyncDisposable
{
    private readonly string domains;

    private SignOnHouse(TestBusiness business, IdentityProvider provider, string domains) => (Business, Provider, this.domains) = (business, provider, domains);

    public TestBusiness Business { get; }

    public IdentityProvider Provider { get; }

    public static async Task<SignOnHouse> Open(Db db, IdentityProvider? provider = null, string? domains = null)
    {
        var business = await (await Testing.Platform.On(db)).NewBusiness();
        var house = new SignOnHouse(business, provider ?? await IdentityProvider.Start(), domains ?? $"{business.Slug}.example");
        using var owner = await Desk.Of(business);
        (await house.Save(owner)).Expect(HttpStatusCode.Redirect);
        return house;
    }

    /// <summary>By the page, with what differs.</summary>
    public async Task<Shown> Save(Desk owner, params (string Name, string Value)[] typed)
    {
        (string Name, string Value)[] usual = [("issuer", Provider.Issuer), ("clientId", IdentityProvider.ClientId), ("clientSecret", IdentityProvider.ClientSecret), ("domains", domains)];
        return await owner.Send(await owner.Open("/settings/sign-on"), "sign-on", [.. usual.Where(field => !typed.Any(other => other.Name == field.Name)), .. typed]);
    }

    /// <returns>The invitation's link.</returns>
    public async Task<string> Invite(string email, string role)
    {
        using var owner = await Desk.Of(Business);
        var shown = await owner.Send(await owner.Open("/settings/team/invite"), "invite", ("email", email), ("role", role));
        return new Uri(shown.Expect(HttpStatusCode.OK).Document.QuerySelector("pre, code")!.TextContent.Trim()).AbsolutePath;
    }

    /// <summary>Away to the provider and recognised there.</summary>
    /// <returns>Where the provider sends the browser back to.</returns>
    public async Task<Uri> Begin(Desk desk, string returnUrl = "/") =>
        await IdentityProvider.Visit((await desk.Open($"/sign-in/with/{Business.Slug}/go?returnUrl={Uri.EscapeDataString(returnUrl)}")).Expect(HttpStatusCode.Redirect).Location!);

    /// <summary>All the way.</summary>
    public async Task<Shown> SignIn(Desk desk, string returnUrl = "/") => await desk.Open((await Begin(desk, returnUrl)).PathAndQuery);

    public ValueTask DisposeAsync() => Provider.DisposeAsync();
}
