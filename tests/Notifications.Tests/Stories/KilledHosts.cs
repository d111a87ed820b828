using System.Globalization;
using BookingPlatform.Notifications.Tests.Smtp;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Notifications.Tests.Stories;

/// <summary>The host is killed between the commit of a booking and the delivery of its mail (promise 5): after the restart the mail goes out, once.</summary>
public sealed class KilledHosts
{
    /// <summary>BOOKING_MAIL_KILLS asks for more than the few of every day.</summary>
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("BOOKING_MAIL_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 2;

    private const int BookingsOfRound = 3;

    [Theory, OnEveryDatabase]
    public async Task A_host_killed_before_the_mail_went_out_sends_it_once_after_the_restart(Db db)
    {
        await using var server = new FakeSmtpServer { Mood = SmtpMood.SlowBanner };
        var story = await Story.Begin(db, server);
        await using (var host = await story.StartHost())
        {
            await story.Book(host);
            await host.KillHard();
        }

        server.Mails.Should().BeEmpty("otherwise the kill came too late to prove anything");
        server.Mood = SmtpMood.Takes;
        await using var restarted = await story.StartHost();
        await story.EverythingIsSent(restarted);

        server.Mails.Should().HaveCount(BookingsOfRound);
        Codes(server).Should().BeEquivalentTo(story.Codes);
    }

    /// <summary>
    /// The worst moment there is: the mail server has taken the mail, the node dies before it can write that down. The server keeps the ledger, by Message-ID and by booking:
    /// no booking without a mail, no booking with two different ones, and a repeat for a killed hand-over only.
    /// </summary>
    [Theory, OnEveryDatabase]
    public async Task Hosts_killed_between_the_hand_over_and_writing_it_down_lose_no_mail_and_repeat_it_under_the_same_id(Db db)
    {
        await using var server = new FakeSmtpServer();
        var story = await Story.Begin(db, server);
        for (var round = 0; round < Kills; round++)
        {
            await using var host = await story.StartHost();
            await story.EverythingIsSent(host);
            var before = server.Mails.Count;
            server.Mood = SmtpMood.TakesInSilence;
            await story.Book(host);
            await Eventually.IsTrue(() => Task.FromResult(server.Mails.Count > before), "a hand-over waits for its answer", seconds: 60);
            await host.KillHard();
            server.Mood = SmtpMood.Takes;
        }

        await using var last = await story.StartHost();
        await story.EverythingIsSent(last);

        var ledger = server.Mails.Zip(Codes(server), (mail, code) => (Id: mail.Header("Message-ID")!, Code: code)).ToList();
        var (lost, doubled) = (story.Codes.Except(ledger.Select(one => one.Code)).Count(), ledger.GroupBy(one => one.Code).Count(mails => mails.Distinct().Count() > 1));
        var repeated = ledger.Count - ledger.Distinct().Count();
        (lost, doubled).Should().Be((0, 0), "of {0} mails, {1} of them interrupted by {2} kills", story.Codes.Count, repeated, Kills);
        repeated.Should().BeInRange(Kills, Kills * BookingsOfRound, "each kill met a hand-over, and nothing else is repeated");
        ledger.GroupBy(one => one.Id).Should().OnlyContain(copies => copies.Count() <= 2);
    }

    private static IEnumerable<string> Codes(FakeSmtpServer server) =>
        server.Mails.Select(mail => mail.Text.Split('\n').Single(line => line.StartsWith("Booking code: ", StringComparison.Ordinal))["Booking code: ".Length..].Trim());

    private sealed class Story(FakeSmtpServer server, PlatformSettings settings, string apiKey, Guid service)
    {
        private int hour;

        public List<string> Codes { get; } = [];

        public static async Task<Story> Begin(Db db, FakeSmtpServer server)
        {
            await using var platform = await Testing.Platform.Start(db);
            var business = await platform.NewBusiness();
            var eva = (await business.Post("resources", new { kind = "person", name = "Eva Martins" })).Expect(201).Id;
            var massage = new { kind = "appointment", name = "Massage", durationMinutes = 60, capacity = 1, priceMinor = 8_500, resourceIds = new[] { eva } };
            return new Story(server, platform.Settings, business.ApiKey, (await business.Post("services", massage)).Expect(201).Id);
        }

        public Task<HostProcess> StartHost() =>
            HostProcess.Start(settings, apiKey, new Dictionary<string, string?>(server.ToConfiguration()) { ["Outbox:Lease"] = "00:00:03", ["Outbox:Poll"] = "00:00:01" });

        public async Task Book(HostProcess host)
        {
            for (var i = 0; i < BookingsOfRound; i++, hour++)
            {
                var startsAt = DateTime.UtcNow.Date.AddDays(1 + (hour / 20)).AddHours(hour % 20).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
                var customer = new { firstName = "Guest", lastName = $"Number {hour}", email = $"guest{hour}@guest.example" };
                Codes.Add((string)(await host.Post("bookings", new { serviceId = service, startsAt, customer, path = "unvalidated" }))["code"]!);
            }
        }

        /// <summary>A killed node's leases last a few seconds.</summary>
        public Task EverythingIsSent(HostProcess host) => Eventually.IsTrue(async () =>
        {
            var messages = await host.Messages();
            return messages.Count == Codes.Count && messages.All(message => message!.Say("state") == "sent");
        }, "everything is sent", seconds: 60);
    }
}
