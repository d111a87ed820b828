using System.Text.RegularExpressions;

namespace BookingPlatform.Bench.Calendar;

/// <summary>Kilobytes that go over the line for a page.</summary>
/// <param name="First">With all the files it names.</param>
/// <param name="Further">Without them.</param>
internal sealed partial record PageWeight(double First, double Further)
{
    private const string LatinFont = "/lib/inter-latin-wght-normal.woff2";

    public static async Task<PageWeight> Of(HttpClient http, string page)
    {
        var text = await http.GetStringAsync(new Uri(page, UriKind.Relative));
        var further = await Sent(http, page);
        var files = 0.0;
        foreach (var file in Named().Matches(text).Select(match => match.Groups[1].Value).Append(LatinFont).Distinct())
            files += await Sent(http, file);
        return new PageWeight(further + files, further);
    }

    private static async Task<double> Sent(HttpClient http, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Accept-Encoding", "br");
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadAsByteArrayAsync()).Length / 1024.0;
    }

    [GeneratedRegex("(?:href|src)=\"(/(?:css|js|lib|favicon)[^\"#]*)")]
    private static partial Regex Named();
}
