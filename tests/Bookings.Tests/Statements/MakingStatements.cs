using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using BookingPlatform.Bookings.Tests.Cash;
using BookingPlatform.Bookings.Tests.Stories;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;
using Browser = BookingPlatform.Testing.Desk;
using Desk = BookingPlatform.Bookings.Tests.Stories.Desk;

namespace BookingPlatform.Bookings.Tests.Statements;

public sealed class MakingStatements
{
    private const string Secret = "Throws plates";

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-35"), Trait("Criterion", "S1-36")]
    public async Task All_bookings_in_the_range_with_status_price_paid_balance_and_totals(Db db)
    {
        var desk = await Desk.Open(db);
        var anna = await desk.Customer("Zoë", "Müller");
        var paid = (await desk.Book(desk.Booking("10:00").ForKnown(anna))).Expect(201);
        var open = (await desk.Book(desk.Booking("12:00").ForKnown(anna))).Expect(201);
        var cancelled = (await desk.Book(desk.Booking("14:00").ForKnown(anna))).Expect(201);
        (await desk.Business.Post($"bookings/{cancelled.Id}/cancel", new { })).Expect(200);
        (await desk.Pay(paid.Id, 5000)).Status.Should().BeInRange(200, 201);

        var day = $"{desk.SomeDay:yyyy-MM-dd}";
        var answer = (await desk.Business.Get($"customers/{anna}/statement.pdf?from={day}&to={day}")).Expect(200);
        var text = StatementText.Of(answer.Bytes);

        answer.ContentType.Should().Be("application/pdf");
        Encoding.Latin1.GetString(answer.Bytes).Should().Contain("/MarkInfo<</Marked true>>").And.Contain("/S/Table/").And.Contain("/S/TH/");
        text.Should().Contain("Zoë Müller").And.Contain("Day of the appointment or arrival").And.Contain("both included, Europe/Lisbon");
        foreach (var booking in new[] { paid, open, cancelled })
            text.Should().Contain((string)booking["code"]!);
        Row(text, paid).Should().Equal("Massage", "Booked", "€80.00", "€80.00", "€50.00", "€30.00");
        Row(text, open).Should().Equal("Massage", "Booked", "€80.00", "€80.00", "€0.00", "€80.00");
        Row(text, cancelled).Should().Equal("Massage", "Cancelled", "€80.00", "€0.00", "€0.00", "€0.00");
        text.Should().Contain("Total\nEUR\n€160.00\n€50.00\n€110.00\n");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-36")]
    public async Task Both_days_are_included_on_the_business_s_wall_and_arrival_counts_for_a_stay(Db db)
    {
        var desk = await Desk.Open(db, "Pacific/Auckland");
        var anna = await desk.Customer("Ana", "Silva");
        var (day, next) = (desk.SomeDay, desk.SomeDay.AddDays(1));
        var early = (await desk.Book(desk.Booking("09:00", day).ForKnown(anna))).Expect(201);
        var late = (await desk.Book(desk.Booking("18:00", next).ForKnown(anna))).Expect(201);
        var stay = (await desk.Book(new JsonObject { ["serviceId"] = desk.Double, ["arrival"] = $"{next:yyyy-MM-dd}", ["departure"] = $"{next.AddDays(3):yyyy-MM-dd}", ["bookWithoutEmail"] = true }.ForKnown(anna))).Expect(201);

        var first = await Text(desk, anna, day, day);
        var second = await Text(desk, anna, next, next);
        var after = await Text(desk, anna, next.AddDays(1), next.AddDays(2));

        first.Should().Contain((string)early["code"]!).And.NotContain((string)late["code"]!);
        second.Should().Contain((string)late["code"]!).And.Contain((string)stay["code"]!).And.NotContain((string)early["code"]!);
        after.Should().Contain("No bookings in these days.");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-36")]
    public async Task By_the_day_of_making_it_lists_what_was_booked_today(Db db)
    {
        var desk = await Desk.Open(db);
        var anna = await desk.Customer("Ana", "Silva");
        var booking = (await desk.Book(desk.Booking().ForKnown(anna))).Expect(201);
        var today = $"from={desk.Today:yyyy-MM-dd}&to={desk.Today:yyyy-MM-dd}";

        var made = StatementText.Of((await desk.Business.Get($"customers/{anna}/statement.pdf?{today}&by=made")).Expect(200).Bytes);
        var stay = StatementText.Of((await desk.Business.Get($"customers/{anna}/statement.pdf?{today}")).Expect(200).Bytes);

        made.Should().Contain((string)booking["code"]!).And.Contain("Day the booking was made");
        stay.Should().Contain("No bookings in these days.");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S2-26"), Trait("Criterion", "S1-36")]
    public async Task What_staff_wrote_for_themselves_is_not_on_it(Db db)
    {
        var desk = await Desk.Open(db);
        var anna = await desk.Customer("Ana", "Silva");
        var booking = (await desk.Book(desk.Booking().ForKnown(anna).With("alert", Secret).With("notes", "wants a window"))).Expect(201);

        var text = await Text(desk, anna, desk.SomeDay, desk.SomeDay);

        ((string?)booking["alert"]?["text"]).Should().Be(Secret, "the control: the booking does carry the alert");
        text.Should().Contain("Massage").And.NotContain(Secret).And.NotContain("wants a window");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-36")]
    public async Task A_range_that_cannot_be_is_refused_by_field_and_another_business_sees_nothing(Db db)
    {
        var desk = await Desk.Open(db);
        var anna = await desk.Customer("Ana", "Silva");

        var backwards = (await desk.Business.Get($"customers/{anna}/statement.pdf?from=2026-06-01&to=2026-05-01")).ExpectProblem(422, "validation");
        var nonsense = (await desk.Business.Get($"customers/{anna}/statement.pdf?from=yesterday&by=age")).ExpectProblem(422, "validation");

        backwards["errors"]!["to"].Should().NotBeNull();
        nonsense["errors"]!["from"].Should().NotBeNull();
        nonsense["errors"]!["by"].Should().NotBeNull();
        (await (await desk.Business.Platform.NewBusiness()).Get($"customers/{anna}/statement.pdf")).ExpectProblem(404, "not-found");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-35")]
    public async Task The_same_stands_on_the_page_with_the_way_to_the_paper(Db db)
    {
        var desk = await Desk.Open(db);
        var anna = await desk.Customer("Ana", "Silva");
        var booking = (await desk.Book(desk.Booking().ForKnown(anna).With("alert", Secret))).Expect(201);
        using var browser = await Browser.Of(desk.Business);
        var days = $"from={desk.SomeDay:yyyy-MM-dd}&to={desk.SomeDay:yyyy-MM-dd}";

        var page = await browser.Open($"/customers/{anna}/statement?{days}");
        var pdf = await browser.Http.GetAsync(new Uri(page.Document.QuerySelector("a.btn.primary[href*='statement.pdf']")!.GetAttribute("href")!, UriKind.Relative));
        var backwards = await browser.Open($"/customers/{anna}/statement?from=2026-06-01&to=2026-05-01");

        page.Text.Should().Contain((string)booking["code"]!).And.Contain("Balance").And.NotContain(Secret);
        pdf.Content.Headers.ContentType!.MediaType.Should().Be("application/pdf");
        backwards.Expect(HttpStatusCode.UnprocessableEntity).Text.Should().Contain("The last day lies before the first.");
        (await browser.Open($"/customers/{Guid.NewGuid()}/statement")).Expect(HttpStatusCode.NotFound);
    }

    private static async Task<string> Text(Desk desk, Guid customer, DateOnly from, DateOnly to) =>
        StatementText.Of((await desk.Business.Get($"customers/{customer}/statement.pdf?from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}")).Expect(200).Bytes);

    /// <summary>The six cells behind a booking's code.</summary>
    private static IEnumerable<string> Row(string text, ApiAnswer booking) => text[text.IndexOf((string)booking["code"]!, StringComparison.Ordinal)..].Split('\n').Skip(1).Take(6);
}
