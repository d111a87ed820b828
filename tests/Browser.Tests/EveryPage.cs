using Deque.AxeCore.Playwright;
using FluentAssertions;
using Microsoft.Playwright;
using Xunit;

namespace BookingPlatform.Browser.Tests;

/// <summary>Each page in light and dark by axe, without overflow on a small phone, and without a word from the content security policy.</summary>
[Collection("demo")]
public sealed class EveryPage(DemoInBrowser demo)
{
    public static TheoryData<string> Pages { get; } =
    [
        "/agenda", "/agenda?view=3days", "/agenda?view=week", "/agenda?view=month", "/agenda?view=list", "/agenda?view=rooms", "/agenda/outcomes",
        "/bookings", "/bookings/new?path=unvalidated", "/bookings/new?path=validated", "/itineraries/new", "/cash", "/cash/closing",
        "/customers", "/customers?flagged=true", "/customers/new", "/customers/import", "/customers/lists", "/search?q=anna", "/more",
        "/reports", "/reports/customers", "/reports/brochure-requests", "/jobs", "/settings", "/settings/services", "/settings/resources", "/settings/closures",
        "/settings/connections", "/settings/customers", "/settings/messages", "/settings/messages/letters",
    ];

    [Theory, MemberData(nameof(Pages))]
    public async Task Is_accessible_fits_a_small_phone_and_obeys_the_content_policy(string address)
    {
        foreach (var dark in new[] { false, true })
        {
            var page = await demo.SignedIn(320, 700, dark);
            var complaints = new List<string>();
            page.Console += (_, message) =>
            {
                if (message.Type == "error")
                    complaints.Add(message.Text);
            };

            var answer = await page.GotoAsync(address);

            answer!.Status.Should().Be(200);
            var axe = await page.RunAxe();
            axe.Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}").Should().BeEmpty($"{address} {(dark ? "dark" : "light")}");
            var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            overflow.Should().BeLessThanOrEqualTo(0, $"{address} does not scroll sideways at 320 px");
            complaints.Should().BeEmpty();
            await page.Context.CloseAsync();
        }
    }

    [Theory]
    [InlineData("day"), InlineData("3days"), InlineData("week"), InlineData("month"), InlineData("list"), InlineData("rooms")]
    [Trait("Criterion", "C10")]
    public async Task The_agenda_is_accessible_on_a_desktop_in_light_and_dark_and_at_360_px(string view)
    {
        var tomorrow = DateTime.UtcNow.AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        foreach (var (width, dark) in new[] { (1280, false), (1280, true), (360, true) })
        {
            var page = await demo.SignedIn(width, 900, dark);
            await page.GotoAsync($"/agenda?view={view}&date={tomorrow}&cancelled=true");

            (await page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}").Should().BeEmpty($"{view} at {width} px");
            await page.Context.CloseAsync();
        }
    }
}
