using System.Data.Common;
using System.Text.Json.Nodes;
using BookingPlatform.Notifications.Mail;
using BookingPlatform.Notifications.Tests.Smtp;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Xunit;

namespace BookingPlatform.Notifications.Tests.Stories;

/// <summary>Between the outbox and the mail server: what happens when the server, the network or the node misbehaves (promise 5).</summary>
public sealed class HandingOver
{
    [Theory, OnEveryDatabase, Trait("Criterion", "S0-38")]
    public async Task A_mail_that_waits_for_a_busy_server_goes_to_the_address_as_it_is_then(Db db)
    {
        await using var server = new FakeSmtpServer { Mood = SmtpMood.Busy };
        await using var platform = await Start(db, server);
        var desk = await FrontDesk.Open(platform);
        var booking = await desk.Book("Anna", "Typo", "anna@wrong.example");
        await Eventually.IsTrue(async () => (await About(desk, booking.Id)).Say("reason") == "mail-server-busy", "the mail waits");
        (await About(desk, booking.Id)).Say("state").Should().Be("queued");

        await desk.SetEmail(booking.Customer(), "anna@right.example");
        server.Mood = SmtpMood.Takes;
        platform.Clock.Shift(TimeSpan.FromMinutes(2));
        var message = await desk.MessageAbout(booking.Id);

        message.Say("state").Should().Be("sent");
        message.Say("recipient").Should().Be("anna@right.example");
        server.Mails.Should().ContainSingle().Which.Recipients.Should().Equal("anna@right.example");
    }

    [Theory, OnEveryDatabase]
    public async Task A_booking_cancelled_while_its_mail_waits_is_not_confirmed_any_more(Db db)
    {
        await using var server = new FakeSmtpServer { Mood = SmtpMood.Greylists };
        await using var platform = await Start(db, server);
        var desk = await FrontDesk.Open(platform);
        var booking = await desk.Book("Ben", "Undecided", "ben@guest.example");
        await Eventually.IsTrue(async () => (await About(desk, booking.Id)).Say("reason") == "try-later", "the mail waits");

        await desk.Cancel(booking.Id);
        server.Mood = SmtpMood.Takes;
        platform.Clock.Shift(TimeSpan.FromMinutes(2));
        var messages = await desk.Messages();

        messages.Select(message => (message.Say("kind"), message.Say("state"), message.Say("reason"))).Should()
            .Equal(("confirmation", "suppressed", "booking-cancelled"), ("cancellation", "sent", null));
        server.Mails.Should().ContainSingle().Which.Subject.Should().StartWith("Booking cancelled");
    }

    [Theory, OnEveryDatabase]
    public async Task A_refused_mail_has_failed_and_can_be_sent_again_to_a_better_address(Db db)
    {
        await using var server = new FakeSmtpServer { Mood = SmtpMood.KnowsNobody };
        await using var platform = await Start(db, server);
        var desk = await FrontDesk.Open(platform);
        var booking = await desk.Book("Carla", "Moved", "carla@gone.example");
        var refused = await desk.MessageAbout(booking.Id);

        server.Mood = SmtpMood.Takes;
        await desk.SetEmail(booking.Customer(), "carla@new.example");
        await desk.Messages();
        var before = server.Mails.Count;
        (await desk.Business.Post($"messages/{refused.IdOf()}/send")).Expect(202);
        var sent = await desk.MessageAbout(booking.Id);

        refused.Say("state").Should().Be("failed");
        refused.Say("reasonText").Should().StartWith("Not sent — the mail server knows no such mailbox").And.NotContain("carla@");
        before.Should().Be(0, "a new address alone sends nothing");
        sent.Say("state").Should().Be("sent");
        server.Mails.Should().ContainSingle().Which.Recipients.Should().Equal("carla@new.example");
    }

