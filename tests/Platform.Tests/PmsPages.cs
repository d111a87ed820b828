using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Pages;
using BookingPlatform.Connectors.Tests.Fakes;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Platform.Tests;

/// <summary>Connecting a hotel and putting right what is stuck, on the pages, with links and forms alone.</summary>
public sealed class PmsPages
{
    [Fact]
    public async Task A_manager_connects_a_hotel_tests_it_and_pauses_it()
    {
        await using var mews = await FakeMews.Start();
        await using var platform = await Start(Db.Sqlite);
        var browser = await Browser.SignIn(await platform.NewBusiness());

        (await browser.Open("/settings/connections/new")).QuerySelectorAll("main a").Select(link => link.TextContent).Should().Contain(["Mews", "Simulated hotel system"]);
        var refused = await browser.Press("/settings/connections/new?plugin=mews", "Connect Mews", ("settings.address", mews.Address), ("settings.access-token", FakeMews.AccessToken));
        refused.QuerySelectorAll("p.error").Select(error => error.TextContent.Trim()).Should().BeEquivalentTo("Give the connection a name, for example that of the hotel.", "Client token is needed.");
        refused.QuerySelector("[name='settings.access-token']")!.GetAttribute("value").Should().BeNull("a secret is never written back");

        var listed = await browser.Press("/settings/connections/new?plugin=mews", "Connect Mews",
            ("name", "Harbour"), ("settings.address", mews.Address), ("settings.client-token", FakeMews.ClientToken), ("settings.access-token", FakeMews.AccessToken));
        listed.QuerySelector("main")!.TextContent.Should().Contain("Harbour").And.Contain("Not tested yet");
        listed.Source.Text.Should().NotContain(FakeMews.AccessToken);

        (await browser.Press("/settings/connections", "Test Harbour")).QuerySelector("[role=status].notice")!.TextContent.Should().Contain("leads to Harbour Hotel");
        (await browser.Press("/settings/connections", "Pause Harbour")).QuerySelector("main")!.TextContent.Should().Contain("Paused").And.Contain("Resume");
        mews.Fail(MewsFault.Status(401));
        (await browser.Press("/settings/connections", "Test Harbour")).QuerySelector("[role=alert]")!.TextContent.Should().Contain("does not accept our tokens");
    }

