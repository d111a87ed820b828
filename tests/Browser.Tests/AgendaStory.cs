using System.Globalization;
using System.Text.RegularExpressions;
using FluentAssertions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BookingPlatform.Browser.Tests;

/// <summary>Working in the agenda: by keyboard alone, and by mouse.</summary>
[Collection("demo")]
public sealed partial class AgendaStory(DemoInBrowser demo)
{
    /// <summary>A day after the last one the demo has filled.</summary>
    private static string EmptyDay(int after) => DateTime.UtcNow.AddDays(14 + after).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Fact]
    [Trait("Issue", "C-keyboard")]
    public async Task By_keyboard_alone_a_booking_is_made_moved_resized_undone_and_cancelled()
    {
        var page = await demo.SignedIn();
        await page.GotoAsync($"/agenda?view=day&date={EmptyDay(12)}");
        await Make(page, "Kim", "Keys");
        var card = page.Locator(".tile", new() { HasText = "Kim Keys" });
        await page.GotoAsync($"/agenda?view=day&date={EmptyDay(12)}");
        await Expect(card).ToContainTextAsync("09:00–10:30");

        await Reach(page, "Kim Keys");
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("#status")).ToContainTextAsync("09:30–11:00");
        await page.Keyboard.PressAsync("Enter");
        await Expect(card).ToContainTextAsync("09:30–11:00");
        await Expect(page.Locator("#toasts")).ToContainTextAsync("moved to 09:30–11:00");

        await Expect(card.Locator("> a")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Shift+ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(card).ToContainTextAsync("09:30–11:15");
        await page.Keyboard.PressAsync("u");
        await Expect(card).ToContainTextAsync("09:30–11:00");

        await Expect(card.Locator("> a")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Delete");
        await Expect(page.Locator("#drawer")).ToContainTextAsync("Cancel the booking of Kim Keys?");
        await page.Keyboard.TypeAsync("Changed plans");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/agenda?view=day&date=*&cancelled=*");
        await Expect(page.GetByText("Kim Keys: cancelled")).ToBeVisibleAsync();
    }

    [Fact]
    [Trait("Issue", "C-mouse")]
    public async Task By_mouse_a_booking_is_dragged_and_one_dropped_on_a_taken_time_goes_back()
    {
        var page = await demo.SignedIn();
        await page.GotoAsync($"/agenda?view=day&date={EmptyDay(1)}");
        await Make(page, "Mo", "Mouse");
        await page.GotoAsync($"/agenda?view=day&date={EmptyDay(1)}");
        var card = page.Locator(".tile", new() { HasText = "Mo Mouse" });

        await Drag(page, card, hours: 2);
        await Expect(card).ToContainTextAsync("11:00–12:30");
        await Expect(page.Locator("#toasts")).ToContainTextAsync("Undo");

        await page.GotoAsync($"/agenda?view=day&date={EmptyDay(1)}");
        await Make(page, "Una", "Undercut");
        await page.GotoAsync($"/agenda?view=day&date={EmptyDay(1)}");
        await Drag(page, card, hours: -2, beforeDrop: async () => await Expect(page.Locator(".lift-note")).ToContainTextAsync("Taken: Una Undercut"));

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This time is taken");
        await Expect(card).ToContainTextAsync("11:00–12:30");
        (await card.GetAttributeAsync("class")).Should().Contain("h11");
    }

    [Fact]
    [Trait("Issue", "C-touch")]
    public async Task By_touch_a_finger_that_rests_lifts_a_booking_and_one_that_swipes_scrolls()
    {
        var page = await demo.SignedIn(touch: true, start: $"/agenda?view=day&date={EmptyDay(8)}");
        await Make(page, "Tia", "Touch");
        await page.GotoAsync($"/agenda?view=day&date={EmptyDay(8)}");
        var card = page.Locator(".tile", new() { HasText = "Tia Touch" });
        await card.ScrollIntoViewIfNeededAsync();
        var (hour, box) = (await HourHeight(page), (await card.BoundingBoxAsync())!);

        await Finger(page, (box.X + 30, box.Y + 12), rests: false, down: 2 * hour);
        await Expect(card).ToContainTextAsync("09:00–10:30");
        await Expect(page.Locator(".lift-note")).ToHaveCountAsync(0);
        await page.EvaluateAsync("document.querySelector('.agenda').scrollTop = 0");

        box = (await card.BoundingBoxAsync())!;
        await Finger(page, (box.X + 30, box.Y + 12), rests: true, down: 0);
        await Expect(page.Locator("#card-menu")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");

        await Finger(page, (box.X + 30, box.Y + 12), rests: true, down: hour);
        await Expect(card).ToContainTextAsync("10:00–11:30");
        await Expect(page.Locator("#toasts")).ToContainTextAsync("moved to 10:00–11:30");
    }

    [Fact]
    public async Task An_appointment_is_cut_and_pasted_without_script()
    {
        var page = await demo.SignedIn();
        await page.GotoAsync($"/agenda?view=day&date={EmptyDay(2)}");
        await Make(page, "Pia", "Paste");
        var id = BookingId().Match(page.Url).Value;
        page = await demo.SignedIn(script: false);

        await page.GotoAsync($"/agenda?view=day&date={EmptyDay(3)}&cut={id}");
        await Expect(page.GetByText("Choose a free time to move it there.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = MoveHere() }).First.ClickAsync(new() { Force = true });

        await Expect(page.GetByText("Pia Paste moved to")).ToBeVisibleAsync();
        await Expect(page.Locator(".tile", new() { HasText = "Pia Paste" })).ToBeVisibleAsync();
    }

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

    /// <summary>From the first free place of Eva's column through the drawer, with the keyboard.</summary>
    private static async Task Make(IPage page, string first, string last)
    {
        var slot = page.Locator(".agenda-col").First.Locator(".slot a").First;
        await slot.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#forward")).ToBeVisibleAsync();
        await page.Locator("#forward").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#forward")).ToContainTextAsync("checkout");
        await page.Locator("#forward").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByLabel("First name").FillAsync(first);
        await page.GetByLabel("Last name").FillAsync(last);
        await page.GetByLabel("Last name").PressAsync("Enter");
        var anyway = page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Make Booking" });
        await anyway.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(BookingId());
    }

    /// <summary>Tab into the grid, then arrows down the column until the card has the focus.</summary>
    private static async Task Reach(IPage page, string name)
    {
        await page.Locator(".agenda").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        for (var i = 0; i < 30; i++)
        {
            if ((await page.EvaluateAsync<string>("document.activeElement.textContent")).Contains(name, StringComparison.Ordinal))
                return;
            await page.Keyboard.PressAsync("ArrowUp");
        }

        throw new Xunit.Sdk.XunitException($"The arrows do not reach {name}.");
    }

    private static async Task Drag(IPage page, ILocator card, int hours, Func<Task>? beforeDrop = null)
    {
        await card.ScrollIntoViewIfNeededAsync();
        var hour = await HourHeight(page);
        var box = (await card.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 30, box.Y + 12);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + 34, box.Y + 30, new() { Steps = 3 });
        await page.Mouse.MoveAsync(box.X + 34, box.Y + 12 + hours * hour, new() { Steps = 6 });
        if (beforeDrop is not null)
            await beforeDrop();
        await page.Mouse.UpAsync();
    }

    private static Task<float> HourHeight(IPage page) =>
        page.EvaluateAsync<float>("(() => { const g = document.querySelector('.agenda-col > ol'), a = document.querySelector('.agenda'); return g.getBoundingClientRect().height / (+a.className.match(/to(\\d+)/)[1] - +a.className.match(/from(\\d+)/)[1]); })()");

    /// <summary>A finger comes down, rests or not, goes down the screen that far, and leaves.</summary>
    private static async Task Finger(IPage page, (float X, float Y) at, bool rests, float down)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        Task Touch(string type, float y) => session.SendAsync("Input.dispatchTouchEvent", new()
        {
            ["type"] = type,
            ["touchPoints"] = type == "touchEnd" ? Array.Empty<object>() : new object[] { new { x = at.X, y } },
        });
        await Touch("touchStart", at.Y);
        if (rests)
            await Expect(page.Locator(".lift-note")).ToBeVisibleAsync();
        for (var step = 1; down > 0 && step <= 6; step++)
            await Touch("touchMove", at.Y + down * step / 6);
        await Touch("touchEnd", at.Y);
        await session.DetachAsync();
    }

    [GeneratedRegex("(?<=/bookings/)[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex BookingId();

    [GeneratedRegex("move here")]
    private static partial Regex MoveHere();
}
