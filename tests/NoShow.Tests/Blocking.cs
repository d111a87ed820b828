using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BookingPlatform.Notifications.Tests.Smtp;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.NoShow.Tests;

/// <summary>Who may not book online, and who still may.</summary>
public sealed class Blocking
{
    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-12"), Trait("Criterion", "S3-15"), Trait("Criterion", "S3-16"), Trait("Criterion", "S3-30")]
    public async Task A_blocked_customer_cannot_book_online_and_hears_whom_to_call_until_the_block_is_lifted(Db db)
    {
        var salon = await Salon.Open(db, advanced: true);
        var ana = await salon.Customer(email: "ana@silva.example");
        (await Guest.Of(salon).Book(3)).Expect(201);
        (await salon.Block(ana)).Expect(200);

        var refused = (await Guest.Of(salon).Book(5)).ExpectProblem(403, "online-blocked");

        refused.Text.Should().NotContainAny("Did not come", "no-show", "blocked customer", "block list");
        refused.Json.AsObject().Should().ContainKey("phone");
        (await Guest.Of(salon, "rui@costa.example", "Rui", "Costa").Book(7)).Expect(201);
        (await salon.Business.Delete($"customers/{ana}/online-block")).Expect(200);
        (await Guest.Of(salon).Book(9)).Expect(201);
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-29")]
    public async Task The_block_holds_under_another_stored_email_and_after_the_record_was_deleted(Db db)
    {
        var salon = await Salon.Open(db, advanced: true);
        var ana = await salon.Customer(email: "ana@old.example");
        (await salon.Block(ana)).Expect(200);
        (await salon.Business.Put($"customers/{ana}/email", new { email = "ana@new.example" })).Expect(200);

        foreach (var email in new[] { "ana@old.example", "Ana@New.example" })
            (await Guest.Of(salon, email).Book(3)).ExpectProblem(403, "online-blocked");
        (await Guest.Of(salon, "ana@old.example", "Somebody", "Else").Book(3)).ExpectProblem(403, "online-blocked");
        (await salon.Business.Delete($"customers/{ana}")).Expect(200);
        foreach (var email in new[] { "ana@old.example", "ana@new.example" })
            (await Guest.Of(salon, email).Book(3)).ExpectProblem(403, "online-blocked");
        (await salon.Business.Post($"customers/{ana}/restore")).Expect(200);
        ((bool)(await salon.CustomerNow(ana))["onlineBlocked"]!).Should().BeTrue();
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-13"), Trait("Criterion", "S3-14")]
    public async Task Staff_still_book_them_and_are_warned_with_count_and_dates(Db db)
    {
        var salon = await Salon.Open(db, advanced: true);
        var ana = await salon.Customer(email: "ana@silva.example");
        var missed = await salon.Book(ana);
        (await salon.Miss(missed)).Expect(200);
        (await salon.Block(ana)).Expect(200);

        var booked = await salon.Book(ana, minutesAgo: -600);

        (await salon.Status(booked)).Should().Be("booked");
        using var desk = await salon.SignIn();
        foreach (var page in new[] { $"/bookings/new?customerId={ana}&path=validated", $"/bookings/{booked}", $"/bookings/{booked}?tab=customer" })
            (await desk.Open(page)).Text.Should().Contain("Did not come").And.Contain("Online booking is blocked").And.Contain(salon.Now.AddMinutes(-60).Year.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-9")]
    public async Task Switched_off_nothing_is_asked_or_offered_and_existing_blocks_rest(Db db)
    {
        var salon = await Salon.Open(db, advanced: true);
        var ana = await salon.Customer(email: "ana@silva.example");
        (await salon.Block(ana)).Expect(200);
        (await salon.Business.Put("no-show-settings", new { advanced = false })).Expect(200);

        (await salon.Block(ana)).ExpectProblem(409, "module-off");
        (await Guest.Of(salon).Book(3)).Expect(201);
        ((bool)(await salon.CustomerNow(ana))["onlineBlocked"]!).Should().BeFalse();
        ((bool)(await salon.Miss(await salon.Book(ana))).Expect(200)["askToBlock"]!).Should().BeFalse();
        using var desk = await salon.SignIn();
        var card = await desk.Open($"/customers/{ana}");
        card.Text.Should().Contain("suspended");
        card.Document.QuerySelectorAll($"a[href='/customers/{ana}/online-block']").Should().BeEmpty("there is no option to block");

        (await salon.Business.Put("no-show-settings", new { advanced = true })).Expect(200);
        (await Guest.Of(salon).Book(5)).ExpectProblem(403, "online-blocked");
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-32")]
    public async Task Who_blocked_when_why_and_until_when_is_on_record_and_not_everybody_may(Db db)
    {
        var salon = await Salon.Open(db, advanced: true);
        var ana = await salon.Customer(email: "ana@silva.example");
        var until = DateOnly.FromDateTime(salon.Now.UtcDateTime).AddDays(40);
        var block = (await salon.Block(ana, "Did not come three times", until)).Expect(200);
        ((string)block["reason"]!, (string)block["until"]!, (string)block["by"]!).Should().Be(("Did not come three times", Salon.Day(until), "Test key"));
        block["at"].Should().NotBeNull();
        (await salon.Business.Delete($"customers/{ana}/online-block")).Expect(200);

        var history = (await salon.Business.Get($"audit?subject={ana}")).Expect(200).Text;
        history.Should().Contain("Online booking blocked until").And.Contain("Did not come three times").And.Contain("Online booking allowed again");
        (await salon.Block(ana, " ")).ExpectProblem(422, "validation");
        (await salon.Block(ana, "Why", until.AddYears(-1))).ExpectProblem(422, "validation");
        var front = await salon.Business.Platform.NewStaff(salon.Business, "FrontDesk");
        using var desk = await salon.SignIn(front);
        ((int)(await desk.Open($"/customers/{ana}/online-block")).Status).Should().BeOneOf([302, 403], "blocking is a manager's right");
        (await salon.Block(ana)).Expect(200);
        ((string)(await salon.Business.Get($"customers/{ana}/online-block")).Expect(200)["until"]!).Should().Be(Salon.Day(DateOnly.FromDateTime(salon.Now.UtcDateTime).AddMonths(12)));
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-28")]
    public async Task Bookings_made_online_before_are_listed_for_a_decision_and_none_is_cancelled_silently(Db db)
    {
        var salon = await Salon.Open(db, advanced: true);
        var guest = Guest.Of(salon);
        var (first, second) = ((await guest.Book(3)).Expect(201).Id, (await guest.Book(5)).Expect(201).Id);
        var ana = Guid.Parse((string)(await salon.Business.Get($"bookings/{first}")).Expect(200)["customerId"]!);
        var byPhone = await salon.Book(ana, -3000);

        var open = (JsonArray)(await salon.Block(ana)).Expect(200)["bookingsToDecide"]!;

        open.Select(booking => Guid.Parse((string)booking!["id"]!)).Should().BeEquivalentTo([first, second]);
        (await salon.Status(first)).Should().Be("booked");
        (await salon.Business.Post($"customers/{ana}/online-block/decisions", new { keep = new[] { first }, cancel = new[] { second, byPhone } })).ExpectProblem(409, "wrong-state");
        var decided = (await salon.Business.Post($"customers/{ana}/online-block/decisions", new { keep = new[] { first }, cancel = new[] { second } })).Expect(200);
        ((JsonArray)decided["left"]!).Should().BeEmpty();
        (await salon.Status(first), await salon.Status(second), await salon.Status(byPhone)).Should().Be(("booked", "cancelled", "booked"));
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-10"), Trait("Criterion", "S3-11"), Trait("Criterion", "S3-18")]
    public async Task After_a_no_show_staff_are_asked_with_the_evidence_and_closing_the_question_means_no(Db db)
    {
        var salon = await Salon.Open(db, advanced: true);
        var ana = await salon.Customer(email: "ana@silva.example");
        var (came, missed) = (await salon.Book(ana, 180), await salon.Book(ana, 60));
        (await salon.Business.Post("bookings/outcomes", new { outcome = "done", bookingIds = new[] { came } })).Expect(200);
        using var desk = await salon.SignIn();

        var asked = (await desk.Send(await desk.Open($"/bookings/{missed}"), "no-show")).Expect(System.Net.HttpStatusCode.Redirect);
        asked.Location.Should().EndWith($"/bookings/{missed}/no-show");
        var question = await desk.Open(asked.Location!);
        question.Text.Should().Contain("1 of 2");
        (await salon.Status(missed)).Should().Be("noShow", "closing the question leaves the no-show");
        ((bool)(await salon.CustomerNow(ana))["onlineBlocked"]!).Should().BeFalse();

        (await desk.Send(question, "after-no-show", ("answer", "block"), ("reason", "Did not come"))).Expect(System.Net.HttpStatusCode.Redirect);
        ((bool)(await salon.CustomerNow(ana))["onlineBlocked"]!).Should().BeTrue();
        ((JsonArray)(await salon.Business.Get("customers?blocked=true")).Expect(200)["items"]!).Should().ContainSingle(one => Guid.Parse((string)one!["id"]!) == ana);
        ((JsonArray)(await salon.Business.Get("customers?blocked=false")).Expect(200)["items"]!).Should().BeEmpty();
        (await desk.Open($"/customers/{ana}")).Text.Should().Contain("No-shows").And.Contain("1 of 2").And.Contain("Online booking: blocked until");
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-11"), Trait("Criterion", "S3-32")]
    public async Task Who_may_not_block_asks_a_manager_who_approves_or_declines_on_record(Db db)
    {
        var salon = await Salon.Open(db, advanced: true);
        var ana = await salon.Customer(email: "ana@silva.example");
        var missed = await salon.Book(ana);
        using var front = await salon.SignIn(await salon.Business.Platform.NewStaff(salon.Business, "FrontDesk"));
        var asked = (await front.Send(await front.Open($"/bookings/{missed}"), "no-show")).Expect(System.Net.HttpStatusCode.Redirect);
        var question = await front.Open(asked.Location!);
        question.Html.Should().NotContain("value=\"block\"");
        (await front.Send(question, "after-no-show", ("answer", "ask"), ("reason", "Third time"))).Expect(System.Net.HttpStatusCode.Redirect);

        var waiting = ((JsonArray)(await salon.Business.Get("block-approvals")).Expect(200)["items"]!).Single()!;
        ((bool)(await salon.CustomerNow(ana))["onlineBlocked"]!).Should().BeFalse();
        (await salon.Business.Post("block-approvals", new { customerId = ana, reason = "Again" })).ExpectProblem(409, "wrong-state");
        (await salon.Business.Post($"block-approvals/{waiting["id"]}/decide", new { approve = false })).Expect(200);
        (await salon.Business.Post($"block-approvals/{waiting["id"]}/decide", new { approve = true })).ExpectProblem(409, "wrong-state");
        var again = (await salon.Business.Post("block-approvals", new { customerId = ana, reason = "Again" })).Expect(201);
        (await salon.Business.Post($"block-approvals/{again.Id}/decide", new { approve = true })).Expect(200);

        ((bool)(await salon.CustomerNow(ana))["onlineBlocked"]!).Should().BeTrue();
        (await salon.Business.Get($"audit?subject={ana}")).Expect(200).Text.Should().Contain("Declined to block").And.Contain("Asked a manager").And.Contain("as Test key had asked");
    }
}

/// <summary>Somebody who books by themselves at the guests' side.</summary>
internal sealed record Guest(Salon Salon, string Email, string First, string Last)
{
    public static Guest Of(Salon salon, string email = "ana@silva.example", string first = "Ana", string last = "Silva") => new(salon, email, first, last);

    public string? Phone { get; init; }

    /// <summary>A massage in so many hours.</summary>
    public async Task<ApiAnswer> Book(int inHours, string? key = null, string? agent = null)
    {
        using var client = Salon.Business.Platform.Client();
        return await Book(client, inHours, key, agent);
    }

    /// <summary>The same for somebody who resembles a blocked guest: they are let in once they have read the mail of the address.</summary>
    public async Task<ApiAnswer> BookWithCode(int inHours)
    {
        using var client = Salon.Business.Platform.Client();
        (await Book(client, inHours)).ExpectProblem(409, "code-needed");
        var codes = $"/g/{Salon.Business.Slug}/sign-in-codes";
        using var asked = await client.PostAsJsonAsync(codes, new { email = Email });
        var challenge = (string)(await asked.Content.ReadFromJsonAsync<JsonNode>())!["challenge"]!;
        await Salon.Business.Platform.Delivered(Salon.Business);
        using var answered = await client.PostAsJsonAsync($"{codes}/{challenge}", new { code = MailedCode() });
        answered.EnsureSuccessStatusCode();
        return await Book(client, inHours);
    }

    private string MailedCode() => Directory.GetFiles(Salon.Business.Platform.Settings.MailFolder, "*.eml").Select(ReceivedMail.FromFile)
        .Where(mail => mail.Recipients.Contains(Email)).SelectMany(mail => mail.Text.Split('\n')).Select(line => line.Trim()).Last(line => line.Length == 6 && line.All(char.IsAsciiDigit));

    private async Task<ApiAnswer> Book(HttpClient client, int inHours, string? key = null, string? agent = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/g/{Salon.Business.Slug}/bookings")
        {
            Content = JsonContent.Create(new
            {
                serviceId = Salon.Massage,
                resourceId = Salon.Eva,
                startsAt = Salon.Iso(Salon.Now.AddHours(inHours)),
                path = "online",
                customer = new { firstName = First, lastName = Last, email = Email, phone = Phone },
            }),
        };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (agent is not null)
        {
            request.Headers.TryAddWithoutValidation("User-Agent", agent);
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", "203.0.113.77");
        }

        using var response = await client.SendAsync(request);
        return new ApiAnswer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response.Content.Headers.ContentType?.MediaType, response.Headers);
    }
}
