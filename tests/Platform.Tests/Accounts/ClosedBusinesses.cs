using System.Globalization;
using BookingPlatform.Host.Accounts.Installation;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Kernel.Outbox;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Platform.Tests.Accounts;

/// <summary>A closed business says nothing to anybody, and goes on where it stopped once it is opened again.</summary>
[Trait("Criterion", "H-2")]
public sealed class ClosedBusinesses
{
    [Theory, OnEveryDatabase]
    public async Task What_waits_for_mail_hotel_systems_and_programs_waits_while_it_is_closed_and_then_arrives_in_order(Db db)
    {
        var diary = new OutboxDelivery.Diary();
        await using var platform = await Testing.Platform.Start(db, services: diary.Register);
        var (business, open, customer, control) = (await platform.NewBusiness(), await platform.NewBusiness(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await Run(platform, business, run => run.Close(business.Id, CancellationToken.None));

        for (var step = 1; step <= 5; step++)
            await OutboxDelivery.Tell(platform, business, new(customer, step));
        await OutboxDelivery.Tell(platform, open, new(control, 1));
        await Eventually.IsTrue(async () => diary.Of(control).Count == 1 && (await Waiting(platform, business)).Exists(row => row.Error is not null), "the dispatcher came by, and the other business was served");

        diary.Of(customer).Should().BeEmpty();
        (await Waiting(platform, business)).Should().HaveCount(5).And.OnlyContain(row => row.State == OutboxState.Waiting && row.Attempts == 0, "waiting is no failure");
        await Run(platform, business, run => run.Reopen(business.Id, CancellationToken.None));
        await platform.Delivered(business);
        diary.Of(customer).Should().Equal(1, 2, 3, 4, 5);
    }

    [Fact]
    public async Task Nobody_is_reminded_while_it_is_closed_and_everybody_once_afterwards()
    {
        await using var platform = await Testing.Platform.Start(Db.Sqlite, new Dictionary<string, string?> { ["Outbox:Poll"] = "00:00:00.2" });
        var business = await platform.NewBusiness("UTC");
        (await business.Put("message-settings", new { confirmations = false, changes = true, cancellations = true, reminderHours = new[] { 24 } })).Expect(200);
        var eva = (await business.Post("resources", new { kind = "person", name = "Eva" })).Expect(201).Id;
        var massage = (await business.Post("services", new { kind = "appointment", name = "Massage", durationMinutes = 60, priceMinor = 8000, resourceIds = new[] { eva } })).Expect(201).Id;
        var start = platform.Clock.GetUtcNow().UtcDateTime.Date.AddDays(5).AddHours(10);
        (await business.Post("bookings", new { serviceId = massage, startsAt = start.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), path = "unvalidated", customer = new { firstName = "Rita", lastName = "Reminded", email = "rita@closed.example" } })).Expect(201);
        await platform.Delivered(business);
        platform.Clock.Shift(start.AddHours(-20) - platform.Clock.GetUtcNow().UtcDateTime);
        var reminders = platform.Services.GetRequiredService<JobRunner>();

        await Run(platform, business, run => run.Close(business.Id, CancellationToken.None));
        await reminders.Run("send-reminders", CancellationToken.None);
        var whileClosed = (MailsTo(platform, "rita@closed.example"), (await Waiting(platform, business)).Count);
        await Run(platform, business, run => run.Reopen(business.Id, CancellationToken.None));
        await reminders.Run("send-reminders", CancellationToken.None);
        await reminders.Run("send-reminders", CancellationToken.None);

        await Eventually.IsTrue(() => Task.FromResult(MailsTo(platform, "rita@closed.example") > 0), "the reminder is sent");
        await platform.Delivered(business);
        whileClosed.Should().Be((0, 0));
        MailsTo(platform, "rita@closed.example").Should().Be(1);
    }

    private static int MailsTo(Testing.Platform platform, string address) => Directory.Exists(platform.Settings.MailFolder)
        ? Directory.GetFiles(platform.Settings.MailFolder, "*.eml").Count(file => File.ReadAllText(file).Contains(address, StringComparison.Ordinal))
        : 0;

    private static Task<List<OutboxRow>> Waiting(Testing.Platform platform, TestBusiness business) => platform.Inside(business, services => services.GetRequiredService<KernelDb>().Outbox.AsNoTracking().OrderBy(row => row.Seq).ToListAsync());

    private static async Task Run(Testing.Platform platform, TestBusiness business, Func<RunBusinesses, Task<Kernel.Answer<Kernel.Done>>> act) =>
        (await platform.Inside(business, services => act(services.GetRequiredService<RunBusinesses>()))).IsRefused(out _).Should().BeFalse();
}
