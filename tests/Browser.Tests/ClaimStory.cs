using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BookingPlatform.Browser.Tests;

/// <summary>A booking is made at the desk without an email; with the slip the guest adds one and has the booking on the telephone.</summary>
[Collection("demo")]
public sealed class ClaimStory(DemoInBrowser demo)
{
    private const string Email = "clara.claims@guest.example";

    [Fact]
    [Trait("Criterion", "S0-31"), Trait("Criterion", "S0-37")]
    public async Task A_guest_booked_without_an_email_adds_one_with_the_slip_and_cancels_by_themselves()
    {
        var guest = await BookWithoutEmail();
        var desk = await demo.SignedIn(start: $"/customers/{guest}/claim-slip");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Make claim slip" }).ClickAsync();
        await Expect(desk.GetByRole(AriaRole.Button, new() { Name = "Print claim slip" })).ToBeVisibleAsync();
        var link = new Uri((await desk.Locator("a.clip").GetAttributeAsync("href"))!).PathAndQuery;

        var page = await demo.Observed();
        await page.SetViewportSizeAsync(320, 700);
        await page.GotoAsync(link);
        await Expect(page.GetByLabel("Code from the slip")).Not.ToBeEmptyAsync();
        await BeAccessible(page, "the claim");
        await page.GetByLabel("Email").FillAsync(Email);
        await page.GetByLabel("Email").PressAsync("Enter");
        await page.GetByLabel("Code from the mail").FillAsync(await Mailbox.Code(demo, Email));
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();

        await Expect(page.GetByText("your address is confirmed")).ToBeVisibleAsync();
        await Expect(page.Locator(".booking-link")).ToHaveCountAsync(1);
        await BeAccessible(page, "my bookings");
        await page.Locator(".booking-link").First.ClickAsync();
        await page.GetByText("Cancel booking").ClickAsync();
        await BeAccessible(page, "my booking");
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, cancel this booking" }).ClickAsync();
        await Expect(page.GetByText("Cancelled")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "My bookings" }).Last.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "My details" }).ClickAsync();
        await BeAccessible(page, "my details");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).Should().BeLessThanOrEqualTo(0);
        await desk.GotoAsync($"/customers/{guest}");
        await Expect(desk.GetByText(Email).First).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    private async Task<Guid> BookWithoutEmail()
    {
        using var http = new HttpClient { BaseAddress = new Uri(new Uri(demo.Address), "/api/v1/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "demo-harbour-key");
        var services = (await http.GetFromJsonAsync<JsonNode>("services"))!["items"]!.AsArray();
        var massage = (string)services.Single(service => (string)service!["name"]! == "Deep tissue massage")!["id"]!;
        var day = DateTime.UtcNow.AddDays(23).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        using var booked = await http.PostAsJsonAsync("bookings", new { serviceId = massage, startsAt = $"{day}T11:30", path = "unvalidated", bookWithoutEmail = true, customer = new { firstName = "Clara", lastName = "Claims" } });
        return (Guid)(await booked.Content.ReadFromJsonAsync<JsonNode>())!["customerId"]!;
    }

    private static async Task BeAccessible(IPage page, string what)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        (await Axe.Violations(page)).Should().BeEmpty($"{what} in light");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark, ReducedMotion = ReducedMotion.Reduce });
        (await Axe.Violations(page, "color-contrast")).Should().BeEmpty($"{what} in dark");
    }
}
