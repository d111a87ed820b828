using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BookingPlatform.Browser.Tests;

/// <summary>What a newcomer sees in the first minutes: a booking without an email, corrected later, and everything follows.</summary>
[Collection("demo")]
public sealed partial class NewcomerStory(DemoInBrowser demo)
{
    [Fact]
    [Trait("Criterion", "S0-1"), Trait("Criterion", "S0-2"), Trait("Criterion", "S0-6"), Trait("Criterion", "S0-14"), Trait("Criterion", "S0-15"), Trait("Criterion", "S0-16")]
    [Trait("Criterion", "S0-17"), Trait("Criterion", "S0-20"), Trait("Criterion", "S0-21"), Trait("Criterion", "S0-30"), Trait("Criterion", "S0-35"), Trait("Criterion", "S0-36")]
    [Trait("Criterion", "S0-38"), Trait("Criterion", "S0-39"), Trait("Criterion", "S0-44"), Trait("Criterion", "S0-48")]
    public async Task A_booking_without_an_email_is_made_corrected_and_everything_follows()
    {
        var page = await demo.SignedIn();
        await Expect(page.Locator(".tile").Nth(5)).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Book now" }).ClickAsync();
        await ChooseATime(page, "Deep tissue massage");
        await page.GetByLabel("First name").FillAsync("Nadia");
        await page.GetByLabel("Last name").FillAsync("Newcomer");
        await page.Locator("#forward").ClickAsync();

        var warning = page.GetByRole(AriaRole.Alertdialog);
        await Expect(warning).ToContainTextAsync("Book without an email?");
        await Expect(warning.GetByRole(AriaRole.Button, new() { Name = "Cancel" })).ToBeFocusedAsync();
        await warning.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(warning).ToBeHiddenAsync();
        await Expect(page.GetByLabel("First name")).ToHaveValueAsync("Nadia");
        await page.Locator("#forward").ClickAsync();
        await page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Make Booking" }).DblClickAsync();

        await page.WaitForURLAsync(BookingMade());
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Nadia Newcomer");
        await Expect(page.GetByText("No email yet").First).ToBeVisibleAsync();
        var booking = new Uri(page.Url).AbsolutePath;

        await page.GotoAsync($"{booking}?tab=customer");
        await page.GetByRole(AriaRole.Link, new() { Name = "No email yet, add" }).First.ClickAsync();
        await page.GetByLabel("Email").FillAsync("nadia.newcomer@mail.example");
        await page.Locator("form.form button.primary, form button.primary").First.ClickAsync();

        await page.GotoAsync(booking);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = SendNow() }).First.ClickAsync();
        await Eventually(async () =>
        {
            await page.GotoAsync(booking);
            return await page.GetByText("Sent", new() { Exact = false }).CountAsync() > 0 && await page.GetByText("No email yet").CountAsync() == 0;
        }, "the confirmation is sent");

        await page.GotoAsync($"{booking}?tab=customer");
        await page.GetByRole(AriaRole.Link, new() { Name = "Open customer card" }).ClickAsync();
        await Expect(page.GetByText("nadia.newcomer@mail.example").First).ToBeVisibleAsync();
        await Eventually(async () =>
        {
            await page.ReloadAsync();
            return await page.Locator(".sync.in-step").CountAsync() > 0;
        }, "the hotel's system is in step");

        await page.GotoAsync("/jobs");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Jobs");
    }

    [Fact]
    [Trait("Criterion", "S0-7"), Trait("Criterion", "S0-8"), Trait("Criterion", "S0-9"), Trait("Criterion", "S0-19"), Trait("Criterion", "S0-41")]
    public async Task A_blank_name_and_a_malformed_email_are_said_beside_the_field_and_nothing_goes_through()
    {
        var page = await demo.SignedIn();
        await page.GotoAsync("/bookings/new?path=unvalidated");
        await ChooseATime(page, "Facial");

        await Expect(page.GetByText("Do not use our own address")).ToBeVisibleAsync();
        await page.GetByLabel("First name").FillAsync("   ");
        await page.GetByLabel("Last name").FillAsync("Blank");
        await page.GetByLabel("Email").FillAsync("not-an-address");
        await page.Locator("#forward").ClickAsync();

        await Expect(page.Locator("[aria-invalid=true]").First).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Alertdialog)).ToHaveCountAsync(0);
        await Expect(page.Locator("p.error").First).ToBeVisibleAsync();
    }

    [Fact]
    [Trait("Criterion", "S0-3"), Trait("Criterion", "S0-10"), Trait("Criterion", "S0-11"), Trait("Criterion", "S0-12")]
    public async Task A_known_customer_is_found_first_and_cannot_be_altered_at_checkout()
    {
        var page = await demo.SignedIn();
        await page.GotoAsync("/bookings/new?path=validated");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Customer", Exact = true }).PressSequentiallyAsync("Ingrid");
        await page.Locator("#who-list [role=option]").First.ClickAsync();
        await ChooseATime(page, "Facial");

        await Expect(page.Locator(".locked").First).ToContainTextAsync("Ingrid");
        await Expect(page.GetByLabel("First name")).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Change in customer card" }).First).ToBeVisibleAsync();
        await page.GetByLabel("Notes").FillAsync("Prefers the quiet room");
        await page.Locator("#forward").ClickAsync();
        await page.WaitForURLAsync(BookingMade());
    }

    [Fact]
    [Trait("Criterion", "S0-16"), Trait("Criterion", "S0-17")]
    public async Task The_same_booking_works_without_script()
    {
        var page = await demo.SignedIn(script: false);
        await page.GotoAsync("/bookings/new?path=unvalidated");
        await page.Locator("#serviceId").SelectOptionAsync(await Option(page, "Deep tissue massage"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Show free times" }).ClickAsync();
        await page.Locator("input[name=day]").FillAsync(DateTime.UtcNow.AddDays(5).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.GetByRole(AriaRole.Button, new() { Name = "Show free times" }).ClickAsync();
        await page.Locator("input[name=startsAt]").Last.CheckAsync();
        await page.Locator("#forward").ClickAsync();
        await page.Locator("#forward").ClickAsync();
        await page.GetByLabel("First name").FillAsync("Noah");
        await page.GetByLabel("Last name").FillAsync("Noscript");
        await page.Locator("#forward").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make Booking" }).Last.ClickAsync();

        await page.WaitForURLAsync(BookingMade());
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Noah Noscript");
    }

    /// <summary>Schedule and Price: the last free time of a day next week, where the demo leaves room.</summary>
    private static async Task ChooseATime(IPage page, string service)
    {
        await page.Locator("#serviceId").SelectOptionAsync(await Option(page, service));
        await page.Locator("input[name=day]").FillAsync(DateTime.UtcNow.AddDays(6).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.Locator("input[name=day]").DispatchEventAsync("change");
        await page.WaitForTimeoutAsync(1000);
        await page.Locator("input[name=startsAt]").Last.CheckAsync();
        await page.Locator("#forward").ClickAsync();
        await Expect(page.Locator("#forward")).ToContainTextAsync("checkout");
        await page.Locator("#forward").ClickAsync();
        await Expect(page.Locator("#forward")).ToContainTextAsync("Make booking");
    }

    private static async Task<string> Option(IPage page, string service) =>
        await page.Locator("#serviceId option", new() { HasText = service }).First.GetAttributeAsync("value") ?? throw new InvalidOperationException($"{service} is not offered.");

    private static async Task Eventually(Func<Task<bool>> condition, string what)
    {
        for (var i = 0; i < 40; i++)
        {
            if (await condition())
                return;
            await Task.Delay(500);
        }

        throw new Xunit.Sdk.XunitException($"Waited in vain until {what}.");
    }

    [GeneratedRegex("/bookings/[0-9a-f-]{36}")]
    private static partial Regex BookingMade();

    [GeneratedRegex("Send now|Send")]
    private static partial Regex SendNow();
}