    [Fact]
    public async Task Settings_are_changed_without_typing_secrets_again_and_a_connection_is_ended_only_when_sure()
    {
        await using var mews = await FakeMews.Start();
        await using var platform = await Start(Db.Sqlite);
        var business = await platform.NewBusiness();
        var connection = await Connect(business, mews);
        var browser = await Browser.SignIn(business);

        (await browser.Press($"/settings/connections/{connection}", "Save settings", ("name", "Mews Lisbon"))).QuerySelector("main")!.TextContent.Should().Contain("Mews Lisbon");
        ((bool)(await business.Post($"pms/connections/{connection}/test")).Expect(200)["works"]!).Should().BeTrue();
        (await browser.Press($"/settings/connections/{connection}", "End Mews Lisbon")).QuerySelector("p.error")!.TextContent.Should().Contain("Tick this");
        (await browser.Press($"/settings/connections/{connection}", "End Mews Lisbon", ("sure", "true"))).QuerySelector("main")!.TextContent.Should().Contain("No hotel system yet");
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-44")]
    public async Task What_is_stuck_stands_on_the_jobs_page_in_plain_words_and_is_tried_again_from_there(Db db)
    {
        await using var mews = await FakeMews.Start();
        await using var platform = await Start(db);
        var business = await platform.NewBusiness();
        await Connect(business, mews);
        mews.Fail(MewsFault.Status(403, "The country code is not allowed."), "customers/add");
        var customers = new List<Guid> { await Book(business, "Anna", "Smyth"), await Book(business, "Bo", "Lee") };
        foreach (var customer in customers)
            await Eventually.IsTrue(async () => await State(business, customer) == "needsStaff", "it needs staff");
        var browser = await Browser.SignIn(business);

        var jobs = (await browser.Open("/jobs")).QuerySelector("main")!;
        jobs.QuerySelectorAll(".job h2").Select(note => note.TextContent).Should().Contain("2 customers could not be updated in Harbour Hotel");
        jobs.TextContent.Should().Contain("Mews says: The country code is not allowed.").And.Contain("Anna Smyth").And.Contain("Bo Lee");

        mews.Recover();
        await browser.Press("/jobs", "Try all again: Harbour Hotel, needs a decision");
        foreach (var customer in customers)
            await Eventually.IsTrue(async () => await State(business, customer) == "inStep", "it is in step");
        (await browser.Open("/jobs")).QuerySelector("main")!.TextContent.Should().Contain("Every guest is in step");
    }

    [Theory]
    [InlineData(nameof(OperationState.InStep), "In step")]
    [InlineData(nameof(OperationState.Waiting), "Waiting")]
    [InlineData(nameof(OperationState.Differs), "Differs")]
    [InlineData(nameof(OperationState.Failed), "Failed")]
    [Trait("Criterion", "S0-44")]
    public async Task The_customer_card_says_where_the_customer_stands(string state, string word)
    {
        await using var mews = await FakeMews.Start();
        await using var platform = await Start(Db.Sqlite, ("Connectors:Attempts", "1"));
        var business = await platform.NewBusiness();
        await Connect(business, mews);
        var customer = await Book(business, "Anna", "Smyth");
        await Eventually.IsTrue(async () => await State(business, customer) == "inStep", "it is in step");
        if (state is nameof(OperationState.Waiting))
            mews.Fail(MewsFault.Status(401), "accounts/update");
        if (state is nameof(OperationState.Differs))
            mews.Fail(MewsFault.Unchanged, "accounts/update");
        if (state is nameof(OperationState.Failed))
            mews.Fail(MewsFault.Status(500), "accounts/update");
        (await business.Put($"customers/{customer}/email", new { email = "anna@smyth.example" })).Expect(200);
        if (state is nameof(OperationState.Waiting))
            await Eventually.IsTrue(async () => await State(business, customer) == "waiting", "it waits for the connection, whose probe stays in the outbox");
        else
            await platform.Delivered(business);

        var card = await Panel(business, customer);

        card.QuerySelector(".sync")!.TextContent.Should().Be(word);
        card.QuerySelector("code")!.TextContent.Should().Be(FakeMewsHotel.Id(mews.Hotel.Guests.Single()));
        card.QuerySelectorAll("button[name=retry]").Length.Should().Be(state is nameof(OperationState.InStep) ? 0 : 1);
    }

    /// <summary>The panel as the customer page draws it.</summary>
    private static Task<IHtmlDocument> Panel(TestBusiness business, Guid customer) => business.Platform.Inside(business, services =>
    {
        services.GetServices<ICustomerPanel>().Should().Contain(panel => panel.Component == typeof(HotelSystemPanel) && panel.Title == "Hotel system");
        return DrawnPanel.Draw<HotelSystemPanel>(services, business, new() { ["CustomerId"] = customer });
    });

    private static Task<Testing.Platform> Start(Db db, params (string Key, string? Value)[] more)
    {
        var settings = new Dictionary<string, string?> { ["Connectors:AllowPrivateNetworks"] = "true", ["Connectors:FirstRetry"] = "00:00:00.1", ["Connectors:FirstProbe"] = "01:00:00", ["Connectors:LongestProbe"] = "01:00:00" };
        foreach (var (key, value) in more)
            settings[key] = value;
        return Testing.Platform.Start(db, settings);
    }

    private static async Task<Guid> Connect(TestBusiness business, FakeMews mews) => (await business.Post("pms/connections", new
    {
        plugin = "mews",
        name = "Harbour Hotel",
        settings = new Dictionary<string, string> { ["address"] = mews.Address, ["client-token"] = FakeMews.ClientToken, ["access-token"] = FakeMews.AccessToken },
    })).Expect(201).Id;

    private static async Task<Guid> Book(TestBusiness business, string firstName, string lastName)
    {
        var therapist = (await business.Post("resources", new { kind = "person", name = "Eva" })).Expect(201).Id;
        var massage = (await business.Post("services", new { kind = "appointment", name = "Massage", durationMinutes = 60, capacity = 1, priceMinor = 8_500, resourceIds = new[] { therapist } })).Expect(201).Id;
        var day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(7);
        var wish = new { serviceId = massage, resourceId = therapist, startsAt = $"{day:yyyy-MM-dd}T10:00", customer = new { firstName, lastName }, path = "unvalidated", bookWithoutEmail = true };
        return Guid.Parse((string)(await business.Post("bookings", wish)).Expect(201)["customerId"]!);
    }

    private static async Task<string?> State(TestBusiness business, Guid customer) =>
        (string?)(await business.Get($"pms/operations?customerId={customer}")).Expect(200)["items"]!.AsArray().SingleOrDefault()?["state"];

    /// <summary>Signed in as the owner, without script.</summary>
    private sealed class Browser(HttpClient http)
    {
        public static async Task<Browser> SignIn(TestBusiness business)
        {
            var browser = new Browser(business.Platform.Client());
            await browser.Press("/sign-in", "Sign in", ("email", business.OwnerEmail), ("password", TestBusiness.Password));
            return browser;
        }

        public async Task<IHtmlDocument> Open(string address) => await Read(await http.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute)));

        /// <summary>Fills in fields of the form that the button belongs to, presses it, and goes where the answer leads.</summary>
        public async Task<IHtmlDocument> Press(string address, string button, params (string Name, string Value)[] typed)
        {
            var pressed = (await Open(address)).QuerySelectorAll<IHtmlButtonElement>("button").Single(candidate => candidate.TextContent.Trim() == button);
            var form = pressed.Form!.Elements.OfType<IHtmlInputElement>().Where(input => input.Name is not null && input.Type != "checkbox").ToDictionary(input => input.Name!, input => input.Value);
            foreach (var select in pressed.Form.Elements.OfType<IHtmlSelectElement>())
                form[select.Name!] = select.Value ?? "";
            if (pressed.Name is { Length: > 0 } name)
                form[name] = pressed.Value;
            foreach (var (field, value) in typed)
                form[field] = value;
            using var content = new FormUrlEncodedContent(form);
            var answer = await http.PostAsync(new Uri(address, UriKind.RelativeOrAbsolute), content);
            return answer.StatusCode is HttpStatusCode.Redirect ? await Open(answer.Headers.Location!.ToString()) : await Read(answer);
        }

        private static async Task<IHtmlDocument> Read(HttpResponseMessage answer)
        {
            using (answer)
                return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        }
    }
}
