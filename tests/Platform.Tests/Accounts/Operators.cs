using System.Net;
using BookingPlatform.Host.Accounts.Installation;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Platform.Tests.Accounts;

/// <summary>Operators run the installation and see nothing of a business's guests.</summary>
[Trait("Criterion", "H-2")]
public sealed class Operators
{
    [Theory, OnEveryDatabase]
    public async Task An_operator_sees_the_businesses_and_none_of_their_pages(Db db)
    {
        var platform = await Testing.Platform.On(db);
        var business = await platform.NewBusiness();
        using var desk = await Operator(platform);

        (await desk.Open("/")).Location.Should().Be("/installation");
        (await desk.Open("/installation")).Expect(HttpStatusCode.OK).Text.Should().Contain(business.Slug).And.NotContain(business.OwnerEmail);
        foreach (var address in new[] { "/customers", "/agenda", "/settings", "/jobs", "/settings/team", "/search?q=a", "/more", "/reports" })
            (await desk.Open(address)).Location.Should().Contain("/not-allowed", address);
        using var owner = await Desk.Of(business);
        (await owner.Open("/installation")).Location.Should().Contain("/not-allowed");
    }

    [Theory, OnEveryDatabase]
    public async Task A_closed_business_lets_nobody_in_and_loses_nothing(Db db)
    {
        var platform = await Testing.Platform.On(db);
        var business = await platform.NewBusiness();
        await business.Post("customers", new { firstName = "Ana", lastName = "Silva" });
        using var owner = await Desk.Of(business);
        using var desk = await Operator(platform);
        var set = $"set-{business.Id:N}";

        (await desk.Send(await desk.Open("/installation"), set)).Expect(HttpStatusCode.Redirect);
        var (key, page, guests) = ((await business.Get("customers")).Status, await owner.Open("/customers"), await owner.Http.GetAsync($"/g/{business.Slug}/availability?serviceId={Guid.NewGuid()}&from=2030-01-01&to=2030-01-02"));
        (await desk.Send(await desk.Open("/installation"), set)).Expect(HttpStatusCode.Redirect);

        key.Should().Be(401);
        page.Location.Should().StartWith("/sign-in");
        guests.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await business.Get("customers")).Expect(200)["items"]!.AsArray().Should().ContainSingle();
    }

    [Fact]
    public async Task A_new_business_is_opened_by_inviting_its_owner()
    {
        var platform = await Testing.Platform.On(Db.Sqlite);
        using var desk = await Operator(platform);
        var name = $"Spa {Guid.NewGuid():N}"[..12];

        var opened = await desk.Send(await desk.Open("/installation"), "open", ("name", name), ("ownerEmail", $"{Guid.NewGuid():N}@spa.example"), ("country", "PT"), ("timeZone", "Europe/Lisbon"), ("currency", "EUR"), ("language", "en-GB"));
        var link = opened.Expect(HttpStatusCode.OK).Document.QuerySelector("code")!.TextContent[PlatformSettings.PublicAddress.Length..];
        using var owner = new Desk(platform);
        await owner.Send(await owner.Open(link), "join", ("name", "Olga"), ("password", TestBusiness.Password));

        (await owner.Open("/settings/team")).Expect(HttpStatusCode.OK).Text.Should().Contain("Olga").And.Contain("Owner");
    }

    private static async Task<Desk> Operator(Testing.Platform platform)
    {
        using var console = new StringWriter();
        var email = $"ops-{Guid.NewGuid():N}@installation.example";
        (await MakeOperator.Run(platform.Services, email, console, CancellationToken.None)).Should().Be(0);
        var desk = new Desk(platform);
        (await desk.Send(await desk.Open("/sign-in"), "sign-in", ("email", email), ("password", console.ToString().Trim().Split(' ')[^1]))).Expect(HttpStatusCode.Redirect);
        return desk;
    }
}
