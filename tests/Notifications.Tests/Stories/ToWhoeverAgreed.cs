using System.Net;
using AngleSharp.Html.Parser;
using BookingPlatform.Notifications.Tests.Smtp;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Notifications.Tests.Stories;

/// <summary>Advertising goes to whoever agreed and can be ended with one click (C18).</summary>
public sealed class ToWhoeverAgreed
{
    [Theory, OnEveryDatabase, Trait("Criterion", "C18"), Trait("Criterion", "S0-28")]
    public async Task Nobody_gets_a_mailing_who_did_not_agree_and_the_preview_says_who_and_why(Db db)
    {
        var desk = await Advertising.Open(await Testing.Platform.On(db));
        var anna = await desk.Customer("Anna", "anna@reader.example", agrees: true, language: "de");
        await desk.Customer("Ben", "ben@reader.example");
        await desk.Customer("Cleo", null, agrees: true);
        await desk.Refuses(await desk.Customer("Dora", "dora@reader.example", agrees: true));
        await desk.Customer("Ed", "eva@reader.example", agrees: true);
        await desk.Customer("Eva", "eva@reader.example", agrees: true);
        await desk.Customer("Finn", "finn@reader.example", agrees: true);

        var preview = await desk.Preview(await desk.Write());
        var mailing = await desk.Send();

        preview.ToJsonString().Should().Be("""{"meant":7,"willReceive":3,"noConsent":1,"optedOut":1,"noAddress":0,"placeholder":1,"suppressed":0,"sameAddress":1,"whyNobody":null}""");
        var mails = desk.Mails("Spring is here").Concat(desk.Mails("Frühling")).ToList();
        mails.SelectMany(mail => mail.Recipients).Should().BeEquivalentTo("anna@reader.example", "eva@reader.example", "finn@reader.example");
        mails.Should().OnlyContain(mail => mail.Header("List-Unsubscribe-Post") == "List-Unsubscribe=One-Click" && mail.Text.Contains("/unsubscribe/", StringComparison.Ordinal));
        desk.Mails("Frühling").Should().ContainSingle().Which.Text.Should().Contain("Guten Tag Anna Reader").And.Contain("Keine Neuigkeiten mehr per E-Mail: https://book.harbour.example/g/");
        var item = (await desk.Business.Get($"mailings/{mailing}")).Expect(200);
        ((string)item["state"]!, (int)item["queued"]!, (int)item["leftOut"]!, (int)item["outcome"]!["sent"]!).Should().Be(("sent", 3, 4, 3));
        (await desk.Business.Post($"mailings/{mailing}/send")).ExpectProblem(409, "mailing-started");
        (await desk.Business.Get($"messages?customerId={anna}")).Expect(200)["items"]![0]!["kind"]!.GetValue<string>().Should().Be("advertising");
        var proof = (await desk.ConsentOf(anna))["proofs"]![0]!;
        ((string)proof["how"]!, (string)proof["wording"]!, proof["notedBy"] is null).Should().Be(("staff", "Yes, send me news.", false));
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "C18")]
    public async Task One_click_in_a_mail_program_ends_it_and_looking_at_the_page_does_not(Db db)
    {
        await using var server = new FakeSmtpServer();
        await using var platform = await Testing.Platform.Start(db, new Dictionary<string, string?>(server.ToConfiguration()) { ["Mail:AdvertisingPerMinute"] = "2" });
        var desk = await Advertising.Open(platform);
        var ids = new List<Guid>();
        foreach (var name in new[] { "Anna", "Ben", "Cleo" })
            ids.Add(await desk.Customer(name, $"{name}@reader.example", agrees: true));

        var first = await desk.Write();
        (await desk.Business.Post($"mailings/{first}/send")).Expect(202);
        await Eventually.IsTrue(() => Task.FromResult(server.Mails.Count == 2), "the first two have gone");
        await Task.Delay(200);
        server.Mails.Should().HaveCount(2, "two a minute may go");
        platform.Clock.Shift(TimeSpan.FromSeconds(61));
        await platform.Delivered(desk.Business);
        server.Mails.Should().HaveCount(3);

        var mail = server.Mails.Single(one => one.Recipients[0] == "Anna@reader.example");
        mail.Headers.Should().Contain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
        mail.Headers.Single(header => header.StartsWith("List-Unsubscribe: ", StringComparison.Ordinal)).Should().MatchRegex($"^List-Unsubscribe: <https://book.harbour.example/g/{desk.Business.Slug}/unsubscribe/[^ >]+>$");
        using var reader = platform.Client();
        foreach (var (language, button) in new[] { ("en", "No more news"), ("de", "Keine Neuigkeiten mehr"), ("fr", "Me désinscrire"), ("nl", "Geen nieuws meer"), ("pl", "Nie chcę więcej nowości") })
            (await Look($"{Advertising.WayOut(mail)}?lang={language}")).QuerySelector("button.primary")!.TextContent.Should().Be(button);
        ((bool)(await desk.ConsentOf(ids[0]))["isInForce"]!).Should().BeTrue("looking changes nothing");

        (await Advertising.OneClick(platform, mail)).Should().Be(HttpStatusCode.NoContent);
        (await Advertising.OneClick(platform, mail)).Should().Be(HttpStatusCode.NoContent, "twice is once");
        (await Look(Advertising.WayOut(mail) + "?lang=en")).QuerySelector("h1")!.TextContent.Should().Be("You get no more news");
        using var forged = await reader.PostAsync(new Uri($"/g/{desk.Business.Slug}/unsubscribe/x{Advertising.WayOut(mail)[^30..]}", UriKind.Relative), null);
        forged.StatusCode.Should().Be(HttpStatusCode.NotFound);
        var consent = await desk.ConsentOf(ids[0]);
        ((bool)consent["isInForce"]!, (string)consent["proofs"]![0]!["withdrawnHow"]!).Should().Be((false, "link"));

        (await desk.Business.Post($"mailings/{await desk.Write("Summer")}/send")).Expect(202);
        await Eventually.IsTrue(() => Task.FromResult(server.Mails.Count > 3), "the next ones go");
        platform.Clock.Shift(TimeSpan.FromSeconds(61));
        await platform.Delivered(desk.Business);
        server.Mails.Where(one => one.Subject == "Summer").SelectMany(one => one.Recipients).Should().BeEquivalentTo("Ben@reader.example", "Cleo@reader.example");

        async Task<AngleSharp.Html.Dom.IHtmlDocument> Look(string address) => new HtmlParser().ParseDocument(await reader.GetStringAsync(new Uri(address, UriKind.Relative)));
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-31"), Trait("Criterion", "C18")]
    public async Task A_no_survives_merging_taking_apart_and_an_address_book(Db db)
    {
        var desk = await Advertising.Open(await Testing.Platform.On(db));
        var (kept, other) = (await desk.Customer("Nora", "nora@reader.example", agrees: true), await desk.Customer("Nora", "nora.two@reader.example", agrees: true));
        await desk.Send("One");
        (await Advertising.OneClick(desk.Business.Platform, desk.Mails("One").Single(mail => mail.Recipients[0] == "nora.two@reader.example"))).Should().Be(HttpStatusCode.NoContent);

        var merge = (await desk.Business.Post("merges", new { primaryId = kept, otherIds = new[] { other } })).Expect(201).Id;
        var merged = await desk.ConsentOf(kept);
        await desk.Send("Two");
        (await desk.Business.Post($"merges/{merge}/undo", new { })).Expect(200);
        var (keptAgain, otherAgain) = (await desk.ConsentOf(kept), await desk.ConsentOf(other));
        (await desk.Business.Delete($"customers/{other}")).Expect(200);
        await desk.Import("first name,last name,email,newsletter\nNora,Reader,NORA.TWO@reader.example,yes\nNick,Reader,nick@reader.example,2024-05-01\nNils,Reader,nils@reader.example,no\n");
        var (again, nick, nils) = (await Find("nora.two"), await Find("nick"), await Find("nils"));

        ((bool)merged["isInForce"]!, merged["proofs"]!.AsArray().Count).Should().Be((false, 2), "a no is stronger, and both proofs are there");
        desk.Mails("Two").Should().BeEmpty();
        ((bool)keptAgain["isInForce"]!, keptAgain["proofs"]!.AsArray().Count).Should().Be((true, 1));
        ((bool)otherAgain["isInForce"]!, (string)otherAgain["proofs"]![0]!["withdrawnHow"]!).Should().Be((false, "link"));
        (again["proofs"]!.AsArray().Count, (bool)again["isInForce"]!).Should().Be((0, false), "the reader of the address said no");
        ((bool)nick["isInForce"]!, (string)nick["proofs"]![0]!["how"]!, (string)nick["proofs"]![0]!["wording"]!).Should().Be((true, "import", "Marketing consent: 2024-05-01"));
        ((bool)nils["isInForce"]!).Should().BeFalse();

        async Task<System.Text.Json.Nodes.JsonNode> Find(string q) => await desk.ConsentOf((Guid)(await desk.Business.Get($"customers?q={q}")).Expect(200)["items"]![0]!["id"]!);
    }

    [Theory, OnEveryDatabase]
    public async Task A_mailing_is_changed_until_it_goes_stopped_while_it_goes_and_bad_ones_are_refused(Db db)
    {
        var desk = await Advertising.Open(await Testing.Platform.On(db));
        await desk.Customer("Anna", "anna.stop@reader.example", agrees: true);
        var mailing = await desk.Write("Draft");
        var text = new { subject = "Now", heading = "Now", body = "Come" };

        (await desk.Business.Put($"mailings/{mailing}", new { name = "Other", audience = "", texts = new { en = text } })).Expect(200)["audienceName"]!.GetValue<string>().Should().Be("Everybody");
        (await desk.Business.Post("mailings", new { name = "", audience = $"listId={Guid.NewGuid()}", texts = new { de = text, xx = text, en = text with { body = "{{booking.code}}" } } })).ExpectProblem(422, "validation")
            .Json["errors"]!.AsObject().Select(error => error.Key).Should().BeEquivalentTo("name", "audience", "texts", "texts.en.body");
        (await desk.Business.Post("mailings", new { name = "German only", texts = new { de = text } })).ExpectProblem(422, "validation");
        (await desk.Business.Post($"mailings/{mailing}/stop")).ExpectProblem(409, "wrong-state");
        (await desk.Business.Post($"mailings/{mailing}/send")).Expect(202);
        (await desk.Business.Delete($"mailings/{mailing}")).ExpectProblem(409, "mailing-started");
        (await desk.Business.Post($"mailings/{mailing}/stop")).Expect(200)["state"]!.GetValue<string>().Should().Be("stopped");
        (await desk.Business.Delete($"mailings/{await desk.Write("Never")}")).Expect(204);
        var other = await Advertising.Open(desk.Business.Platform);
        (await other.Business.Get($"mailings/{mailing}")).Expect(404);
        (await other.Business.Post($"mailings/{mailing}/send")).Expect(404);
    }
}
