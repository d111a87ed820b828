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
        "/agenda", "/agenda?view=week", "/agenda?view=rooms", "/bookings", "/bookings/new?path=unvalidated", "/bookings/new?path=validated", "/itineraries/new",
        "/customers", "/customers/new", "/customers/import", "/search?q=anna", "/jobs", "/settings", "/settings/services", "/settings/resources", "/settings/closures", "/settings/connections", "/settings/messages",
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

    [Fact]
    public async Task The_agenda_is_accessible_on_a_desktop_too()
    {
        var page = await demo.SignedIn();

        (await page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}").Should().BeEmpty();
    }
}
