using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BookingPlatform.Browser.Tests;

/// <summary>Somebody did not come: marked by a key on the agenda, asked about, blocked, and all of it taken back.</summary>
[Collection("demo")]
public sealed class NoShowStory(DemoInBrowser demo)
{
    [Fact]
    [Trait("Criterion", "S3-1"), Trait("Criterion", "S3-3"), Trait("Criterion", "S3-5"), Trait("Criterion", "S3-6"), Trait("Criterion", "S3-10"), Trait("Criterion", "S3-14")]
    [Trait("Criterion", "S3-15"), Trait("Criterion", "S3-16"), Trait("Criterion", "S3-18"), Trait("Criterion", "S3-22")]
    public async Task A_no_show_is_marked_by_key_answered_with_a_block_and_both_are_undone()
    {
        var guest = await Expected.An_hour_ago(demo.Address);
        var page = await demo.SignedIn(start: $"/agenda?view=day&date={guest.Day}&resourceId={guest.Resource}");
        var tile = page.Locator($".tile[data-b='{guest.Booking}']");

        await tile.GetByRole(AriaRole.Link).FocusAsync();
        await page.Keyboard.PressAsync("x");

        await Expect(tile).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("no-show"));
        await Expect(tile).ToContainTextAsync("No-show");
        await Expect(page.Locator("#drawer")).ToContainTextAsync("1 of 1");
        await page.Locator("#drawer").GetByLabel("Block online booking").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save answer" }).PressAsync("Enter");
        await page.WaitForURLAsync($"**/customers/{guest.Customer}");
        await Expect(page.GetByText("Online booking: blocked until")).ToBeVisibleAsync();
        await page.GotoAsync($"/customers/{guest.Customer}?tab=bookings");
        await Expect(page.Locator("tr.framed")).ToContainTextAsync("The customer did not come.");
        await page.GotoAsync($"/bookings/new?customerId={guest.Customer}&path=validated");
        await Expect(page.GetByText("Online booking is blocked. You can still book.")).ToBeVisibleAsync();

        await page.GotoAsync($"/customers/{guest.Customer}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo the block of online booking" }).PressAsync("Enter");
        await Expect(page.GetByText("Online booking: blocked until")).ToHaveCountAsync(0);
        await page.GotoAsync($"/bookings/{guest.Booking}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Arrived late" }).PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "has arrived" })).ToBeVisibleAsync();
        await page.GotoAsync($"/customers/{guest.Customer}?tab=bookings");
        await Expect(page.Locator("tr.framed")).ToHaveCountAsync(0);
    }

    /// <summary>Somebody with an appointment at a desk that never closes, which began an hour ago.</summary>
    private sealed record Expected(Guid Booking, Guid Customer, Guid Resource, string Day)
    {
        public static async Task<Expected> An_hour_ago(string address)
        {
            using var http = new HttpClient { BaseAddress = new Uri(new Uri(address), "/api/v1/") };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "demo-harbour-key");
            var began = DateTimeOffset.UtcNow.AddMinutes(-60);
            var start = new DateTimeOffset(began.Year, began.Month, began.Day, began.Hour, began.Minute, 0, TimeSpan.Zero);
            var resource = await Post(http, "resources", new { kind = "person", name = "Nora Night" });
            var service = await Post(http, "services", new { kind = "appointment", name = "Night desk", durationMinutes = 30, priceMinor = 1000, resourceIds = new[] { resource } });
            var customer = await Post(http, "customers", new { firstName = "Nicolas", lastName = "Nobody", email = "nicolas@nobody.example", createAnyway = true });
            var booking = await Post(http, "bookings", new { serviceId = service, resourceId = resource, startsAt = start.ToString("O", CultureInfo.InvariantCulture), customer = new { id = customer }, path = "validated" });
            var day = TimeZoneInfo.ConvertTimeBySystemTimeZoneId(start, "Europe/Lisbon").ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return new(booking, customer, resource, day);
        }

        private static async Task<Guid> Post(HttpClient http, string path, object body)
        {
            using var answer = await http.PostAsJsonAsync(path, body);
            return answer.IsSuccessStatusCode ? Guid.Parse((await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>()) : throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        }
    }
}
