using System.Collections.Concurrent;
using System.Globalization;
using FluentAssertions;
using Microsoft.Playwright;
using Xunit;

namespace BookingPlatform.Browser.Tests;

/// <summary>Each page in light and dark by axe, without overflow on a small phone, and without a word from the content security policy.</summary>
[Collection("demo")]
public sealed class EveryPage(DemoInBrowser demo)
{
    private static readonly ConcurrentDictionary<(string Address, string Link), string> Found = new();

    public static TheoryData<string> Pages { get; } =
    [
        "/agenda/outcomes", "/bookings", "/bookings/new?path=unvalidated", "/bookings/new?path=validated", "/itineraries/new", "/cash", "/cash/closing",
        "/customers", "/customers?flagged=true", "/customers/new", "/customers/import", "/customers/lists", "/search?q=anna", "/more",
        "/reports", "/reports/customers", "/reports/brochure-requests", "/jobs", "/jobs/work", "/jobs/work/all", "/settings", "/settings/services", "/settings/resources", "/settings/closures",
        "/settings/connections", "/settings/customers", "/settings/messages", "/settings/messages/letters", "/settings/connections/new", "/settings/services/new", "/settings/resources/new",
        "/settings/team", "/settings/api-keys", "/customers?deleted=true", "/settings/no-shows", "/customers?blocked=true", "/customers/block-requests",
        "/settings/no-shows/policy", "/reports/no-shows", "/duplicates", "/settings/duplicates", "/settings/privacy", "/settings/history?check=true",
        "/g/harbour-hotel", "/g/harbour-hotel/sign-in", "/g/harbour-hotel/offline", "/bookings/unreachable", "/settings/guest-policy",
        "/account", "/account/two-steps", "/account/passkeys/new", "/settings/team/invite", "/forgot-password", "/messages/untold", "/pms/differences",
        "/settings/messages/suppressed", "/settings/messages/templates", "/settings/webhooks", "/g/harbour-hotel/claim",
        "/marketing/mailings", "/marketing/mailings/new", "/settings/messages/templates/advertising/fr", "/settings/messages/templates/confirmation/de",
    ];

    /// <summary>Pages of one customer, booking or bill: the link of a page, its first one, and what stands behind it in the address, or which link to follow there.</summary>
    public static TheoryData<string, string, string> PagesOfOne { get; } = OfOne();

    [Theory, MemberData(nameof(Pages))]
    public async Task Is_accessible_fits_a_small_phone_and_obeys_the_content_policy(string address) => await Look(_ => Task.FromResult(address), 320);

    [Theory, MemberData(nameof(PagesOfOne))]
    public async Task Of_one_is_accessible_fits_a_small_phone_and_obeys_the_content_policy(string list, string link, string more) => await Look(async page =>
    {
        var address = await FirstLink(page, list, link);
        return more.StartsWith("a[", StringComparison.Ordinal) ? await FirstLink(page, address, more) : address + more;
    }, 320);

    [Theory]
    [InlineData("day"), InlineData("3days"), InlineData("week"), InlineData("month"), InlineData("list"), InlineData("rooms")]
    [Trait("Criterion", "C10")]
    public async Task The_agenda_is_accessible_on_a_desktop_in_light_and_dark_and_at_360_px(string view)
    {
        var tomorrow = DateTime.UtcNow.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await Look(_ => Task.FromResult($"/agenda?view={view}&date={tomorrow}&cancelled=true"), 360, 1280);
    }

    /// <summary>One visit: by axe at these widths in light and dark, for overflow from 320 px up, and for what the console says.</summary>
    private async Task Look(Func<IPage, Task<string>> find, params int[] widths)
    {
        var page = await demo.Observed();
        var address = await find(page);
        await page.SetViewportSizeAsync(widths[0], 900);
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                complaints.Add(message.Text);
        };

        var answer = await page.GotoAsync(address);

        answer!.Status.Should().Be(200);
        foreach (var width in widths)
        {
            await page.SetViewportSizeAsync(width, 900);
            await BeAccessible(page, $"{address} at {width} px");
        }

        foreach (var width in new[] { 320, 800, 1280 })
        {
            await page.SetViewportSizeAsync(width, 700);
            var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            overflow.Should().BeLessThanOrEqualTo(0, $"{address} does not scroll sideways at {width} px");
        }

        complaints.Should().BeEmpty();
        await page.CloseAsync();
    }

    /// <summary>All of axe's rules in light; in dark the one that colours have a part in. Without motion, or colours would be looked at on their way.</summary>
    private static async Task BeAccessible(IPage page, string what)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        (await Axe.Violations(page)).Should().BeEmpty($"{what} in light");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark, ReducedMotion = ReducedMotion.Reduce });
        (await Axe.Violations(page, "color-contrast")).Should().BeEmpty($"{what} in dark");
    }

    /// <summary>Where the first such link of a page leads; each page is opened for it once.</summary>
    private static async Task<string> FirstLink(IPage page, string address, string link)
    {
        if (Found.TryGetValue((address, link), out var known))
            return known;
        await page.GotoAsync(address);
        return Found[(address, link)] = (await page.Locator(link).First.GetAttributeAsync("href"))!;
    }

    private static TheoryData<string, string, string> OfOne()
    {
        const string customer = "tbody th a", booking = "a[href^='/bookings/0']";
        var data = new TheoryData<string, string, string>();
        foreach (var tab in new[] { "", "?tab=bookings", "?tab=messages", "?tab=notes", "?tab=history", "?tab=privacy", "/erase", "/details", "/email", "/statement", "/delete", "/brochure-request" })
            data.Add("/customers?flagged=true", customer, tab);
        data.Add("/customers?deleted=true", customer, "");
        foreach (var more in new[] { "", "?tab=customer", "/move", "/cancel", "/rebook", "/alert", "a[href*='/bookings/assign']" })
            data.Add("/bookings", booking, more);
        foreach (var more in new[] { "", "?tab=bookings", "/online-block", "/evidence" })
            data.Add("/customers?blocked=true", customer, more);
        foreach (var more in new[] { "", "/no-show", "/no-show-fee", "/objection" })
            data.Add("/bookings?status=NoShow", booking, more);
        data.Add("/duplicates", "a[href^='/duplicates/0']", "");
        data.Add("/duplicates", "a[href^='/duplicates/0']", "a[href^='/customers/merge']");
        data.Add("/cash", "tbody a[href^='/cash/bills/']", "");
        data.Add("/settings/services", "a[href^='/settings/services/0']", "");
        data.Add("/settings/services", "a[href^='/settings/services/0']", "/prices");
        data.Add("/settings/resources", "a[href^='/settings/resources/0']", "");
        data.Add("/settings/closures", "a[href^='/settings/closures/0']", "");
        data.Add("/agenda?view=list", "a[href^='/bookings/classes/0']", "");
        data.Add("/g/harbour-hotel", "a[href*='/book/']", "");
        data.Add("/g/harbour-hotel", ".offer:last-of-type a[href*='/book/']", "");
        return data;
    }
}
