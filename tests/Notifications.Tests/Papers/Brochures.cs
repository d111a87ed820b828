using System.Net;
using System.Text;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;
using Platform = BookingPlatform.Testing.Platform;

namespace BookingPlatform.Notifications.Tests.Papers;

public sealed class Brochures
{
    private static readonly object Garden = new { street = "12 Garden Street", postalCode = "1200-001", city = "Lisboa", country = "PT" };

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-21"), Trait("Criterion", "S1-22"), Trait("Criterion", "S1-25"), Trait("Criterion", "S1-26")]
    public async Task From_the_button_on_the_card_to_the_day_it_was_sent(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var anna = await Customer(business, "Anna", "Smyth", Garden);
        using var desk = await Desk.Of(business);

        var asked = await desk.Send(await desk.Open($"/customers/{anna}/brochure-request"), "brochure");
        asked.Expect(HttpStatusCode.Redirect);
        var list = await desk.Open("/reports/brochure-requests");
        var id = list.Document.QuerySelector("input[name=id]")!.GetAttribute("value")!;
        (await desk.Send(list, "brochures", ("id", id), ("act", "sent"))).Expect(HttpStatusCode.Redirect);

        list.Text.Should().Contain("Anna Smyth").And.Contain("Open");
        (await desk.Open("/reports")).Document.QuerySelector("a[href='/reports/brochure-requests']").Should().NotBeNull();
        (await desk.Open("/reports/brochure-requests")).Text.Should().Contain("No brochure is waiting");
        var sent = (await business.Get("brochure-requests?state=sent")).Expect(200)["items"]![0]!;
        sent["requestedAt"].Should().NotBeNull();
        sent["sentAt"].Should().NotBeNull();
        (await desk.Open($"/customers/{anna}?tab=history")).Text.Should().Contain("A brochure was requested.").And.Contain("The brochure was sent by post.");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-23"), Trait("Criterion", "S1-24"), Trait("Criterion", "S1-27")]
    public async Task One_file_has_a_letter_per_page_in_the_business_s_own_words(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        foreach (var name in new[] { "Zoë", "王小明", "Екатерина" })
            await Request(business, await Customer(business, name, "Guest", Garden));
        (await business.Put("letter-template", new { sender = "1 Harbour Road\nLisboa", subject = "News for {{guest.firstName}}", body = "Dear {{guest.name}},\n\nhere it is.{{#if guest.address}}\n\nSee you.{{/if}}" })).Expect(200);

        var pdf = new ParsedPdf((await business.Get("brochure-requests/letters.pdf")).Expect(200).Bytes);

        var texts = pdf.Texts();
        texts.Should().HaveCount(3);
        texts[0].Should().Contain("1 Harbour Road").And.Contain("12 Garden Street\n1200-001 Lisboa").And.Contain("News for Zoë").And.Contain("Dear Zoë Guest,").And.Contain("See you.").And.NotContain("{{");
        texts[1].Should().Contain("Dear 王小明 Guest,");
        texts[2].Should().Contain("Dear Екатерина Guest,");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-27")]
    public async Task Who_has_no_address_is_named_before_printing_and_never_dropped_in_silence(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var with = await Request(business, await Customer(business, "Anna", "Smyth", Garden));
        var without = await Request(business, await Customer(business, "Ben", "Homeless", null));
        using var desk = await Desk.Of(business);

        var chosen = (await business.Get($"brochure-requests/letters.pdf?ids={with},{without}")).ExpectProblem(409, "address-missing");
        var all = (await business.Get("brochure-requests/letters.pdf")).Expect(200);
        var page = await desk.Open("/reports/brochure-requests");

        chosen.Text.Should().Contain("Ben Homeless").And.NotContain("Anna Smyth");
        new ParsedPdf(all.Bytes).Pages.Should().ContainSingle();
        all.Headers.GetValues("Letters-Left-Out").Should().Equal(without.ToString());
        page.Text.Should().Contain("1 person gets no letter").And.Contain("no complete address");
        page.Document.QuerySelectorAll("input[name=id]").Should().ContainSingle();
        (await desk.Open($"/customers/{await Customer(business, "Cleo", "New", null)}/brochure-request")).Text.Should().Contain("The postal address is not complete");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-27")]
    public async Task A_second_open_request_is_caught_and_a_reprint_keeps_the_first_day_of_sending(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var anna = await Customer(business, "Anna", "Smyth", Garden);
        var first = await Request(business, anna);

        var second = (await business.Post("brochure-requests", new { customerId = anna })).ExpectProblem(409, "brochure-open");
        var sent = (await business.Post($"brochure-requests/{first}/sent")).Expect(200);
        (await business.Get($"brochure-requests/letters.pdf?ids={first}")).Expect(200);
        var again = (await business.Post($"brochure-requests/{first}/sent")).Expect(200);

        ((string)second["brochureRequestId"]!).Should().Be(first.ToString());
        ((string)again["sentAt"]!).Should().Be((string)sent["sentAt"]!);
        (await business.Post($"brochure-requests/{first}/cancel")).ExpectProblem(409, "brochure-sent");
        (await business.Post("brochure-requests", new { customerId = anna })).Expect(201);
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-27")]
    public async Task Twenty_at_once_make_one_open_request(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var anna = await Customer(business, "Anna", "Smyth", Garden);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => business.Post("brochure-requests", new { customerId = anna })));

        answers.Count(answer => answer.Status == 201).Should().Be(1);
        answers.Where(answer => answer.Status != 201).Should().OnlyContain(answer => answer.Code == "brochure-open");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-27")]
    public async Task An_objection_to_post_is_respected_and_takes_an_open_request_off_the_list(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var anna = await Customer(business, "Anna", "Smyth", Garden);
        var open = await Request(business, anna);
        using var desk = await Desk.Of(business);

        var card = await desk.Open($"/customers/{anna}/brochure-request");
        (await business.Put($"customers/{anna}/objections", new { post = true })).Expect(200);

        card.Text.Should().Contain("on the list already");
        (await business.Post("brochure-requests", new { customerId = anna })).ExpectProblem(409, "postal-objection");
        (await business.Get("brochure-requests/letters.pdf")).ExpectProblem(409, "no-letters");
        (await business.Post($"brochure-requests/{open}/sent")).ExpectProblem(409, "brochure-cancelled");
        ((bool)(await business.Get($"customers/{anna}/objections")).Expect(200)["post"]!).Should().BeTrue();
        (await desk.Open($"/customers/{anna}/brochure-request")).Text.Should().Contain("does not want advertising by post");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-24")]
    public async Task A_letter_that_could_not_be_filled_in_is_refused_when_it_is_saved(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        using var desk = await Desk.Of(business);

        var refused = await desk.Send(await desk.Open("/settings/messages/letters"), "letter", ("subject", "Hello {{guest.alert}}"), ("body", "{{#if date}}never closed"), ("sender", ""));

        refused.Expect(HttpStatusCode.UnprocessableEntity);
        refused.ErrorOf("subject").Should().Contain("There is no placeholder {{guest.alert}}").And.Contain("{{guest.name}}");
        refused.ErrorOf("body").Should().Contain("is not closed");
        (await desk.Http.GetAsync(new Uri("/settings/messages/letters/preview.pdf", UriKind.Relative))).Content.Headers.ContentType!.MediaType.Should().Be("application/pdf");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-22")]
    public async Task The_report_is_there_as_json_and_as_inert_csv(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        await Request(business, await Customer(business, "=HYPERLINK(1)", "Smyth", Garden));

        var json = (await business.Get("reports/brochure-requests?state=open")).Expect(200);
        var csv = (await business.Get("reports/brochure-requests?format=csv")).Expect(200);

        json["items"]!.AsArray().Should().ContainSingle();
        csv.Bytes.Should().StartWith(Encoding.UTF8.GetPreamble());
        csv.Text.Should().Contain("customer id,customer,state,requested,sent").And.NotContain(",=HYPERLINK").And.NotContain(",\"=HYPERLINK");
        (await business.Get("reports/brochure-requests?state=lost")).ExpectProblem(422, "validation");
        (await business.Get("reports/brochure-requests?format=xls")).ExpectProblem(422, "validation");
        (await business.Get("brochure-requests/letters.pdf?ids=nonsense")).ExpectProblem(422, "validation");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-27")]
    public async Task Another_business_sees_and_sends_nothing_of_it(Db db)
    {
        var platform = await Platform.On(db);
        var (ours, theirs) = (await platform.NewBusiness(), await platform.NewBusiness());
        var anna = await Customer(ours, "Anna", "Smyth", Garden);
        var request = await Request(ours, anna);

        (await theirs.Post("brochure-requests", new { customerId = anna })).ExpectProblem(404, "not-found");
        (await theirs.Post($"brochure-requests/{request}/sent")).ExpectProblem(404, "not-found");
        (await theirs.Post($"brochure-requests/{request}/cancel")).ExpectProblem(404, "not-found");
        (await theirs.Get($"brochure-requests/letters.pdf?ids={request}")).ExpectProblem(404, "not-found");
        (await theirs.Put($"customers/{anna}/objections", new { post = true })).ExpectProblem(404, "not-found");
        (await theirs.Get("brochure-requests")).Expect(200)["items"]!.AsArray().Should().BeEmpty();
    }

    private static async Task<Guid> Customer(TestBusiness business, string first, string last, object? address) =>
        (await business.Post("customers", new { firstName = first, lastName = last, address })).Expect(201).Id;

    private static async Task<Guid> Request(TestBusiness business, Guid customer) =>
        (await business.Post("brochure-requests", new { customerId = customer })).Expect(201).Id;
}
