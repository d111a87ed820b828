using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BookingPlatform.Browser.Tests;

/// <summary>A guest who is known books again, signs in, and looks at everything there is for guests, in every language.</summary>
[Collection("demo")]
public sealed class GuestLanguagesStory(DemoInBrowser demo)
{
    private const string Email = "lea.looks@guest.example";
    private const string Start = "/g/harbour-hotel";

    [Fact]
    public async Task A_known_guest_books_again_and_every_page_fits_in_five_languages()
    {
        await Known();
        // A window of its own: it signs in as a guest and changes the language.
        var page = await demo.SignedIn(320, 700, start: null);
        await Axe.BringTo(page.Context);
        var addresses = new List<string> { Start, $"{Start}/sign-in", $"{Start}/claim", $"{Start}/offline" };
        await ToDetails(page, addresses);
        await page.Locator("#customer-firstName").FillAsync("Lea");
        await page.Locator("#customer-lastName").FillAsync("Looks");
        await page.Locator("#customer-email").FillAsync(Email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm booking" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("You are booked");
        addresses.AddRange([new Uri(page.Url).AbsolutePath, $"{Start}/me", $"{Start}/me/details", $"{Start}/me/data"]);
        await SignIn(page);
        var booking = (await page.Locator(".booking-link").First.GetAttributeAsync("href"))!;
        addresses.AddRange([booking, $"{booking}/move", await Mailbox.WayOut(demo, Email)]);

        foreach (var language in new[] { "en", "fr", "nl", "pl", "de" })
            foreach (var address in addresses)
                await Fits(page, $"{address}{(address.Contains('?', StringComparison.Ordinal) ? "&" : "?")}lang={language}");
        foreach (var address in addresses)
        {
            await page.GotoAsync(address);
            await BeAccessible(page, $"{address} in German");
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Keine Neuigkeiten mehr" }).PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sie bekommen keine Neuigkeiten mehr");
        await page.Context.CloseAsync();
    }

    private async Task SignIn(IPage page)
    {
        await page.GotoAsync($"{Start}/sign-in");
        await page.GetByLabel("Email").First.FillAsync(Email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send me a link" }).ClickAsync();
        await page.GotoAsync(new Uri(await Mailbox.SignInLink(demo, Email)).PathAndQuery);
        await page.Locator("main .btn.primary").ClickAsync();
        await page.WaitForURLAsync("**/me");
    }

    private static async Task Fits(IPage page, string address)
    {
        (await page.GotoAsync(address))!.Status.Should().Be(200, address);
        foreach (var width in new[] { 800, 320 })
        {
            await page.SetViewportSizeAsync(width, 700);
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).Should().BeLessThanOrEqualTo(0, $"{address} does not scroll sideways at {width} px");
        }
    }

    /// <summary>The month after next, the eleventh day that is offered.</summary>
    private static async Task ToDetails(IPage page, List<string> seen)
    {
        await page.GotoAsync($"{Start}?lang=en");
        await page.GetByRole(AriaRole.Link, new() { Name = "Deep tissue massage" }).ClickAsync();
        for (var month = 0; month < 2; month++)
            await page.GotoAsync(new Uri(new Uri(page.Url), await page.Locator(".days-head [rel=next]").GetAttributeAsync("href")).ToString());
        await page.Locator(".days-grid a").Nth(10).ClickAsync();
        seen.Add(new Uri(page.Url).PathAndQuery);
        await page.Locator("button[name=take]").First.ClickAsync();
        await Expect(page.Locator("[data-hold-left]")).ToBeVisibleAsync();
        // The form itself only now: later its time is booked.
        var details = new Uri(page.Url).PathAndQuery;
        foreach (var language in new[] { "de", "fr", "nl", "pl", "en" })
            await Fits(page, $"{details}&lang={language}");
    }

    private static async Task BeAccessible(IPage page, string what)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        (await Axe.Violations(page)).Should().BeEmpty($"{what} in light");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark, ReducedMotion = ReducedMotion.Reduce });
        (await Axe.Violations(page, "color-contrast")).Should().BeEmpty($"{what} in dark");
    }

    /// <summary>Somebody with an address, who agreed to news and has got some.</summary>
    private async Task Known()
    {
        using var http = new HttpClient { BaseAddress = new Uri(new Uri(demo.Address), "/api/v1/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "demo-harbour-key");
        var id = await Post("customers", new { firstName = "Lea", lastName = "Looks", email = Email, createAnyway = true });
        using var agreed = await http.PutAsJsonAsync($"customers/{id}/consent", new { agrees = true, wording = "Yes, send me news." });
        agreed.EnsureSuccessStatusCode();
        var text = new { subject = "News", heading = "News", body = "Hello {{guest}},\n\ncome and see." };
        var mailing = await Post("mailings", new { name = "News of the house", audience = "q=lea looks", texts = new { en = text } });
        using var sent = await http.PostAsync(new Uri($"mailings/{mailing}/send", UriKind.Relative), null);
        sent.EnsureSuccessStatusCode();

        async Task<string> Post(string path, object body)
        {
            using var answer = await http.PostAsJsonAsync(path, body);
            answer.IsSuccessStatusCode.Should().BeTrue(await answer.Content.ReadAsStringAsync());
            return (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
        }
    }
}
