using System.Net;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Platform.Tests.Dashboard;

public sealed class Fragments
{
    [Fact]
    public async Task Htmx_gets_the_page_without_the_shell_and_going_back_gets_all_of_it()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        using var desk = await Desk.Of(business);
        using var back = new HttpRequestMessage(HttpMethod.Get, "/settings") { Headers = { { "HX-Request", "true" }, { "HX-History-Restore-Request", "true" } } };

        var whole = await desk.Open("/settings");
        var fragment = await desk.Open("/settings", htmx: true);
        var restored = await (await desk.Http.SendAsync(back)).Content.ReadAsStringAsync();

        whole.Html.Should().StartWith("<!DOCTYPE html>").And.Contain("class=\"nav\"");
        fragment.Html.Should().NotContain("<html").And.NotContain("class=\"nav\"").And.Contain("API keys");
        fragment.Document.Title.Should().Be($"Settings · Harbour Hotel {business.Slug}");
        restored.Should().StartWith("<!DOCTYPE html>");
    }

    [Fact]
    public async Task Without_a_session_htmx_moves_the_window_to_sign_in_and_back_to_the_page_it_worked_in()
    {
        var platform = await Testing.Platform.On(Db.Sqlite);
        await platform.NewBusiness();
        using var http = platform.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/search/options?q=an") { Headers = { { "HX-Request", "true" }, { "HX-Current-URL", "http://localhost/jobs?state=failed" } } };

        var answer = await http.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.GetValues("HX-Redirect").Should().Equal("/sign-in?returnUrl=%2Fjobs%3Fstate%3Dfailed");
        answer.Headers.Location.Should().BeNull();
    }

    [Fact]
    public async Task What_a_person_chose_stands_on_the_page_and_anything_else_does_not()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        using var desk = await Desk.Of(business);
        desk.Http.DefaultRequestHeaders.Add("Cookie", "theme=dark; density=\"><script>; shortcuts=off");

        var html = (await desk.Open("/settings")).Document.DocumentElement;

        html.GetAttribute("data-theme").Should().Be("dark");
        html.GetAttribute("data-density").Should().BeNull();
        html.GetAttribute("data-shortcuts").Should().Be("off");
    }

    [Theory]
    [InlineData("en-GB", "ltr")]
    [InlineData("ar-EG", "rtl")]
    [InlineData("he-IL", "rtl")]
    [InlineData("ja-JP", "ltr")]
    public async Task The_page_is_in_the_businesss_language_and_direction(string language, string direction)
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness(language: language);
        using var desk = await Desk.Of(business);

        var html = (await desk.Open("/settings")).Document.DocumentElement;

        html.GetAttribute("lang").Should().Be(language);
        html.GetAttribute("dir").Should().Be(direction);
    }
}
