using System.Globalization;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Features.Bounces;
using BookingPlatform.Notifications.Features.Reminders;
using BookingPlatform.Notifications.Mail;
using BookingPlatform.Testing;
using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace BookingPlatform.Notifications.Tests.Stories;

/// <summary>
/// No sequence of what staff and the world can do ever hands a mail to the transport that is for a placeholder, for an address that came back, for a booking staff muted, or that advertises to an
/// address whose reader said no and did not say yes since (S0-27, promise 15).
/// BOOKING_MAIL_SEQUENCES runs more than the few of every day.
/// </summary>
public sealed class NeverToAPlaceholder
{
    private const int Steps = 12;
    private static readonly int Sequences = int.TryParse(Environment.GetEnvironmentVariable("BOOKING_MAIL_SEQUENCES"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 4;

    private enum Step
    {
        BookWithout,
        BookWith,
        BookAgain,
        SetEmail,
        Move,
        Cancel,
        Assign,
        Merge,
        UndoMerge,
        SendMissed,
        SendOne,
        ComesBack,
        Mute,
        Unmute,
        LiftAll,
        Remind,
        DeleteCustomer,
        Agree,
        Unsubscribe,
        ImportAgain,
        Advertise,
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-27"), Trait("Criterion", "S0-29"), Trait("Criterion", "C18")]
    public async Task No_sequence_of_acts_mails_a_placeholder_a_dead_address_or_about_a_muted_booking(Db db)
    {
        var spy = new MailSpy();
        await using var platform = await Testing.Platform.Start(db, new Dictionary<string, string?> { ["Mail:ChangesWait"] = "00:00:00" },
            services => services.Replace(ServiceDescriptor.Singleton<IMailTransport>(spy)));

        foreach (var steps in Gen.Elements(Enum.GetValues<Step>()).ArrayOf(Steps).Sample(Steps, Sequences))
        {
            var house = await House.Open(platform, spy);
            foreach (var step in steps)
                (await house.Do(step)).Should().BeLessThan(500, "{0} in {1}", step, string.Join(' ', steps));
            await platform.Delivered(house.Desk.Business);
            spy.Leaks.Should().BeEmpty("of {0}", string.Join(' ', steps));
        }

        spy.Handed.Should().BePositive("a platform that mails nobody proves nothing");
    }

    [Fact]
    public async Task The_spy_would_notice()
    {
        var spy = new MailSpy();
        spy.Dead["gone@guest.example"] = true;

        await spy.Send(Mails.Plain() with { Recipient = "guest.01h@placeholder.invalid" }, CancellationToken.None);
        await spy.Send(Mails.Plain() with { Recipient = "gone@guest.example" }, CancellationToken.None);
        await spy.Send(Mails.Plain(), CancellationToken.None);
        spy.Refusing["anna@guest.example"] = true;
        await spy.Send(Mails.Plain() with { Recipient = "anna@guest.example", Unsubscribe = "https://book.harbour.example/g/harbour/unsubscribe/x" }, CancellationToken.None);
        await spy.Send(Mails.Plain() with { Recipient = "anna@guest.example" }, CancellationToken.None);

        spy.Leaks.Should().HaveCount(3);
    }

    /// <summary>A business in which one thing after the other happens; what is impossible at the moment is refused, which is part of the game.</summary>
    private sealed class House(FrontDesk desk, MailSpy spy)
    {
        private readonly List<(Guid Booking, Guid Customer)> made = [];
        private readonly List<Guid> merges = [];
        private int number;

        public FrontDesk Desk => desk;

        private (Guid Booking, Guid Customer) Last => made.Count > 0 ? made[^1] : (Guid.NewGuid(), Guid.NewGuid());

        private (Guid Booking, Guid Customer) First => made.Count > 0 ? made[0] : (Guid.NewGuid(), Guid.NewGuid());

        public static async Task<House> Open(Testing.Platform platform, MailSpy spy)
        {
            var desk = await FrontDesk.Open(platform);
            (await desk.Business.Put("message-settings", new { confirmations = true, changes = true, cancellations = true, reminderHours = new[] { 336 } })).Expect(200);
            return new House(desk, spy);
        }

        public async Task<int> Do(Step step) => step switch
        {
            Step.BookWithout => Keep(await desk.Book("Nobody", $"Known{++number}")),
            Step.BookWith => Keep(await desk.Book("Some", $"Body{++number}", Fresh())),
            Step.BookAgain => made.Count > 0 ? await Again() : 0,
            Step.SetEmail => (await desk.Business.Put($"customers/{First.Customer}/email", new { email = Fresh(), onConflict = "share" })).Status,
            Step.Move => (await desk.Business.Post($"bookings/{Last.Booking}/move", new { startsAt = DateTime.UtcNow.Date.AddDays(20 + ++number).AddHours(9).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture) })).Status,
            Step.Cancel => (await desk.Business.Post($"bookings/{First.Booking}/cancel", new { })).Status,
            Step.Assign => (await desk.Business.Post($"bookings/{Last.Booking}/assign", new { customerId = First.Customer })).Status,
            Step.Merge => await Merge(),
            Step.UndoMerge => merges.Count > 0 ? (await desk.Business.Post($"merges/{merges[^1]}/undo", new { })).Status : 0,
            Step.SendMissed => (await desk.SendMissed(First.Customer)).Status,
            Step.SendOne => await SendAll(),
            Step.ComesBack => await ComesBack(),
            Step.Mute => (await desk.Business.Put($"bookings/{Last.Booking}/messages", new { on = false })).Status,
            Step.Unmute => (await desk.Business.Put($"bookings/{Last.Booking}/messages", new { on = true })).Status,
            Step.LiftAll => await LiftAll(),
            Step.Agree => await Agree(),
            Step.Unsubscribe => await Unsubscribe(),
            Step.ImportAgain => await ImportAgain(),
            Step.Advertise => await Advertise(),
            Step.Remind => await desk.Business.Platform.Inside(desk.Business, async services => await services.GetRequiredService<RemindInBusiness>().Run(CancellationToken.None)) * 0,
            _ => (await desk.Business.Delete($"customers/{Last.Customer}")).Status,
        };

        private int Keep(ApiAnswer booking)
        {
            made.Add((booking.Id, booking.Customer()));
            return booking.Status;
        }

        /// <summary>May be refused: the customer was deleted or merged away.</summary>
        private async Task<int> Again()
        {
            var card = await desk.Business.Get($"customers/{First.Customer}");
            return card.Status == 200 && card["deletedAt"] is null ? Keep(await desk.Book("Some", $"Body{++number}")) : card.Status;
        }

        private async Task<int> Merge()
        {
            var answer = await desk.Business.Post("merges", new { primaryId = First.Customer, otherIds = new[] { Last.Customer } });
            if (answer.Status == 201)
                merges.Add(answer.Id);
            return answer.Status;
        }

        private async Task<int> SendAll()
        {
            var worst = 0;
            foreach (var message in await desk.Now("state=suppressed"))
                worst = Math.Max(worst, (await desk.Business.Post($"messages/{message.IdOf()}/send")).Status);
            return worst;
        }

        /// <summary>The newest mail of this business comes back; from then on its address is dead, until somebody lifts it.</summary>
        private async Task<int> ComesBack()
        {
            await desk.Business.Platform.Delivered(desk.Business);
            if (await desk.Now("state=sent") is not [.., var message] || spy.Sent.LastOrDefault(mail => mail.Recipient == message.Say("recipient")) is not { } mail)
                return 0;
            await desk.Business.Platform.Inside(desk.Business, services => services.GetRequiredService<NoteBounces>().Handle([new BounceReport(mail.MailId, BounceKind.Hard, mail.Recipient, "5.1.1")], CancellationToken.None));
            spy.Dead[mail.Recipient] = true;
            return 0;
        }

        private async Task<int> LiftAll()
        {
            foreach (var one in (await desk.Business.Get("suppressions")).Expect(200)["items"]!.AsArray())
            {
                (await desk.Business.Delete($"suppressions/{(string)one!["id"]!}")).Expect(204);
                spy.Dead.TryRemove((string)one["address"]!, out _);
            }

            return 0;
        }

        /// <summary>On the telephone: from then on the address may be advertised to.</summary>
        private async Task<int> Agree()
        {
            var answer = await desk.Business.Put($"customers/{First.Customer}/consent", new { agrees = true, wording = "Yes, please" });
            if (answer.Status == 200 && (string?)(await desk.Business.Get($"customers/{First.Customer}")).Json["email"] is { } email)
                spy.Refusing.TryRemove(email, out _);
            return answer.Status;
        }

        /// <summary>The reader of the newest advertisement presses the button of their mail program.</summary>
        private async Task<int> Unsubscribe()
        {
            await desk.Business.Platform.Delivered(desk.Business);
            if (spy.Sent.LastOrDefault(mail => mail.Unsubscribe?.Contains(desk.Business.Slug, StringComparison.Ordinal) == true) is not { } mail)
                return 0;
            using var http = desk.Business.Platform.Client();
            using var answer = await http.PostAsync(new Uri(new Uri(mail.Unsubscribe!).AbsolutePath, UriKind.Relative), null);
            spy.Refusing[mail.Recipient] = true;
            return (int)answer.StatusCode;
        }

        /// <summary>An address book brings everybody once more, as agreeing.</summary>
        private async Task<int> ImportAgain()
        {
            var rows = spy.Sent.Select(mail => mail.Recipient).Where(one => one.Contains(desk.Business.Id.ToString("N"), StringComparison.Ordinal)).Distinct().Select(one => $"New,Name{++number},{one},yes\n");
            using var file = new StringContent("first name,last name,email,newsletter\n" + string.Concat(rows), System.Text.Encoding.UTF8, "text/csv");
            return (await desk.Business.Send(HttpMethod.Post, "customers/import", null, request => request.Content = file)).Status;
        }

        private async Task<int> Advertise()
        {
            var mailing = (await desk.Business.Post("mailings", new { name = "News", audience = "", texts = new { en = new { subject = "News", heading = "News", body = "Come" } } })).Expect(201).Id;
            (await desk.Business.Post($"mailings/{mailing}/send")).Expect(202);
            await desk.Business.Platform.Delivered(desk.Business);
            return 202;
        }

        private string Fresh() => $"guest{++number}-{desk.Business.Id:N}@guest.example";
    }
}
