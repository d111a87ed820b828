using BookingPlatform.Kernel.Data;
using BookingPlatform.Notifications.Tests.Stories;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Notifications.Tests.Passwords;

/// <summary>The staff's side of "Reset password": who gets a link, how often, and where it leads (S1-33, S1-34).</summary>
public sealed class SendingPasswordLinks
{
    [Theory, OnEveryDatabase, Trait("Criterion", "S1-34")]
    public async Task Without_a_mailbox_nothing_is_sent_and_the_reason_is_said(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var nobody = await desk.Customer("Nora", email: null);
        var bounced = await desk.Customer("Bert", "bert.bounced@reset.example");
        var deleted = await desk.Customer("Dave", "dave.deleted@reset.example");
        await MailCameBack(desk, bounced);
        (await desk.Business.Delete($"customers/{deleted}")).Expect(200);
        var staff = await StaffBrowser.SignIn(desk.Business);

        var refusals = new[] { await desk.ResetPassword(nobody), await desk.ResetPassword(bounced) };
        (await desk.ResetPassword(deleted)).ExpectProblem(409, "customer-deleted");
        (await desk.ResetPassword(Guid.NewGuid())).ExpectProblem(404, "not-found");
        await desk.Business.Platform.Delivered(desk.Business);

        refusals[0].ExpectProblem(409, "no-mailbox").Text.Should().Contain("There is no mailbox to send a link to.");
        refusals[1].ExpectProblem(409, "no-mailbox").Text.Should().Contain("Mail to this customer comes back");
        (await staff.Open($"/customers/{nobody}")).Body!.TextContent.Should().Contain("There is no mailbox to send a link to.");
        (await staff.Open($"/customers/{bounced}/password-reset")).QuerySelector("main button.primary").Should().BeNull();
        new[] { "bert.bounced@reset.example", "dave.deleted@reset.example" }.SelectMany(desk.MailsTo).Should().BeEmpty();
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-33")]
    public async Task A_booking_sites_forwarding_address_gets_its_link_too(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var relay = await desk.Customer("Rita", "rita.2345@guest.booking.com");

        (await desk.NewLink(relay, "rita.2345@guest.booking.com")).Should().StartWith(PlatformSettings.PublicAddress);
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-34")]
    public async Task The_fourth_link_within_an_hour_is_refused(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var iris = await desk.Customer("Iris", "iris.four@reset.example");

        for (var sent = 0; sent < 3; sent++)
            (await desk.ResetPassword(iris)).Expect(202);
        (await desk.ResetPassword(iris)).ExpectProblem(429, "too-many-resets");
        await desk.Business.Platform.Delivered(desk.Business);

        desk.MailsTo("iris.four@reset.example").Should().HaveCountLessThanOrEqualTo(3);
    }

    [Fact, Trait("Criterion", "S1-33"), Trait("Criterion", "S1-34")]
    public async Task After_half_an_hour_the_link_is_no_longer_valid_and_after_an_hour_there_may_be_others()
    {
        await using var platform = await Testing.Platform.Start(Db.Sqlite);
        var desk = await FrontDesk.Open(platform);
        var jo = await desk.Customer("Jo", "jo@reset.example");
        var guest = new GuestBrowser(platform);
        for (var sent = 0; sent < 2; sent++)
            (await desk.ResetPassword(jo)).Expect(202);
        var link = await desk.NewLink(jo, "jo@reset.example");

        platform.Clock.Shift(TimeSpan.FromMinutes(29));
        var inTime = await guest.Open(link);
        platform.Clock.Shift(TimeSpan.FromMinutes(2));
        var tooLate = await guest.Save(link, "typed for very long", inTime);
        var fourth = await desk.ResetPassword(jo);
        platform.Clock.Shift(TimeSpan.FromMinutes(30));

        inTime.IsOpen.Should().BeTrue();
        tooLate.Status.Should().Be(System.Net.HttpStatusCode.Gone);
        (await desk.Knows(jo, "typed for very long")).Should().BeFalse();
        fourth.ExpectProblem(429, "too-many-resets");
        (await desk.ResetPassword(jo)).Expect(202);
    }

    [Fact, Trait("Criterion", "S1-33"), Trait("Criterion", "H-cve-poisoned-link")]
    public async Task No_header_of_a_request_moves_the_link_to_another_host()
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(Db.Sqlite));
        var variants = Variants().ToList();

        for (var i = 0; i < variants.Count; i++)
            (await desk.Business.Send(HttpMethod.Post, $"customers/{await desk.Customer("Host", $"host{i}@variants.example")}/password-reset", null, variants[i])).Expect(202);
        await desk.Business.Platform.Delivered(desk.Business);

        variants.Should().HaveCount(50);
        for (var i = 0; i < variants.Count; i++)
        {
            var mail = desk.MailsTo($"host{i}@variants.example").Should().ContainSingle().Subject;
            PasswordDesk.LinkIn(mail.Text).Should().StartWith($"{PlatformSettings.PublicAddress}/g/{desk.Business.Slug}/password/");
            (mail.Text + mail.Html).Should().NotContain("evil");
        }
    }

