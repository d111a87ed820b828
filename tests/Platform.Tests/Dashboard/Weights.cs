using System.Net;
using System.Text.RegularExpressions;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;
using Xunit.Abstractions;

namespace BookingPlatform.Platform.Tests.Dashboard;

/// <summary>Kilobytes over the wire, as a browser asks for them: with compression, with everything the page names.</summary>
public sealed partial class Weights(ITestOutputHelper output)
{
    private const int FirstVisit = 120 * 1024;
    private const int FurtherPage = 30 * 1024;

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/jobs")]
    [InlineData("/settings/api-keys")]
    public async Task The_first_visit_weighs_at_most_120_KB_and_a_further_page_30(string address)
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        using var desk = address == "/sign-in" ? new Desk(business.Platform) : await Desk.Of(business);

        var (page, html) = await Fetch(desk.Http, address);
        var assets = 0L;
        foreach (var asset in Named().Matches(html).Select(match => match.Groups[1].Value).Append("/lib/inter-latin-wght-normal.woff2").Distinct())
        {
            var (bytes, _) = await Fetch(desk.Http, asset);
            output.WriteLine($"{asset}: {bytes:N0}");
            assets += bytes;
        }

        output.WriteLine($"{address}: page {page:N0}, with all it needs {page + assets:N0} bytes");
        assets.Should().BeGreaterThan(40_000, "styles, scripts, icons and the font are counted");
        (page + assets).Should().BeLessThan(FirstVisit);
        page.Should().BeLessThan(FurtherPage);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("pl")]
    public async Task The_first_visit_of_a_guest_weighs_at_most_60_KB(string language)
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        (await business.Post("services", new { kind = "appointment", name = "Massage", durationMinutes = 60, priceMinor = 8000 })).Expect(201);
        using var http = business.Platform.Client();
        http.DefaultRequestHeaders.Add("Accept", "text/html");
        http.DefaultRequestHeaders.Add("Accept-Language", language);

        var (page, html) = await Fetch(http, $"/g/{business.Slug}");
        var assets = 0L;
        foreach (var asset in Named().Matches(html).Select(match => match.Groups[1].Value).Distinct())
            assets += (await Fetch(http, asset)).Bytes;

        output.WriteLine($"page {page:N0}, with all it needs {page + assets:N0} bytes");
        html.Should().NotContain(".woff2").And.NotContain("htmx");
        assets.Should().BeGreaterThan(10_000, "styles, scripts and icons are counted");
        (page + assets).Should().BeLessThan(60 * 1024);
    }

    [Fact]
    public async Task What_a_page_needs_is_cached_for_ever_by_its_content()
    {
        var platform = await Testing.Platform.On(Db.Sqlite);
        await platform.NewBusiness();
        using var http = platform.Client();
        var (_, html) = await Fetch(http, "/sign-in");

        foreach (var asset in Named().Matches(html).Select(match => match.Groups[1].Value).Where(asset => !asset.EndsWith(".woff2", StringComparison.Ordinal)))
        {
            var answer = await http.GetAsync(asset);
            answer.Headers.CacheControl?.MaxAge.Should().BeGreaterThan(TimeSpan.FromDays(300), asset);
        }
    }

    /// <returns>Bytes as sent, and the text.</returns>
    private static async Task<(long Bytes, string Text)> Fetch(HttpClient http, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address.Split('#')[0]);
        request.Headers.Add("Accept-Encoding", "br, gzip");
        using var answer = await http.SendAsync(request);
        answer.StatusCode.Should().Be(HttpStatusCode.OK, address);
        var sent = await answer.Content.ReadAsByteArrayAsync();
        return (sent.Length, Unpack(sent, answer.Content.Headers.ContentEncoding.FirstOrDefault()));
    }

    private static string Unpack(byte[] sent, string? encoding)
    {
        using var memory = new MemoryStream(sent);
        using Stream stream = encoding switch
        {
            "br" => new System.IO.Compression.BrotliStream(memory, System.IO.Compression.CompressionMode.Decompress),
            "gzip" => new System.IO.Compression.GZipStream(memory, System.IO.Compression.CompressionMode.Decompress),
            _ => memory,
        };
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Style sheets, scripts and icons; the sprite counts once.</summary>
    [GeneratedRegex("(?:href|src)=\"(/(?:css|js|lib|favicon)[^\"#]*)")]
    private static partial Regex Named();
}
