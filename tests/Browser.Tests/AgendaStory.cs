using FluentAssertions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BookingPlatform.Browser.Tests;

/// <summary>Working in the agenda.</summary>
[Collection("demo")]
public sealed class AgendaStory(DemoInBrowser demo)
{
    [Fact]
    public async Task At_the_end_of_the_day_each_open_booking_takes_one_key()
    {
        var page = await demo.SignedIn();
        await page.GotoAsync("/agenda/outcomes");
        var lines = page.Locator(".list > li");
        var before = await lines.CountAsync();
        before.Should().BeGreaterThan(1, "the demo leaves some without an outcome");

        await lines.First.GetByRole(AriaRole.Link).FocusAsync();
        await page.Keyboard.PressAsync("c");

        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "completed" })).ToBeVisibleAsync();
        await Expect(lines).ToHaveCountAsync(before - 1);
    }
}
