using System.Text;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Templates;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Notifications.Tests.Stories;

/// <summary>A business writes its own mails: what is refused, what goes out, and how it gets back.</summary>
public sealed class WritingOwnMails
{
    private const string Address = "message-templates/confirmation/en";

    private static object Words(string body, string subject = "See you, {{guest}}") => new { subject, heading = "Welcome", body };

    [Theory, OnEveryDatabase]
    public async Task The_next_mail_is_in_the_business_own_words(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));

        var saved = (await desk.Business.Put(Address, Words("Dear {{guest}},\n\nbring a towel.\n\n{{details}}\n\n{{#if business.phone}}Call {{business.phone}}.{{/if}}"))).Expect(200);
        await desk.Book("Anna", "Towel", "anna.towel@guest.example");
        await desk.Messages();

        ((bool)saved["isOwn"]!).Should().BeTrue();
        var mail = desk.MailsTo("anna.towel@guest.example").Should().ContainSingle().Subject;
        mail.Subject.Should().Be("See you, Anna Towel");
        mail.Text.Should().StartWith("Dear Anna Towel,").And.Contain("bring a towel.").And.Contain("What: Massage").And.NotContain("{{");
        mail.Html.Should().Contain("<h1>Welcome</h1>").And.Contain("<p>bring a towel.</p>");
        mail.CalendarType.Should().Contain("method=REQUEST");
        mail.Calendar.Should().Contain("METHOD:REQUEST");
    }

    [Theory, OnEveryDatabase]
    public async Task What_cannot_be_filled_is_refused_and_the_old_words_stay(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        (await desk.Business.Put(Address, Words("Good words\n\n{{details}}"))).Expect(200);

        var refused = (await desk.Business.Put(Address, Words("Line one\n  {{#if guest}}open"))).ExpectProblem(422, "template-unusable");
        var now = (await desk.Business.Get(Address)).Expect(200);

        ((string)refused["errors"]!["body"]![0]!).Should().StartWith("Line 2, column 3: ");
        ((string)now["text"]!["body"]!).Should().StartWith("Good words");
        ((int)now["version"]!).Should().Be(1);
    }

    [Theory, OnEveryDatabase]
    public async Task Every_version_can_be_brought_back_and_the_default_too(Db db)
    {
        var business = await (await Testing.Platform.On(db)).NewBusiness();
        (await business.Put(Address, Words("First"))).Expect(200);
        (await business.Put(Address, Words("Second"))).Expect(200);

        var back = (await business.Post($"{Address}/restore", new { number = 1 })).Expect(200);
        var reset = (await business.Delete(Address)).Expect(200);
        var gone = await business.Post($"{Address}/restore", new { number = 99 });

        ((string)back["text"]!["body"]!).Should().Be("First");
        ((bool)reset["isOwn"]!).Should().BeFalse();
        ((string)reset["text"]!["subject"]!).Should().StartWith("Booking confirmed");
        reset["versions"]!.AsArray().Should().HaveCount(4);
        gone.ExpectProblem(404, "not-found");
        (await business.Get("message-templates/confirmation/xx")).ExpectProblem(404, "not-found");
    }

    [Theory, OnEveryDatabase]
    public async Task Stored_words_that_cannot_be_filled_any_more_stop_no_mail_and_operations_see_why(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        await desk.Business.Platform.Inside(desk.Business, async services =>
        {
            services.GetRequiredService<NotificationsDb>().Templates.Add(new OwnTemplate
            {
                Kind = MessageKind.Confirmation,
                Language = "en",
                Number = 1,
                Text = new TemplateText("x", "x", "{{booking.gone}}"),
                SavedAtUtc = DateTime.UtcNow,
                SavedBy = "An older release",
            });
            await services.GetRequiredService<Work>().SaveAsync(CancellationToken.None);
            return true;
        });

        await desk.Book("Ben", "Fallback", "ben.fallback@guest.example");
        await desk.Messages();
        var templates = (await desk.Business.Get("message-templates")).Expect(200)["items"]!.AsArray();

        desk.MailsTo("ben.fallback@guest.example").Should().ContainSingle().Which.Subject.Should().StartWith("Booking confirmed");
        ((string?)templates.Single(item => (string)item!["kind"]! == "confirmation" && (string)item["language"]! == "en")!["fault"]).Should().Contain("booking.gone");
    }

    [Theory, OnEveryDatabase]
    public async Task A_preview_fills_the_words_with_a_real_booking_and_keeps_nothing(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var booking = await desk.Book("Cleo", "Preview", "cleo.preview@guest.example");

        var shown = (await desk.Business.Post($"{Address}/preview", new { subject = "Hi {{guest}}", heading = "Hi", body = "<b>{{booking.code}}</b>", bookingId = booking.Id })).Expect(200);
        var other = await (await Testing.Platform.On(db)).NewBusiness();

        ((string)shown["subject"]!).Should().Be("Hi Cleo Preview");
        ((string)shown["html"]!).Should().Contain($"&lt;b&gt;{(string)booking["code"]!}&lt;/b&gt;");
        ((bool)(await desk.Business.Get(Address)).Expect(200)["isOwn"]!).Should().BeFalse();
        (await other.Post($"{Address}/preview", new { subject = "x", heading = "x", body = "x", bookingId = booking.Id })).ExpectProblem(404, "not-found");
    }

    [Theory, OnEveryDatabase]
    public async Task A_test_goes_nowhere_but_to_the_business_own_mailbox(Db db)
    {
        var business = await (await Testing.Platform.On(db)).NewBusiness();

        (await business.Post($"{Address}/test", Words("x"))).ExpectProblem(409, "no-mailbox");
    }

    [Theory, OnEveryDatabase]
    public async Task The_calendar_file_is_behind_a_link_that_nobody_can_guess(Db db)
    {
        var platform = await Testing.Platform.On(db);
        var (desk, stranger) = (await FrontDesk.Open(platform), await platform.NewBusiness());
        var booking = await desk.Book("Dora", "Calendar", "dora.calendar@guest.example");
        var token = platform.Services.GetRequiredService<Mail.GuestTokens>().For(Mail.TokenPurpose.Calendar, desk.Business.Id, booking.Id);
        using var browser = platform.Client();

        var file = await browser.GetAsync(new Uri($"/g/{desk.Business.Slug}/calendar/{token}.ics", UriKind.Relative));
        var elsewhere = await browser.GetAsync(new Uri($"/g/{stranger.Slug}/calendar/{token}.ics", UriKind.Relative));
        var otherPurpose = platform.Services.GetRequiredService<Mail.GuestTokens>().For(Mail.TokenPurpose.Bounces, desk.Business.Id, booking.Id);
        var guessed = await browser.GetAsync(new Uri($"/g/{desk.Business.Slug}/calendar/{otherPurpose}.ics", UriKind.Relative));

        ((int)file.StatusCode).Should().Be(200);
        file.Content.Headers.ContentType!.MediaType.Should().Be("text/calendar");
        Encoding.UTF8.GetString(await file.Content.ReadAsByteArrayAsync()).Should().Contain($"UID:{booking.Id}").And.Contain("METHOD:PUBLISH").And.NotContain("dora.calendar");
        ((int)elsewhere.StatusCode).Should().Be(404);
        ((int)guessed.StatusCode).Should().Be(404);
    }
}