    [Theory, OnEveryDatabase]
    public async Task A_mail_taken_without_an_answer_is_repeated_once_under_the_same_id(Db db)
    {
        await using var server = new FakeSmtpServer { Mood = SmtpMood.DropsAfterText };
        await using var platform = await Start(db, server);
        var desk = await FrontDesk.Open(platform);
        var booking = await desk.Book("Dora", "Twice", "dora@guest.example");
        await Eventually.IsTrue(() => Task.FromResult(server.Mails.Count == 1), "the first copy has gone");

        platform.Clock.Shift(TimeSpan.FromMinutes(2));
        var message = await desk.MessageAbout(booking.Id);
        platform.Clock.Shift(TimeSpan.FromHours(2));
        await desk.Messages();

        server.Mails.Should().HaveCount(2, "a server that never answers must not flood a mailbox");
        server.Mails.Select(mail => mail.Header("Message-ID")).Distinct().Should().ContainSingle();
        message.Say("state").Should().Be("failed");
        message.Say("reason").Should().Be("outcome-unknown");
    }

    [Theory, OnEveryDatabase]
    public async Task A_node_that_dies_in_the_hand_over_leaves_at_most_one_copy_more_and_loses_nothing(Db db)
    {
        await using var server = new FakeSmtpServer();
        await using var platform = await Start(db, server, services => services.Replace(ServiceDescriptor.Singleton<IMailTransport>(all => new DiesOnce(all.GetRequiredService<SmtpTransport>()))));
        var desk = await FrontDesk.Open(platform);

        var booking = await desk.Book("Emil", "Survivor", "emil@guest.example");
        await Eventually.IsTrue(() => Task.FromResult(server.Mails.Count == 1), "the first copy has gone");
        platform.Clock.Shift(TimeSpan.FromMinutes(2));
        var message = await desk.MessageAbout(booking.Id);

        message.Say("state").Should().Be("sent");
        server.Mails.Should().HaveCount(2);
        server.Mails.Select(mail => mail.Header("Message-ID")).Distinct().Should().ContainSingle();
    }

    [Theory, OnEveryDatabase]
    public async Task A_mail_that_was_taken_while_the_database_went_away_is_not_sent_again_by_the_node_that_knows_it(Db db)
    {
        await using var server = new FakeSmtpServer();
        var settings = await PlatformSettings.New(db);
        await using var platform = Testing.Platform.Start(settings, new Dictionary<string, string?>(server.ToConfiguration()) { ["Outbox:Poll"] = "00:00:00.2" },
            services => services.Replace(ServiceDescriptor.Singleton<IMailTransport>(all => new LosesTheDatabase(all.GetRequiredService<SmtpTransport>(), settings))));
        var desk = await FrontDesk.Open(platform);

        var booking = await desk.Book("Elsa", "Once", "elsa@guest.example");
        await Eventually.IsTrue(() => Task.FromResult(server.Mails.Count == 1), "the mail was taken");
        await Task.Delay(TimeSpan.FromSeconds(1));
        await LosesTheDatabase.BringBack(settings);
        await Eventually.IsTrue(async () => await OnceItAnswers(() => About(desk, booking.Id)) is { } message && message.Say("state") == "sent", "it is written down", seconds: 20);
        platform.Clock.Shift(TimeSpan.FromMinutes(2));
        await desk.Messages();

        server.Mails.Should().ContainSingle();
    }

    [Theory, OnEveryDatabase]
    public async Task What_changed_between_two_copies_is_told_by_a_message_of_its_own(Db db)
    {
        await using var server = new FakeSmtpServer { Mood = SmtpMood.DropsAfterText };
        await using var platform = await Start(db, server);
        var desk = await FrontDesk.Open(platform);
        var booking = await desk.Book("Fay", "Mover", "fay@guest.example");
        await Eventually.IsTrue(() => Task.FromResult(server.Mails.Count == 1), "the first copy has gone");

        await desk.Move(booking.Id);
        server.Mood = SmtpMood.Takes;
        platform.Clock.Shift(TimeSpan.FromMinutes(2));
        await desk.Messages();

        server.Mails.Select(mail => mail.Subject.Split(':')[0]).Should().Equal("Booking confirmed", "Booking confirmed", "Booking changed");
    }

