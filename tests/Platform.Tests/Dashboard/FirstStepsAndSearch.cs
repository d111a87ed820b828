using System.Net;
using BookingPlatform.Kernel;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace BookingPlatform.Platform.Tests.Dashboard;

public sealed class FirstStepsAndSearch
{
    [Fact]
    public async Task An_empty_business_shows_its_next_step_and_a_busy_one_its_agenda()
    {
        var module = new TwoSteps();
        await using var platform = await Testing.Platform.Start(Db.Sqlite, services: services => services.RemoveAll<IFirstSteps>().AddSingleton<IFirstSteps>(module));
        using var desk = await Desk.Of(await platform.NewBusiness());

        var home = (await desk.Open("/")).Expect(HttpStatusCode.OK);
        module.SecondDone = true;
        var later = await desk.Open("/");

        home.Heading.Should().Be("One step to your first booking");
        home.Document.QuerySelectorAll("ol.three > li.done").Should().ContainSingle().Which.TextContent.Should().Contain("Rooms");
        home.Document.QuerySelector("ol.three a.btn.primary")!.GetAttribute("href").Should().Be("/services/new");
        later.Location.Should().Be("/agenda");
    }

    [Theory, OnEveryDatabase]
    public async Task Search_finds_the_businesss_own_customers_on_the_page_and_in_the_drop_down(Db db)
    {
        var platform = await Testing.Platform.On(db);
        var (mine, theirs) = (await platform.NewBusiness(), await platform.NewBusiness());
        var anna = (await mine.Post("customers", new { firstName = "Anna", lastName = "Smyth", email = "anna@smyth.example" })).Expect(201).Id;
        (await theirs.Post("customers", new { firstName = "Anna", lastName = "Smytherson" })).Expect(201);
        using var desk = await Desk.Of(mine);

        var page = (await desk.Open("/search?q=smy")).Expect(HttpStatusCode.OK);
        var options = (await desk.Open("/search/options?q=smy", htmx: true)).Expect(HttpStatusCode.OK);

        page.Document.QuerySelectorAll(".list a").Should().ContainSingle().Which.GetAttribute("href").Should().Be($"/customers/{anna}");
        options.Document.QuerySelectorAll("[role=option]").Should().ContainSingle().Which.GetAttribute("data-href").Should().Be($"/customers/{anna}");
        options.Html.Should().Contain("1 result").And.NotContain("Smytherson");
    }

    [Fact]
    public async Task A_booking_is_found_by_its_code_as_somebody_says_it_on_the_telephone()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        var eva = (await business.Post("resources", new { kind = "person", name = "Eva" })).Expect(201).Id;
        var massage = (await business.Post("services", new { kind = "appointment", name = "Massage", durationMinutes = 60, priceMinor = 8_500, resourceIds = new[] { eva } })).Expect(201).Id;
        var startsAt = $"{DateOnly.FromDateTime(DateTime.UtcNow).AddDays(3):yyyy-MM-dd}T10:00";
        var booking = (await business.Post("bookings", new { serviceId = massage, startsAt, customer = new { firstName = "Anna", lastName = "Smyth" }, bookWithoutEmail = true })).Expect(201);
        using var desk = await Desk.Of(business);

        var said = ((string)booking["code"]!).Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant();
        var page = (await desk.Open($"/search?q={Uri.EscapeDataString(said)}")).Expect(HttpStatusCode.OK);

        page.Document.QuerySelectorAll(".list a").Should().ContainSingle().Which.GetAttribute("href").Should().Be($"/bookings/{booking.Id}");
    }

    [Fact]
    public async Task Nobody_finds_what_their_role_may_not_see()
    {
        var platform = await Testing.Platform.On(Db.Sqlite);
        var business = await platform.NewBusiness();
        (await business.Post("customers", new { firstName = "Anna", lastName = "Smyth" })).Expect(201);
        using var desk = await Desk.Of(business, await platform.NewStaff(business, "Operations"));

        (await desk.Open("/search?q=smyth")).Text.Should().Contain("Nothing found");
    }

    [Fact]
    public async Task What_is_typed_is_shown_as_text()
    {
        using var desk = await Desk.Of(await (await Testing.Platform.On(Db.Sqlite)).NewBusiness());

        var page = (await desk.Open($"/search?q={Uri.EscapeDataString("\"><script>alert(1)</script>")}")).Expect(HttpStatusCode.OK);

        page.Document.QuerySelectorAll("script:not([src])").Should().BeEmpty();
        page.Text.Should().Contain("<script>alert(1)</script>");
    }

    private sealed class TwoSteps : IFirstSteps
    {
        public bool SecondDone { get; set; }

        public Task<IReadOnlyList<FirstStep>> Steps(CancellationToken ct) => Task.FromResult<IReadOnlyList<FirstStep>>(
        [
            new(20, "Services", "What guests book.", "Add a service", "/services/new", SecondDone),
            new(10, "Rooms", "What services need.", "Add a room", "/resources/new", true),
        ]);
    }
}
