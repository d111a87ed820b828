using System.Net;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Tests.Stories;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Notifications.Tests.Passwords;

/// <summary>The guest's side of "Reset password" (S1-33): a link from a mail, good for once.</summary>
public sealed class SettingAPassword
{
    private const string Good = "blue tram on Sunday";

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-33")]
    public async Task A_customer_is_mailed_a_link_and_sets_a_password_with_it_once(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var anna = await desk.Customer("Anna", "anna.reset@reset.example");
        var guest = new GuestBrowser(desk.Business.Platform);

        var link = await desk.NewLink(anna, "anna.reset@reset.example");
        var before = await desk.Knows(anna, Good);
        var open = await guest.Open(link);
        var saved = await guest.Save(link, Good, open);
        var again = await guest.Save(link, "another good password", open);

        link.Should().StartWith($"{PlatformSettings.PublicAddress}/g/{desk.Business.Slug}/password/");
        PasswordDesk.SecretOf(link).Should().HaveLength(43, "that is 256 bits in base64url");
        open.IsOpen.Should().BeTrue();
        open.Page.QuerySelector("input[name=password]")!.GetAttribute("autocomplete").Should().Be("new-password");
        before.Should().BeFalse();
        saved.Status.Should().Be(HttpStatusCode.OK);
        saved.Text.Should().Contain("Your password is saved");
        again.Status.Should().Be(HttpStatusCode.Gone, "a link works once");
        (await desk.Knows(anna, Good)).Should().BeTrue();
        (await desk.Knows(anna, "another good password")).Should().BeFalse();
        (await desk.History(anna)).Should().Contain("The guest set a new password by the link.").And.Contain("A link to set a new password was sent to anna.reset@reset.example.");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-33")]
    public async Task A_second_password_replaces_the_first(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var ben = await desk.Customer("Ben", "ben.twice@reset.example");
        var guest = new GuestBrowser(desk.Business.Platform);

        await guest.Save(await desk.NewLink(ben, "ben.twice@reset.example"), Good);
        await guest.Save(await desk.NewLink(ben, "ben.twice@reset.example"), "green bus on Monday");

        (await desk.Knows(ben, Good)).Should().BeFalse();
        (await desk.Knows(ben, "green bus on Monday")).Should().BeTrue();
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-33")]
    public async Task Of_two_who_send_the_form_at_once_one_sets_the_password(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var eve = await desk.Customer("Eve", "eve.race@reset.example");
        var link = await desk.NewLink(eve, "eve.race@reset.example");
        var (one, other) = (new GuestBrowser(desk.Business.Platform), new GuestBrowser(desk.Business.Platform));
        var (first, second) = (await one.Open(link), await other.Open(link));

        var both = await Task.WhenAll(one.Save(link, "the first password", first), other.Save(link, "the second password", second));

        both.Select(seen => seen.Status).Should().BeEquivalentTo([HttpStatusCode.OK, HttpStatusCode.Gone]);
        (await desk.Knows(eve, both[0].Status == HttpStatusCode.OK ? "the first password" : "the second password")).Should().BeTrue();
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-33")]
    public async Task Looking_does_not_use_the_link_up_and_a_refused_password_neither(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var cleo = await desk.Customer("Cleo", "cleo.scan@reset.example");
        var guest = new GuestBrowser(desk.Business.Platform);
        var link = await desk.NewLink(cleo, "cleo.scan@reset.example");

        for (var scanner = 0; scanner < 3; scanner++)
            (await guest.Open(link)).IsOpen.Should().BeTrue();
        var tooShort = await guest.Save(link, new string('x', GuestPassword.Shortest - 1));
        var tooLong = await guest.Save(link, new string('x', GuestPassword.Longest + 1));
        var longest = await guest.Save(link, new string('x', GuestPassword.Longest));

        tooShort.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        tooShort.Text.Should().Contain("Use at least 10 characters.");
        tooLong.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        tooLong.Text.Should().Contain("Use at most 128 characters.");
        longest.Status.Should().Be(HttpStatusCode.OK);
        (await desk.Knows(cleo, new string('x', GuestPassword.Longest))).Should().BeTrue();
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-33")]
    public async Task A_wrong_a_used_a_replaced_and_a_withdrawn_link_are_answered_alike(Db db)
    {
        var platform = await Testing.Platform.On(db);
        var (desk, other) = (await FrontDesk.Open(platform), await FrontDesk.Open(platform));
        var guest = new GuestBrowser(platform);
        var dana = await desk.Customer("Dana", "dana.gone@reset.example");
        var replaced = await desk.NewLink(dana, "dana.gone@reset.example");
        var used = await desk.NewLink(dana, "dana.gone@reset.example");
        await guest.Save(used, Good);
        var withdrawn = await desk.NewLink(dana, "dana.gone@reset.example");
        var elsewhere = withdrawn.Replace(desk.Business.Slug, other.Business.Slug, StringComparison.Ordinal);
        var isElsewhereOpen = (await guest.Open(elsewhere)).IsOpen;
        await desk.SetEmail(dana, "dana.new@reset.example");
        var wrong = $"{PlatformSettings.PublicAddress}/g/{desk.Business.Slug}/password/{LinkSecret.New().Text}";

        var looks = new List<GuestBrowser.Seen>();
        foreach (var link in new[] { wrong, replaced, used, withdrawn })
            looks.AddRange([await guest.Open(link), await guest.Save(link, "never to be saved")]);

        looks.Select(seen => seen.Status).Should().OnlyContain(status => status == HttpStatusCode.Gone);
        looks.Select(seen => seen.Text).Distinct().Should().ContainSingle().Which.Should().StartWith("Harbour Hotel").And.Contain("This link is no longer valid");
        isElsewhereOpen.Should().BeFalse("a link of one business opens nothing at another");
        (await desk.Knows(dana, "never to be saved")).Should().BeFalse();
    }

    [Theory, OnEveryDatabase]
    public async Task Trying_a_link_over_and_over_is_slowed_down(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var finn = await desk.Customer("Finn", "finn.tries@reset.example");
        var guest = new GuestBrowser(desk.Business.Platform);
        var link = await desk.NewLink(finn, "finn.tries@reset.example");

        for (var tries = 0; tries < 10; tries++)
            (await guest.Save(link, "short")).Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        var eleventh = await guest.Save(link, Good);

        eleventh.Status.Should().Be(HttpStatusCode.TooManyRequests);
        (await desk.Knows(finn, Good)).Should().BeFalse();
    }

    [Fact]
    public async Task The_page_is_not_kept_tells_no_other_site_its_address_and_shows_nothing_of_the_dashboard()
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(Db.Sqlite));
        var gina = await desk.Customer("Gina", "gina.page@reset.example", language: "de");
        var staff = await StaffBrowser.SignIn(desk.Business);

        var link = await desk.NewLink(gina, "gina.page@reset.example");
        var seen = await new GuestBrowser(desk.Business.Platform).Open(link);
        var asStaff = await staff.Open(new Uri(link).PathAndQuery);

        seen.Answer.Headers.GetValues("Referrer-Policy").Should().Equal("no-referrer");
        seen.Answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        seen.Text.Should().Contain("Neues Passwort wählen", "the guest is spoken to in their language");
        asStaff.QuerySelector("main.door").Should().NotBeNull();
        asStaff.QuerySelector("nav, header.banner").Should().BeNull();
    }
}
