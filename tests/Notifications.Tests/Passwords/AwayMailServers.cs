using BookingPlatform.Notifications.Tests.Smtp;
using BookingPlatform.Notifications.Tests.Stories;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Notifications.Tests.Passwords;

/// <summary>A link that waits for the mail server goes out late with its full time, or not at all.</summary>
public sealed class AwayMailServers
{
    [Fact, Trait("Criterion", "S1-33")]
    public async Task A_link_waits_for_the_mail_server_half_an_hour_and_is_then_given_up_for_all_to_see()
    {
        await using var server = new FakeSmtpServer { Mood = SmtpMood.Greylists };
        await using var platform = await Testing.Platform.Start(Db.Sqlite, new Dictionary<string, string?>(server.ToConfiguration()) { ["Outbox:Poll"] = "00:00:00.2" });
        var desk = await FrontDesk.Open(platform);
        var staff = await StaffBrowser.SignIn(desk.Business);
        var (olga, paul) = (await desk.Customer("Olga", "olga@guest.example"), await desk.Customer("Paul", "paul@guest.example"));

        (await desk.ResetPassword(olga)).Expect(202);
        await Waits(staff, olga);
        platform.Clock.Shift(TimeSpan.FromMinutes(31));
        await desk.Business.Platform.Delivered(desk.Business);
        var givenUp = await desk.History(olga);
        (await desk.ResetPassword(paul)).Expect(202);
        await Waits(staff, paul);
        server.Mood = SmtpMood.Takes;
        platform.Clock.Shift(TimeSpan.FromMinutes(20));
        await desk.Business.Platform.Delivered(desk.Business);
        platform.Clock.Shift(TimeSpan.FromMinutes(29));
        var open = await new GuestBrowser(platform).Open(PasswordDesk.LinkIn(server.Mails.Single().Text));

        givenUp.Should().Contain(sentence => sentence.StartsWith("The link to set a new password did not go out."));
        (await Card(staff, olga)).Should().Contain("Failed");
        server.Mails.Single().Recipients.Should().Equal("paul@guest.example");
        open.IsOpen.Should().BeTrue("its half hour began when the mail server took it");
    }

    private static async Task<string> Card(StaffBrowser staff, Guid customer) => (await staff.Open($"/customers/{customer}?tab=messages")).Body!.TextContent;

    private static Task Waits(StaffBrowser staff, Guid customer) => Eventually.IsTrue(async () => await Card(staff, customer) is var card
        && card.Contains("Waiting", StringComparison.Ordinal) && card.Contains("mail server", StringComparison.Ordinal), "the card says that the link waits");
}
