using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Notifications.Features.Reminders;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Notifications.Tests.Stories;

/// <summary>Reminders and quiet hours, on a platform whose clock moves.</summary>
public sealed class Reminding
{
    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-38"), Trait("Criterion", "C18")]
    public async Task Guests_are_reminded_once_of_how_their_booking_stands_and_quiet_hours_hold_back_what_can_wait(Db db)
    {
        await using var platform = await Testing.Platform.Start(db, new Dictionary<string, string?> { ["Mail:ChangesWait"] = "00:00:00", ["Outbox:Poll"] = "00:00:00.2" });
        await OneReminderEach(platform);
        await QuietNight(platform);
    }

    private static async Task OneReminderEach(Testing.Platform platform)
    {
        var desk = await FrontDesk.Open(platform);
        (await desk.Business.Put("message-settings", new { confirmations = true, changes = true, cancellations = true, reminderHours = new[] { 24 } })).Expect(200);
        var start = Hour(platform).AddDays(5);
        var kept = await desk.BookAt(start, "Anna", "Kept", "anna.kept@guest.example");
        var cancelled = await desk.BookAt(start.AddHours(1), "Ben", "Cancelled", "ben.cancelled@guest.example");
        var moved = await desk.BookAt(start.AddHours(2), "Cleo", "Moved", "cleo.moved@guest.example");
        var muted = await desk.BookAt(start.AddHours(3), "Dora", "Muted", "dora.muted@guest.example");
        var corrected = await desk.BookAt(start.AddHours(4), "Emil", "Corrected", "emil@wrong.example");
        (await desk.Business.Put($"bookings/{muted.Id}/messages", new { on = false })).Expect(200);
        await desk.Messages();
        await Run(platform);
        (await Reminders(desk)).Should().BeEmpty("none is due for four days");

        await desk.Cancel(cancelled.Id);
        await desk.SetEmail(corrected.Customer(), "emil@right.example");
        await desk.Messages();
        platform.Clock.Shift(start.AddHours(-19) - Now(platform));
        await Task.WhenAll(Run(platform), Run(platform), Run(platform));
        var first = await Reminders(desk);

        first.Should().BeEquivalentTo(["anna.kept@guest.example sent ", "cleo.moved@guest.example sent ", " suppressed booking-muted", "emil@right.example sent "]);
        desk.MailsTo("anna.kept@guest.example").Select(mail => mail.Subject.Split(':')[0]).Should().BeEquivalentTo("Booking confirmed", "Reminder");
        desk.MailsTo("ben.cancelled@guest.example").Should().NotContain(mail => mail.Subject.StartsWith("Reminder"));

        await desk.MoveTo(moved.Id, start.AddDays(3));
        await desk.Messages();
        platform.Clock.Shift(TimeSpan.FromDays(3));
        await Run(platform);
        (await Reminders(desk)).Count(one => one == "cleo.moved@guest.example sent ").Should().Be(2, "it was reminded of the old time");
        (await desk.Business.Get($"bookings/{kept.Id}")).Expect(200);
    }

    private static async Task QuietNight(Testing.Platform platform)
    {
        var desk = await FrontDesk.Open(platform);
        var now = Now(platform);
        (await desk.Business.Put("message-settings", new { confirmations = true, changes = true, cancellations = true, quiet = new { from = Clock(now.AddHours(-1)), until = Clock(now.AddHours(3)) } })).Expect(200);
        var late = await desk.BookAt(Hour(platform).AddDays(2), "Fay", "Asleep", "fay.asleep@guest.example");
        var soon = await desk.BookAt(Hour(platform).AddHours(2), "Gus", "Soon", "gus.soon@guest.example");
        var waiting = await desk.MessageAbout(late.Id);

        (waiting.Say("state"), waiting.Say("reason")).Should().Be(("queued", "quiet-hours"));
        (await desk.MessageAbout(soon.Id)).Say("state").Should().Be("sent", "what begins before the quiet hours end cannot wait for them");
        await Run(platform);
        desk.MailsTo("fay.asleep@guest.example").Should().BeEmpty();

        platform.Clock.Shift(TimeSpan.FromHours(3.1));
        await Run(platform);
        (await desk.MessageAbout(late.Id)).Say("state").Should().Be("sent");
        desk.MailsTo("fay.asleep@guest.example").Should().ContainSingle();
    }

    [Theory, OnEveryDatabase]
    public async Task Reminders_and_quiet_hours_that_mean_nothing_are_refused(Db db)
    {
        var business = await (await Testing.Platform.On(db)).NewBusiness();

        (await Put(business, new { confirmations = true, changes = true, cancellations = true, reminderHours = new[] { 0 } })).Errors("reminderHours");
        (await Put(business, new { confirmations = true, changes = true, cancellations = true, reminderHours = new[] { 1, 2, 3, 4 } })).Errors("reminderHours");
        (await Put(business, new { confirmations = true, changes = true, cancellations = true, quiet = new { from = "22:00", until = "22:00" } })).Errors("quiet");
        (await Put(business, new { confirmations = true, changes = true, cancellations = true, quiet = new { from = "25:00", until = "08:00" } })).Errors("quiet");
        var set = (await Put(business, new { confirmations = true, changes = true, cancellations = true, reminderHours = new[] { 3, 72 }, quiet = new { from = "22:00", until = "08:00" } })).Expect(200);
        var kept = (await Put(business, new { confirmations = false, changes = true, cancellations = true })).Expect(200);

        set["reminderHours"]!.ToJsonString().Should().Be("[72,3]");
        kept["reminderHours"]!.ToJsonString().Should().Be("[72,3]");
        ((string)kept["quiet"]!["from"]!).Should().Be("22:00");
    }

    private static Task<ApiAnswer> Put(TestBusiness business, object body) => business.Put("message-settings", body);

    private static async Task<List<string>> Reminders(FrontDesk desk) =>
        (await desk.Messages()).Where(message => message.Say("kind") == "reminder").Select(message => $"{message.Say("recipient")} {message.Say("state")} {message.Say("reason")}").ToList();

    private static async Task Run(Testing.Platform platform)
    {
        await using var scope = platform.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SendReminders>().Run(new JobProgress((_, _) => Task.CompletedTask, platform.Clock), CancellationToken.None);
    }

    private static DateTime Now(Testing.Platform platform) => platform.Clock.GetUtcNow().UtcDateTime;

    private static DateTime Hour(Testing.Platform platform) => Now(platform) is var now ? new DateTime(now.Year, now.Month, now.Day, now.Hour, 0, 0, DateTimeKind.Utc) : default;

    /// <summary>The tests' businesses lie in Lisbon.</summary>
    private static string Clock(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, TimeZoneInfo.FindSystemTimeZoneById("Europe/Lisbon")).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}

internal static class Refused
{
    public static void Errors(this ApiAnswer answer, string field) => answer.ExpectProblem(422, "validation")["errors"]![field].Should().NotBeNull();
}