    [Theory, OnEveryDatabase]
    public async Task A_move_that_the_confirmation_tells_already_needs_no_message_of_its_own(Db db)
    {
        await using var server = new FakeSmtpServer { Mood = SmtpMood.Greylists };
        await using var platform = await Start(db, server);
        var desk = await FrontDesk.Open(platform);
        var booking = await desk.Book("Gus", "Early", "gus@guest.example");
        await Eventually.IsTrue(async () => (await About(desk, booking.Id)).Say("reason") == "try-later", "the mail waits");

        await desk.Move(booking.Id);
        server.Mood = SmtpMood.Takes;
        platform.Clock.Shift(TimeSpan.FromMinutes(2));
        var messages = await desk.Messages();

        server.Mails.Should().ContainSingle();
        messages[1].Say("reason").Should().Be("already-told");
    }

    [Theory, OnEveryDatabase]
    public async Task After_a_day_without_a_mail_server_a_mail_has_failed_and_says_so(Db db)
    {
        await using var server = new FakeSmtpServer { Mood = SmtpMood.Busy };
        await using var platform = await Start(db, server);
        var desk = await FrontDesk.Open(platform);
        var late = await desk.Book("Hana", "Patient", "hana@guest.example", daysAhead: 5);
        await Eventually.IsTrue(async () => (await About(desk, late.Id)).Say("reason") is not null, "the mail waits");

        platform.Clock.Shift(TimeSpan.FromHours(25));
        await Eventually.IsTrue(async () => (await About(desk, late.Id)).Say("state") == "failed", "the mail has failed");
        server.Mood = SmtpMood.Takes;
        platform.Clock.Shift(TimeSpan.FromMinutes(2));
        (await desk.Business.Post($"messages/{(await About(desk, late.Id)).IdOf()}/send")).Expect(202);
        await Eventually.IsTrue(async () => (await About(desk, late.Id)).Say("state") == "sent", "the mail was sent by hand");

        server.Mails.Where(mail => mail.Recipients.Contains("hana@guest.example")).Should().ContainSingle();
    }

    private static Task<Testing.Platform> Start(Db db, FakeSmtpServer server, Action<IServiceCollection>? services = null) =>
        Testing.Platform.Start(db, new Dictionary<string, string?>(server.ToConfiguration()) { ["Outbox:Poll"] = "00:00:00.2" }, services);

    /// <summary>Reads a message without waiting for the outbox; empty until there is one.</summary>
    private static async Task<JsonNode> About(FrontDesk desk, Guid booking) => (await desk.Now($"bookingId={booking}")).SingleOrDefault() ?? new JsonObject();

    /// <summary>Whoever asks while the connections are broken is told to try again.</summary>
    private static async Task<JsonNode?> OnceItAnswers(Func<Task<JsonNode>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Xunit.Sdk.XunitException)
        {
            return null;
        }
    }

    /// <summary>Between the server's 250 and the note of it every connection to PostgreSQL breaks; SQLite takes no such note until it is brought back.</summary>
    private sealed class LosesTheDatabase(SmtpTransport transport, PlatformSettings settings) : IMailTransport
    {
        public bool IsSetUp => true;

        public async Task<Receipt> Send(OutgoingMail mail, CancellationToken ct)
        {
            var receipt = await transport.Send(mail, ct);
            await Do(settings, settings.Db == Db.Sqlite
                ? "CREATE TRIGGER is_away BEFORE UPDATE ON notifications_messages WHEN NEW.State = 'Sent' BEGIN SELECT RAISE(ABORT, 'The disk is full.'); END"
                : "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
            return receipt;
        }

        public static Task BringBack(PlatformSettings settings) => settings.Db == Db.Sqlite ? Do(settings, "DROP TRIGGER is_away") : Task.CompletedTask;

        private static async Task Do(PlatformSettings settings, string sql)
        {
            await using DbConnection connection = settings.Db == Db.Sqlite ? new SqliteConnection(settings.ConnectionString) : new NpgsqlConnection(settings.ConnectionString + ";Pooling=false");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Hands the first mail over and is gone before it can say so.</summary>
    private sealed class DiesOnce(SmtpTransport transport) : IMailTransport
    {
        private int calls;

        public bool IsSetUp => true;

        public async Task<Receipt> Send(OutgoingMail mail, CancellationToken ct)
        {
            var receipt = await transport.Send(mail, ct);
            return Interlocked.Increment(ref calls) == 1 ? throw new InvalidOperationException("The node dies.") : receipt;
        }
    }
}
