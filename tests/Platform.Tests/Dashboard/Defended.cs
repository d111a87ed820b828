using System.Net;
using System.Net.Http.Headers;
using System.Text;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Platform.Tests.Dashboard;

public sealed class Defended
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/api/v1/customers")]
    [InlineData("/nowhere")]
    [InlineData("/health/live")]
    public async Task Every_answer_tells_the_browser_what_to_refuse(string address)
    {
        using var http = (await Testing.Platform.On(Db.Sqlite)).Client();

        var answer = await http.GetAsync(address);

        Header(answer, "Content-Security-Policy").Should().Contain("default-src 'self'").And.Contain("frame-ancestors 'none'").And.NotContain("unsafe");
        Header(answer, "X-Content-Type-Options").Should().Be("nosniff");
        Header(answer, "Referrer-Policy").Should().Be("same-origin");
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        answer.Headers.Contains("Server").Should().BeFalse();
    }

    [Fact]
    public async Task Pages_have_no_script_or_style_of_their_own()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        using var desk = await Desk.Of(business);

        foreach (var address in new[] { "/jobs", "/settings", "/settings/api-keys", "/search?q=a", "/not-allowed" })
        {
            var page = await desk.Open(address);
            page.Document.QuerySelectorAll("style, script:not([src]), [style]").Should().BeEmpty(address);
            page.Document.All.SelectMany(element => element.Attributes).Where(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)).Should().BeEmpty(address);
        }
    }

    [Fact]
    public async Task Transport_is_pinned_over_https()
    {
        using var http = (await Testing.Platform.On(Db.Sqlite)).Client();
        http.BaseAddress = new Uri("https://bookings.example/");

        var answer = await http.GetAsync("/sign-in");

        Header(answer, "Strict-Transport-Security").Should().Contain("max-age");
    }

    [Fact]
    public async Task A_forged_host_gets_into_no_redirect()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        using var desk = await Desk.Of(business);
        desk.Http.DefaultRequestHeaders.Host = "evil.example";
        desk.Http.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");

        var home = await desk.Open("/sign-in");
        using var stranger = new Desk(business.Platform);
        stranger.Http.DefaultRequestHeaders.Host = "evil.example";
        var turnedAway = await stranger.Open("/settings");

        home.Location.Should().StartWith("/").And.NotContain("evil");
        turnedAway.Location.Should().StartWith("/sign-in").And.NotContain("evil");
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_with_a_page_that_says_what_to_do()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        using var desk = await Desk.Of(business);
        var page = await desk.Open("/settings/api-keys");

        var refused = await desk.Send(page, "make", ("name", "Website"), ("rights", "operations.see"), ("__RequestVerificationToken", "forged"));
        var signOut = await desk.Send(page, "/sign-out", ("__RequestVerificationToken", ""));

        refused.Expect(HttpStatusCode.BadRequest).Heading.Should().Be("This page has waited too long");
        signOut.Expect(HttpStatusCode.BadRequest);
        (await desk.Open("/settings/api-keys")).Expect(HttpStatusCode.OK).Text.Should().NotContain("Website");
    }

    [Fact]
    public async Task The_token_of_one_person_is_worth_nothing_to_another()
    {
        var platform = await Testing.Platform.On(Db.Sqlite);
        var business = await platform.NewBusiness();
        using var mine = await Desk.Of(business);
        using var theirs = await Desk.Of(await platform.NewBusiness());
        var page = await theirs.Open("/settings/api-keys");

        var refused = await mine.Send(page, "make", ("name", "Website"), ("rights", "operations.see"));

        refused.Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Errors_of_pages_have_pages()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        using var desk = await Desk.Of(business);

        var missing = (await desk.Open("/nowhere")).Expect(HttpStatusCode.NotFound);
        var wrongMethod = (await desk.Open("/sign-out")).Expect(HttpStatusCode.MethodNotAllowed);

        missing.Heading.Should().Be("Nothing here");
        missing.Document.QuerySelector("nav.nav").Should().NotBeNull("whoever is signed in keeps the way back");
        wrongMethod.Heading.Should().Be("Not possible this way");
    }

    [Theory, OnEveryDatabase]
    public async Task Errors_of_the_API_are_problems_with_codes(Db db)
    {
        var business = await (await Testing.Platform.On(db)).NewBusiness();

        (await business.Get("nowhere")).ExpectProblem(404, "not-found");
        (await business.Send(HttpMethod.Put, "jobs", new { })).ExpectProblem(405, "method-not-allowed");
        (await business.Send(HttpMethod.Post, "outbox/retry", new StringContent("listener", Encoding.UTF8, "text/plain"))).ExpectProblem(415, "unsupported-media-type");
        (await business.Send(HttpMethod.Post, "outbox/retry", Json("{ \"listener\": "))).ExpectProblem(400, "malformed");
        (await business.Send(HttpMethod.Post, "outbox/discard", Json("{ \"listener\": 7 }"))).ExpectProblem(400, "malformed");
        (await business.Get("jobs/runs?state=nonsense")).ExpectProblem(422, "validation");
        (await business.Get("audit?subject=nonsense")).ExpectProblem(400, "malformed")["detail"]!.ToString().Should().Be("The value of subject could not be read.");
        (await business.Get("audit?from=2026-02-30")).ExpectProblem(400, "malformed")["detail"]!.ToString().Should().Be("The value of from could not be read.");
        (await business.Get("bookings?customerId=7")).ExpectProblem(400, "malformed")["detail"]!.ToString().Should().Be("The value of customerId could not be read.");
    }

    /// <summary>Over a socket: the limit is the server's, and the test server has none.</summary>
    [Fact]
    public async Task A_body_of_ten_megabytes_is_refused()
    {
        await using var platform = await Testing.Platform.Start(Db.Sqlite, onSocket: true);
        var business = await platform.NewBusiness();
        using var http = platform.Client();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", business.ApiKey);

        var answer = await http.PostAsync("/api/v1/outbox/retry", Json($"{{ \"listener\": \"{new string('x', 10 * 1024 * 1024)}\" }}"));

        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("\"code\":\"too-large\"");
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
}
