using System.Net;
using BookingPlatform.Host.Accounts;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Platform.Tests.Accounts;

/// <summary>Owners say which identity provider their business trusts, and turn it off.</summary>
[Trait("Criterion", "H-1")]
public sealed class SettingUpSingleSignOn
{
    [Fact]
    public async Task A_provider_that_is_down_is_told_at_the_door_and_when_it_is_set_up()
    {
        var house = await SignOnHouse.Open(Db.Sqlite);
        await house.DisposeAsync();
        using var desk = new Desk(house.Business.Platform);
        using var owner = await Desk.Of(house.Business);

        var door = await desk.Open($"/sign-in/with/{house.Business.Slug}/go");
        var saved = await house.Save(owner, ("clientId", "another"));

        door.Expect(HttpStatusCode.Redirect).Location.Should().EndWith("failed=sign-on-provider-down");
        saved.Expect(HttpStatusCode.UnprocessableEntity).ErrorOf("issuer").Should().StartWith("No identity provider answers there");
    }

    [Theory, OnEveryDatabase]
    public async Task It_is_set_up_by_owners_with_a_secret_that_is_never_shown_again_and_turned_off_everybody_is_out(Db db)
    {
        await using var house = await SignOnHouse.Open(db);
        using var manager = await Desk.Of(house.Business, await house.Business.Platform.NewStaff(house.Business, "Manager"));
        using var owner = await Desk.Of(house.Business);
        house.Provider.Person["email"] = house.Business.OwnerEmail;
        using var desk = new Desk(house.Business.Platform);
        await house.SignIn(desk);

        var page = (await owner.Open("/settings/sign-on")).Expect(HttpStatusCode.OK);
        var stored = await house.Business.Platform.Inside(house.Business, services => services.GetRequiredService<AccountsDb>().SignOns.AsNoTracking().SingleAsync());
        var wrong = await house.Save(owner, ("issuer", house.Provider.Issuer + "/"), ("domains", "not a domain"));
        var misnamed = await house.Save(owner, ("issuer", house.Provider.Issuer + "/"));
        (await owner.Send(page, "remove")).Expect(HttpStatusCode.Redirect);

        (await manager.Open("/settings/sign-on")).Location.Should().Contain("/not-allowed", "who decides that could come in as an owner");
        page.Html.Should().NotContain(IdentityProvider.ClientSecret).And.Contain($"{PlatformSettings.PublicAddress}/sign-in/with/{house.Business.Slug}/back");
        stored.ProtectedSecret.Should().NotContain(IdentityProvider.ClientSecret);
        wrong.Expect(HttpStatusCode.UnprocessableEntity).ErrorOf("domains").Should().StartWith("Type domains only");
        misnamed.Expect(HttpStatusCode.UnprocessableEntity).ErrorOf("issuer").Should().Contain("calls itself");
        (await desk.Open("/settings")).Location.Should().StartWith("/sign-in");
        (await house.Business.Get("audit")).Text.Should().Contain("Single sign-on was turned off.").And.Contain("sign-on.set-up").And.NotContain(IdentityProvider.ClientSecret);
    }
}
