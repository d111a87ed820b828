using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BookingPlatform.Browser.Tests;

/// <summary>A flag is set on the card, met everywhere staff look, and taken away again; a record is deleted and restored.</summary>
[Collection("demo")]
public sealed class FlagStory(DemoInBrowser demo)
{
    private const string Alert = "Faints at needles, keep her company";

    [Fact]
    [Trait("Criterion", "S2-16"), Trait("Criterion", "S2-17"), Trait("Criterion", "S2-18"), Trait("Criterion", "S2-19"), Trait("Criterion", "S2-20"), Trait("Criterion", "S2-21")]
    [Trait("Criterion", "S2-22"), Trait("Criterion", "S2-24"), Trait("Criterion", "S2-29"), Trait("Criterion", "S1-15"), Trait("Criterion", "S1-19")]
    public async Task A_flag_set_on_the_card_is_met_wherever_staff_look_and_gone_once_it_is_emptied()
    {
        var guest = await Guest.With(demo.Address, "Flora", "Flagstaff");
        var page = await demo.SignedIn();

        await Save(page, guest, Alert);

        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "2" }).First).ToBeVisibleAsync();
        await SeenInAgenda(page, guest);
        await SeenInBookings(page, guest);
        await SeenWhenChosen(page, guest);
        await page.GotoAsync("/customers?flagged=true&q=Flagstaff");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = guest.Name })).ToContainTextAsync(Alert);

        await Save(page, guest, "");

        await Expect(page.GetByText("Not flagged")).ToBeVisibleAsync();
        await page.GotoAsync($"/agenda?view=day&date={guest.Day}");
        await Expect(Tile(page, guest)).ToBeVisibleAsync();
        await Expect(Tile(page, guest)).Not.ToContainTextAsync("Alert");
        await page.GotoAsync("/customers?flagged=true&q=Flagstaff");
        await Expect(page.GetByText("Nobody found")).ToBeVisibleAsync();
        await page.GotoAsync($"/bookings/{guest.Appointment}");
        await Expect(page.GetByText(Alert)).ToHaveCountAsync(0);
    }

    [Fact]
    [Trait("Criterion", "S1-28"), Trait("Criterion", "S1-30")]
    public async Task A_deleted_record_leaves_its_bookings_behind_and_comes_back_with_one_press()
    {
        var guest = await Guest.With(demo.Address, "Delia", "Deleted");
        var page = await demo.SignedIn();
        await page.GotoAsync($"/customers/{guest.Id}/delete");
        await Expect(page.GetByText("2 bookings stay")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = $"Delete {guest.Name}" }).PressAsync("Enter");

        await Expect(page.GetByText("2 bookings stay and keep the name")).ToBeVisibleAsync();
        await page.GotoAsync($"/bookings/{guest.Appointment}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(guest.Name);
        await page.GotoAsync("/customers?q=Delia");
        await Expect(page.GetByText("Nobody found")).ToBeVisibleAsync();

        await page.GotoAsync("/customers?deleted=true&q=Delia");
        await page.GetByRole(AriaRole.Link, new() { Name = guest.Name }).First.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Restore {guest.Name}" }).PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = $"Restore {guest.Name}" })).ToHaveCountAsync(0);
        await page.GotoAsync("/customers?q=Delia");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = guest.Name }).First).ToBeVisibleAsync();
    }

    /// <summary>With the keyboard, from the field to its button.</summary>
    private static async Task Save(IPage page, Guest guest, string alert)
    {
        await page.GotoAsync($"/customers/{guest.Id}?tab=notes");
        await page.GetByLabel("Alert message").FocusAsync();
        await page.Keyboard.PressAsync("ControlOrMeta+A");
        await page.Keyboard.PressAsync("Delete");
        await page.Keyboard.TypeAsync(alert);
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save alert" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**saved=**");
    }

    private static async Task SeenInAgenda(IPage page, Guest guest)
    {
        foreach (var view in new[] { "day", "week", "list" })
        {
            await page.GotoAsync($"/agenda?view={view}&date={guest.Day}");
            await Expect(page.Locator("main li, main tr").Filter(new() { HasText = guest.Name }).Last).ToContainTextAsync("Alert");
        }

        await page.GotoAsync($"/agenda?view=day&date={guest.ClassDay}");
        var tile = page.Locator(".tile", new() { HasText = "Morning yoga" }).First;
        await Expect(tile).ToContainTextAsync("alert");
        await tile.GetByRole(AriaRole.Link).First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#drawer li", new() { HasText = guest.Name })).ToContainTextAsync(Alert);
    }

    private static async Task SeenInBookings(IPage page, Guest guest)
    {
        await page.GotoAsync($"/customers/{guest.Id}");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Bookings", Exact = true }).First.PressAsync("Enter");
        await page.WaitForURLAsync("**tab=bookings*");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(2);
        await Expect(page.Locator("tbody tr").First).ToContainTextAsync("Alert");
        foreach (var tab in new[] { "", "?tab=customer" })
        {
            await page.GotoAsync($"/bookings/{guest.Appointment}{tab}");
            await Expect(page.GetByRole(AriaRole.Note).Filter(new() { HasText = Alert }).First).ToBeVisibleAsync();
        }
    }

    /// <summary>The autocomplete announces the alert at once, before anything is saved; from the card the guest is filled in.</summary>
    private static async Task SeenWhenChosen(IPage page, Guest guest)
    {
        await page.GotoAsync("/bookings/new?path=validated");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Customer", Exact = true }).PressSequentiallyAsync("Flagst");
        await Expect(page.Locator("#who-list [role=option]").First).ToContainTextAsync("Alert");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#status")).ToContainTextAsync(Alert);
        await Expect(page.GetByRole(AriaRole.Note).Filter(new() { HasText = Alert }).First).ToBeVisibleAsync();

        await page.GotoAsync($"/customers/{guest.Id}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Make booking" }).PressAsync("Enter");
        await Expect(page.Locator("#drawer")).ToContainTextAsync(guest.Name);
        await Expect(page.Locator("#drawer")).ToContainTextAsync(Alert);
    }

    private static ILocator Tile(IPage page, Guest guest) => page.Locator(".tile", new() { HasText = guest.Name });

    /// <summary>Somebody with a massage on a day that the demo has left empty, and a place in a class.</summary>
    private sealed record Guest(Guid Id, string Name, Guid Appointment, string Day, string ClassDay)
    {
        public static async Task<Guest> With(string address, string first, string last)
        {
            using var http = new HttpClient { BaseAddress = new Uri(new Uri(address), "/api/v1/") };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "demo-harbour-key");
            var services = (await http.GetFromJsonAsync<JsonNode>("services"))!["items"]!.AsArray();
            var (day, classDay) = (After(first == "Flora" ? 19 : 20), After(8));
            var id = Guid.Parse((await Post(http, "customers", new { firstName = first, lastName = last, email = $"{first}@mail.example", createAnyway = true }))["id"]!.GetValue<string>());
            var massage = await Post(http, "bookings", new { serviceId = ServiceId(services, "Deep tissue massage"), startsAt = $"{day}T10:30", customer = new { id }, path = "validated" });
            await Post(http, "bookings", new { serviceId = ServiceId(services, "Morning yoga"), startsAt = $"{classDay}T08:00", customer = new { id }, path = "validated" });
            return new(id, $"{first} {last}", Guid.Parse(massage["id"]!.GetValue<string>()), day, classDay);
        }

        private static string After(int days) => DateTime.UtcNow.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        private static string ServiceId(JsonArray services, string name) => services.Single(service => service!["name"]!.GetValue<string>() == name)!["id"]!.GetValue<string>();

        private static async Task<JsonNode> Post(HttpClient http, string path, object body)
        {
            using var answer = await http.PostAsJsonAsync(path, body);
            return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonNode>())! : throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        }
    }
}
