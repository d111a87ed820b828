using System.Net;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.GuestApp.Tests;

/// <summary>A guest signs in with a finger instead of a mail, at one business.</summary>
[Trait("Criterion", "H-1")]
public sealed class GuestPasskeys
{
    [Theory, OnEveryDatabase]
    public async Task A_guest_adds_a_passkey_after_signing_in_and_comes_back_with_it(Db db)
    {
        var house = await House.Open(db);
        var anna = await house.Customer("Anna", "anna@keys.example");
        await house.Book(anna);
        using var passkey = new SoftPasskey();
        using var phone = await Phone.SignedIn(house, "anna@keys.example");
        (await Add(phone, passkey)).Expect(HttpStatusCode.Redirect);

        using var later = new Phone(house);
        var signedIn = await SignIn(later, passkey);

        signedIn.Expect(HttpStatusCode.Redirect).Location.Should().EndWith("/me");
        (await later.Bookings()).Should().ContainSingle();
        (await house.History(anna)).Should().Contain("The guest added a passkey to sign in with.");
        (await house.Business.Get($"customers/{anna}/personal-data.json")).Expect(200).Text.Should().Contain("Passkeys");
    }

    [Theory, OnEveryDatabase]
    public async Task A_passkey_of_one_business_and_of_staff_opens_nothing_at_another(Db db)
    {
        var (house, other) = (await House.Open(db), await House.Open(db));
        await house.Customer("Anna", "anna@apart.example");
        await other.Customer("Anna", "anna@apart.example");
        using var passkey = new SoftPasskey();
        using var phone = await Phone.SignedIn(house, "anna@apart.example");
        await Add(phone, passkey);

        using var elsewhere = new Phone(other);
        (await SignIn(elsewhere, passkey)).Expect(HttpStatusCode.Conflict);
        using var desk = new Desk(house.Business.Platform);
        var door = await desk.Open("/sign-in");
        (await desk.Send(door, "passkey", ("credential", passkey.Show(Options(door))))).Expect(HttpStatusCode.UnprocessableEntity);
        var (here, there) = (await phone.Open("/sign-in"), await elsewhere.Open("/sign-in"));
        (await elsewhere.Browser.Send(there, "passkey", ("credential", passkey.Show(Options(here))), ("state", State(here)))).Expect(HttpStatusCode.Conflict, "what one business asked is not answered at another");
    }

    [Fact]
    public async Task A_browser_left_open_makes_none_an_hour_later()
    {
        await using var platform = await Testing.Platform.Start(Db.Sqlite);
        var house = await House.Open(platform);
        await house.Customer("Anna", "anna@left.example");
        using var phone = await Phone.SignedIn(house, "anna@left.example");
        var page = (await phone.Open("/me/passkeys")).Expect(HttpStatusCode.OK);
        using var passkey = new SoftPasskey();
        var made = passkey.Make(Options(page));

        platform.Clock.Shift(TimeSpan.FromMinutes(61));

        (await phone.Open("/me/passkeys")).Expect(HttpStatusCode.OK).Text.Should().Contain("sign in once more first");
        (await phone.Browser.Send(page, "add", ("credential", made))).Expect(HttpStatusCode.Conflict);
    }

    [Theory, OnEveryDatabase]
    public async Task It_ends_when_its_owner_removes_it_the_address_changes_or_the_person_is_erased_and_follows_a_merge(Db db)
    {
        var house = await House.Open(db);
        var (anna, twin) = (await house.Customer("Anna", "anna@ends.example"), await house.Customer("Ana", "ana@ends.example"));
        using var first = new SoftPasskey();
        using var second = new SoftPasskey();
        using var phone = await Phone.SignedIn(house, "anna@ends.example");
        await Add(phone, first);
        await Add(phone, second);
        using var thief = await Phone.SignedIn(house, "ana@ends.example");
        var page = await phone.Open("/me/passkeys");
        var removed = page.Document.QuerySelectorAll("li input[name=_handler]")[0].GetAttribute("value")!;

        (await thief.Browser.SendTo($"/g/{house.Business.Slug}/me/passkeys", await thief.Open("/me/passkeys"), ("_handler", removed))).Expect(HttpStatusCode.BadRequest, "another's form is not there");
        (await phone.Browser.Send(page, removed)).Expect(HttpStatusCode.Redirect);
        (await SignIn(new Phone(house), first)).Expect(HttpStatusCode.Conflict);
        (await house.Business.Post("merges", new { primaryId = twin, otherIds = new[] { anna } })).Expect(201);
        (await SignIn(new Phone(house), second)).Expect(HttpStatusCode.Redirect, "the kept record answers for it");
        var version = (int)(await house.CustomerNow(twin))["version"]!;
        (await house.Business.Put($"customers/{twin}/email", new { email = "new@ends.example" }, version)).Expect(200);

        (await SignIn(new Phone(house), second)).Expect(HttpStatusCode.Conflict);
        (await Count(house)).Should().Be(0);
    }

    private static Task<int> Count(House house) => house.Business.Platform.Inside(house.Business, services => services.GetRequiredService<GuestAppDb>().Passkeys.CountAsync());

    private static async Task<Shown> Add(Phone phone, SoftPasskey passkey)
    {
        var page = (await phone.Open("/me/passkeys")).Expect(HttpStatusCode.OK);
        return await phone.Browser.Send(page, "add", ("credential", passkey.Make(Options(page))));
    }

    private static async Task<Shown> SignIn(Phone phone, SoftPasskey passkey)
    {
        var page = await phone.Open("/sign-in");
        return await phone.Browser.Send(page, "passkey", ("credential", passkey.Show(Options(page))));
    }

    private static string Options(Shown page) => page.Document.QuerySelector("[data-options]")!.GetAttribute("data-options")!;

    private static string State(Shown page) => page.Document.QuerySelector("input[name=state]")!.GetAttribute("value")!;
}
