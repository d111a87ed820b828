using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BookingPlatform.Browser.Tests;

/// <summary>A guest books online: on a small telephone, without script, and when they may not.</summary>
[Collection("demo")]
public sealed class GuestStory(DemoInBrowser demo)
{
    private const string Start = "/g/harbour-hotel";

    [Fact]
    [Trait("Criterion", "S1-3")]
    public async Task With_a_small_telephone_a_massage_is_booked_and_a_slip_in_the_address_put_right()
    {
        var page = await demo.Observed();
        await page.SetViewportSizeAsync(320, 700);
        await ToDetails(page, day: 3);
        await Expect(page.Locator("[data-hold-left]")).ToBeVisibleAsync();
        await page.Locator("#customer-firstName").FillAsync("Greta");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep for longer" }).ClickAsync();
        await Expect(page.Locator("#customer-firstName")).ToHaveValueAsync("Greta");
        await BeAccessible(page, "the details");

        await page.Locator("#customer-email").FillAsync("greta.guest@gnail.com");
        await page.Locator("#customer-lastName").FillAsync("Guest");
        await page.GetByRole(AriaRole.Button, new() { Name = "greta.guest@gmail.com" }).ClickAsync();
        await Expect(page.Locator("#customer-email")).ToHaveValueAsync("greta.guest@gmail.com");
        await page.Locator("#customer-lastName").PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("You are booked");
        await BeAccessible(page, "the confirmation");
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        overflow.Should().BeLessThanOrEqualTo(0);
        await page.CloseAsync();
    }

    [Fact]
    public async Task Without_script_and_in_another_language_the_same_links_and_forms_do()
    {
        var page = await demo.SignedIn(script: false, start: null);
        await page.GotoAsync(Start);
        await page.Locator("summary").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Nederlands" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Online boeken");
        await ToDetails(page, day: 4);
        await page.Locator("main .btn.primary").ClickAsync();
        await Expect(page.GetByText("Typ uw voornaam.")).ToBeVisibleAsync();

        await Type(page, "Noor", "Jansen", "noor@jansen.example");
        await page.Locator("main .btn.primary").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("U bent geboekt");
        await page.CloseAsync();
    }

    [Fact]
    [Trait("Criterion", "S3-12"), Trait("Criterion", "S3-30")]
    public async Task A_blocked_guest_reads_whom_to_call_and_nothing_else()
    {
        await Block("Boris", "Barred", "boris@barred.example");
        var page = await demo.Observed();
        await ToDetails(page, day: 5);
        await Type(page, "Boris", "Barred", "boris@barred.example");

        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm booking" }).ClickAsync();

        var told = page.GetByRole(AriaRole.Alert);
        await Expect(told).ToContainTextAsync("This booking cannot be made online. Please call us");
        await Expect(told.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "tel:+351215550100");
        await Expect(page.Locator("body")).Not.ToContainTextAsync("blocked");
        await BeAccessible(page, "the refusal");
        await page.CloseAsync();
    }

    /// <summary>By links and buttons, as a guest goes; each story on a day of its own.</summary>
    private static async Task ToDetails(IPage page, int day)
    {
        if (!page.Url.EndsWith("lang=nl", StringComparison.Ordinal))
            await page.GotoAsync(Start);
        await page.GetByRole(AriaRole.Link, new() { Name = "Deep tissue massage" }).ClickAsync();
        // The month after next: far enough that no other story books there.
        var next = await page.Locator(".days-head [rel=next]").GetAttributeAsync("href");
        await page.GotoAsync(new Uri(new Uri(page.Url), next).ToString());
        await page.Locator(".days-head [rel=next]").ClickAsync();
        await page.Locator(".days-grid a").Nth(day).ClickAsync();
        await page.Locator("button[name=take]").First.ClickAsync();
        await Expect(page.Locator("#customer-firstName")).ToBeVisibleAsync();
    }

    private static async Task Type(IPage page, string first, string last, string email)
    {
        await page.Locator("#customer-firstName").FillAsync(first);
        await page.Locator("#customer-lastName").FillAsync(last);
        await page.Locator("#customer-email").FillAsync(email);
    }

    private static async Task BeAccessible(IPage page, string what)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        (await Axe.Violations(page)).Should().BeEmpty($"{what} in light");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark, ReducedMotion = ReducedMotion.Reduce });
        (await Axe.Violations(page, "color-contrast")).Should().BeEmpty($"{what} in dark");
    }

    private async Task Block(string first, string last, string email)
    {
        using var http = new HttpClient { BaseAddress = new Uri(new Uri(demo.Address), "/api/v1/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "demo-harbour-key");
        using var made = await http.PostAsJsonAsync("customers", new { firstName = first, lastName = last, email, createAnyway = true });
        var id = (string)(await made.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
        using var blocked = await http.PutAsJsonAsync($"customers/{id}/online-block", new { reason = "Did not come" });
        blocked.EnsureSuccessStatusCode();
    }
}
