using System.Net;
using System.Text.Json.Nodes;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;
using Desk = BookingPlatform.Bookings.Tests.Stories.Desk;

namespace BookingPlatform.Bookings.Tests.Guests;

/// <summary>The public pages as a guest's browser without script uses them.</summary>
public sealed class BookingByThemselves
{
    [Theory, OnEveryDatabase, Trait("Criterion", "S1-3"), Trait("Criterion", "S1-6")]
    public async Task A_guest_books_in_three_steps_and_is_found_again_by_the_address_next_time(Db db)
    {
        var house = await Desk.Open(db);
        using var guest = new Caller(house);
        var start = (await guest.Open()).Expect(HttpStatusCode.OK);
        start.Text.Should().Contain("Massage").And.Contain("Yoga").And.Contain("Double room").And.Contain("€80.00");

        var booked = await guest.Book("Ida", "Berg", "ida@berg.example");

        var booking = await Single(house, Caller.CodeOf(booked));
        ((string)booking["path"]!).Should().Be("online");
        var customer = (string)booking["customerId"]!;
        ((string)(await house.Business.Get($"customers/{customer}")).Expect(200)["email"]!).Should().Be("ida@berg.example");
        var file = await guest.Http.GetStringAsync(booked.Document.QuerySelector("a[download]")!.GetAttribute("href"));
        file.Should().StartWith("BEGIN:VCALENDAR").And.Contain("Massage");
        using var again = new Caller(house);
        var second = await again.Book("Ida", "Berg", " IDA@Berg.example", house.SomeDay.AddDays(1));
        ((string)(await Single(house, Caller.CodeOf(second)))["customerId"]!).Should().Be(customer, "a stored address attaches to its record");
        ((JsonArray)(await house.Business.Get("customers?q=ida@berg.example")).Expect(200)["items"]!).Should().ContainSingle();
    }