    [Fact, Trait("Criterion", "S1-33")]
    public async Task Without_a_public_address_staff_are_told_what_to_set()
    {
        await using var platform = await Testing.Platform.Start(Db.Sqlite, new Dictionary<string, string?> { ["Web:PublicAddress"] = "" });
        var desk = await FrontDesk.Open(platform);
        var kim = await desk.Customer("Kim", "kim@reset.example");

        (await desk.ResetPassword(kim)).ExpectProblem(409, "no-public-address").Text.Should().Contain("Web__PublicAddress");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-33"), Trait("Criterion", "S1-34")]
    public async Task Staff_press_the_button_and_see_that_it_went_but_not_what(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var staff = await StaffBrowser.SignIn(desk.Business);
        var lena = await desk.Customer("Lena", "lena.button@reset.example");
        var address = $"/customers/{lena}/password-reset";

        var button = (await staff.Open($"/customers/{lena}")).QuerySelector($"a[href='{address}']");
        var question = (await staff.Open(address)).QuerySelector("main")!.TextContent;
        var card = await staff.Press(address, "main button.primary");
        await desk.Business.Platform.Delivered(desk.Business);
        var later = (await staff.Open($"/customers/{lena}?tab=messages")).Body!.TextContent;

        button!.TextContent.Should().Contain("Reset password");
        question.Should().Contain("Lena Guest").And.Contain("l…@reset.example").And.Contain("30 minutes");
        card.QuerySelector(".notice.ok")!.TextContent.Should().Contain("The link to set a new password is on its way");
        later.Should().Contain("Sent, valid until");
        desk.MailsTo("lena.button@reset.example").Should().ContainSingle();
        (await desk.Business.Get($"audit?subject={lena}")).Text.Should().Contain("was sent to lena.button@reset.example").And.Contain("Olga Owner");
    }

    private static IEnumerable<Action<HttpRequestMessage>> Variants()
    {
        string[] hosts = ["evil.example", "evil.example:443", "book.harbour.example.evil.example", "book.harbour.example@evil.example", "evil.example/", "EVIL.example", "[::1]:81", "127.0.0.1", "evil.example, book.harbour.example", "evil.example."];
        string[] headers = ["X-Forwarded-Host", "X-Host", "X-Original-Host", "Forwarded"];
        foreach (var host in hosts.Where(host => Uri.CheckHostName(host.Split(':')[0]) != UriHostNameType.Unknown || host.StartsWith('[')))
            yield return request => request.Headers.Host = host;
        foreach (var host in hosts.Where(host => Uri.CheckHostName(host.Split(':')[0]) == UriHostNameType.Unknown && !host.StartsWith('[')))
            yield return request => request.Headers.TryAddWithoutValidation("X-Forwarded-Server", host);
        foreach (var header in headers)
            foreach (var host in hosts)
                yield return request => request.Headers.TryAddWithoutValidation(header, header == "Forwarded" ? $"host=\"{host}\";proto=http" : host);
    }

    /// <summary>There is no way yet by which a returned mail reaches the platform, so the state is set where it is kept.</summary>
    private static Task<int> MailCameBack(FrontDesk desk, Guid customer) => desk.Business.Platform.Inside(desk.Business, async all =>
        await all.GetRequiredService<KernelDb>().Database.ExecuteSqlAsync($"UPDATE customers_contact_points SET \"State\" = 'Bounced' WHERE \"CustomerId\" = {customer}"));
}