    [Theory, OnEveryDatabase]
    public async Task A_time_is_kept_while_the_guest_types_for_as_long_as_it_takes_and_for_nobody_else(Db db)
    {
        var house = await Desk.Open(db);
        using var guest = new Caller(house);
        var details = await guest.AtDetails();
        details.Text.Should().Contain("Kept for you until");
        details = await guest.Send(details, "details", ("step", "keep"), ("customer.firstName", "Ida"));
        details.Expect(HttpStatusCode.OK).Text.Should().Contain("Kept for you until");
        details.Document.QuerySelector("[name='customer.firstName']")!.GetAttribute("value").Should().Be("Ida", "nothing typed is lost");

        using (var second = new Caller(house))
            await second.Choose(await second.Times());
        using var third = new Caller(house);
        var times = await third.Times();
        times.Document.QuerySelector("button[name=take]")!.TextContent.Should().NotContain("09:00", "Eva and Tom are both kept for somebody");

        (await guest.Confirm(details, Caller.Person("Ida", "Berg", "ida@kept.example"))).Expect(HttpStatusCode.Redirect);
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "C18")]
    public async Task A_tick_agrees_to_news_in_the_words_beside_it_and_undoes_no_earlier_no(Db db)
    {
        var house = await Desk.Open(db);
        using var guest = new Caller(house, "de");
        var booked = await guest.Book("Nina", "News", "nina@news.example", null, ("news", "true"));
        var id = (string)(await Single(house, Caller.CodeOf(booked)))["customerId"]!;
        var given = (await Consent(id))["proofs"]!.AsArray().Should().ContainSingle().Subject!;
        ((string)given["how"]!, (string)given["wording"]!).Should().Be(("bookingPage", $"Ja, {house.Business.Slug} darf mir Neuigkeiten und Angebote per E-Mail senden. Ich kann das jederzeit beenden.".Replace(house.Business.Slug, $"Harbour Hotel {house.Business.Slug}", StringComparison.Ordinal)));

        (await house.Business.Put($"customers/{id}/consent", new { agrees = false })).Expect(200);
        (await house.Business.Put("settings/customers", new { registration = "never" })).Expect(200);
        using var stranger = new Caller(house);
        await stranger.Book("Nina", "News", "nina@news.example", house.SomeDay.AddDays(1), ("news", "true"));
        ((bool)(await Consent(id))["isInForce"]!).Should().BeFalse("anybody could type the address");

        (await house.Business.Put("settings/customers", new { registration = "onReturn" })).Expect(200);
        using var herself = new Caller(house);
        var details = (await herself.Send((await herself.Open((await herself.AtDetails(house.SomeDay.AddDays(2))).Address + "&known=1")).Expect(HttpStatusCode.OK), "who", ("email", "nina@news.example"))).Expect(HttpStatusCode.OK);
        details = (await herself.Send(details, "code", ("code", await herself.MailedCode("nina@news.example")))).Expect(HttpStatusCode.OK);
        await herself.Open((await herself.Confirm(details, ("news", "true"))).Expect(HttpStatusCode.Redirect).Location!);
        ((bool)(await Consent(id))["isInForce"]!).Should().BeTrue("she proved who she is");
        (await herself.AtDetails(house.SomeDay.AddDays(3))).Document.QuerySelector("[name=news]").Should().BeNull("nobody is asked twice");

        async Task<JsonNode> Consent(string customer) => (await house.Business.Get($"customers/{customer}/consent")).Expect(200).Json;
    }

    [Theory, OnEveryDatabase]
    public async Task Pressed_twice_it_is_booked_once(Db db)
    {
        var house = await Desk.Open(db);
        using var guest = new Caller(house);
        var details = await guest.AtDetails();

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => guest.Confirm(details, Caller.Person("Ida", "Berg", "ida@twice.example"))));

        answers.Select(answer => answer.Expect(HttpStatusCode.Redirect).Location).Distinct().Should().ContainSingle();
        (await Bookings(house)).Should().ContainSingle();
    }

    [Theory, OnEveryDatabase]
    public async Task A_time_that_went_to_somebody_else_leads_to_others_near_it_without_typing_again(Db db)
    {
        var house = await Desk.Open(db);
        using var guest = new Caller(house);
        var details = await guest.Open($"/book/{house.Massage}/details?start={house.SomeDay:yyyy-MM-dd}T10:00&with={house.Eva}");
        details.Expect(HttpStatusCode.OK).Text.Should().Contain("First come, first served");
        (await house.Book(house.Booking("10:00"))).Expect(201);

        var refused = (await guest.Confirm(details, Caller.Person("Ida", "Berg", "ida@late.example"))).Expect(HttpStatusCode.Conflict);

        refused.Text.Should().Contain("This time has just been taken");
        var other = refused.Document.QuerySelector("button[name=take]")!.GetAttribute("value")!;
        var kept = (await guest.Send(refused, "details", [("take", other), .. Caller.Person("Ida", "Berg", "ida@late.example")])).Expect(HttpStatusCode.OK);
        kept.Document.QuerySelector("[name='customer.email']")!.GetAttribute("value").Should().Be("ida@late.example");
        (await guest.Confirm(kept, Caller.Person("Ida", "Berg", "ida@late.example"))).Expect(HttpStatusCode.Redirect);
        (await Bookings(house)).Should().HaveCount(2);
    }

    [Theory, OnEveryDatabase]
    public async Task Classes_and_stays_are_booked_the_same_way(Db db)
    {
        var house = await Desk.Open(db);
        (await house.Business.Post("class-sessions", new { serviceId = house.Yoga, resourceId = house.Studio, startsAt = Desk.At(house.SomeDay, "09:00") })).Expect(201);
        using var guest = new Caller(house);

        var yoga = await guest.Choose(await guest.Times(house.Yoga, more: "&party=3"));
        yoga.Text.Should().Contain("€60.00");
        (await guest.Confirm(yoga, Caller.Person("Ida", "Berg", "ida@class.example"))).Expect(HttpStatusCode.Redirect);
        var dates = (await guest.Open($"/book/{house.Double}?arrival={house.SomeDay:yyyy-MM-dd}&departure={house.SomeDay.AddDays(3):yyyy-MM-dd}&party=2")).Expect(HttpStatusCode.OK);
        var stay = await guest.Choose(dates);
        stay.Text.Should().Contain("€360.00").And.Contain("3 nights");
        var booked = await guest.Open((await guest.Confirm(stay, Caller.Person("Ida", "Berg", "ida@class.example"))).Expect(HttpStatusCode.Redirect).Location!);

        var made = await Single(house, Caller.CodeOf(booked));
        (((string)made["arrival"]!, (int)made["party"]!)).Should().Be((house.SomeDay.ToString("yyyy-MM-dd", null), 2));
    }

    [Theory, OnEveryDatabase]
    public async Task What_belongs_to_another_business_is_not_there(Db db)
    {
        var (house, other) = (await Desk.Open(db), await Desk.Open(db));
        using var guest = new Caller(house);
        using var stranger = new Caller(other);
        var kept = await stranger.AtDetails();
        var hold = kept.Document.QuerySelector("input[name=hold]")!.GetAttribute("value");
        var booked = await stranger.Book("Ida", "Berg", "ida@other.example", other.SomeDay.AddDays(2));

        (await guest.Times(other.Massage)).Expect(HttpStatusCode.NotFound);
        (await guest.Open($"/book/{other.Massage}/details?start={house.SomeDay:yyyy-MM-dd}T10:00")).Expect(HttpStatusCode.NotFound);
        var foreign = (await guest.Open($"/book/{house.Massage}/details?start={house.SomeDay:yyyy-MM-dd}T10:00&hold={hold}")).Expect(HttpStatusCode.Gone);
        foreign.Text.Should().Contain("no longer kept for you").And.NotContain("Kept for you until");
        (await guest.Open(booked.Address.Replace(stranger.Root, guest.Root, StringComparison.Ordinal))).Expect(HttpStatusCode.NotFound);
        (await guest.Open("/g/nowhere")).Expect(HttpStatusCode.NotFound).Heading.Should().Be("Nothing here");
        (await guest.Open("/no/such/page")).Expect(HttpStatusCode.NotFound).Heading.Should().Be("Nothing here");
        (await stranger.Send(kept, "details", ("step", "keep"))).Expect(HttpStatusCode.OK).Text.Should().Contain("Kept for you until", "nobody else could end it");
    }

    [Theory, OnEveryDatabase]
    public async Task A_form_from_another_site_is_refused(Db db)
    {
        var house = await Desk.Open(db);
        using var guest = new Caller(house);
        var details = await guest.AtDetails();
        using var forged = new FormUrlEncodedContent(Caller.Person("Ida", "Berg", "ida@forged.example").Append(("_handler", "details")).Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2)));

        using var answer = await guest.Http.PostAsync(details.Address, forged);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("waited too long");
        (await Bookings(house)).Should().BeEmpty();
    }

    internal static async Task<IReadOnlyList<JsonNode>> Bookings(Desk house) =>
        ((JsonArray)(await house.Business.Get($"bookings?from={house.Today:yyyy-MM-dd}&to={house.Today.AddDays(60):yyyy-MM-dd}")).Expect(200)["items"]!).Select(item => item!).ToList();

    internal static async Task<JsonNode> Single(Desk house, string code) => (await Bookings(house)).Single(booking => (string)booking["code"]! == code);
}
