using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Platform.Tests.Matrix;

/// <summary>Reliability, row 16, beside JSON: every form of every page, files, and what other programs send.</summary>
[Trait("Criterion", "R-16")]
public sealed class BadForms
{
    private static readonly string[] Nonsense = ["a\0b", new string('x', 20_000), "\u202e\u0645\u0631\u062d\u0628\u0627 \U0001F9D6", "   ", "", "-1e300", "9999-99-99", "00000000-0000-0000-0000-000000000000", "<script>alert(1)</script>{{7*7}}"];

    [Fact]
    public async Task Whatever_is_typed_into_the_forms_of_the_pages_breaks_nothing()
    {
        var house = await FilledHouse.Open(await (await Testing.Platform.On(Db.Sqlite)).NewBusiness());
        using var desk = await Desk.Of(house.Business);
        var pages = (await Endpoints.All()).Where(endpoint => !endpoint.IsApi() && endpoint.Method() == HttpMethod.Get && !endpoint.Address().StartsWith("/error", StringComparison.Ordinal)).ToList();
        var (broken, sent) = (new ConcurrentQueue<string>(), 0);

        foreach (var endpoint in pages)
        {
            using var request = endpoint.Request(name => house.Named(name));
            var page = await desk.Open(request.RequestUri!.OriginalString.Replace("{slug}", house.Business.Slug, StringComparison.OrdinalIgnoreCase));
            if ((int)page.Status >= 500)
                broken.Enqueue($"{page.Address}: {(int)page.Status}");
            foreach (var (form, name) in FormsOf(page))
                for (var kind = 0; kind < 2; kind++)
                {
                    var turn = sent++;
                    var answer = await desk.Send(page, name, [.. FieldsOf(form).Select((field, at) => (field, Nonsense[(turn + at) % Nonsense.Length])), ("idempotency-key", Guid.NewGuid().ToString("N"))]);
                    if ((int)answer.Status >= 500)
                        broken.Enqueue($"{page.Address} {name}: {(int)answer.Status}");
                }
        }

        broken.Should().BeEmpty();
        sent.Should().BeGreaterThan(120, "forms were really sent");
        (await house.Everything()).Should().NotContain(line => line.Contains('\0', StringComparison.Ordinal));
    }

    private static readonly Dictionary<string, Func<byte[]>> Files = new()
    {
        ["nothing"] = () => [],
        ["blank"] = () => "  \n \n"u8.ToArray(),
        ["NUL"] = () => "first name,last name\nA\0na,Sil\0va\n"u8.ToArray(),
        ["not text"] = () => [.. Enumerable.Range(0, 4096).Select(number => (byte)(number * 31))],
        ["RTL and emoji"] = () => Encoding.UTF8.GetBytes("first name,last name,email\n\u202e\u0645\u0631\u062d\u0628\u0627,\U0001F9D6\u200d\u2640,\U0001F9D6@\U0001F9D6\n"),
        ["a cell too long"] = () => Encoding.UTF8.GetBytes($"first name,last name\n{new string('x', 60_000)},Silva\n"),
        ["a quotation that never ends"] = () => "first name,last name\n\"Ana,Silva\nBia,Nunes\n"u8.ToArray(),
        ["no heading it knows"] = () => "a,b,c\n1,2,3\n"u8.ToArray(),
        ["10 MB"] = () => Encoding.ASCII.GetBytes(new string('x', 10_000_000)),
    };

    /// <summary>By name: a row that is itself ten megabytes would be kept many times over by whoever lists the tests.</summary>
    public static TheoryData<string> FileNames => new(Files.Keys);

    [Theory, MemberData(nameof(FileNames))]
    public async Task A_bad_address_book_is_refused_in_words_or_read_without_the_bad_rows(string what)
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        using var content = new ByteArrayContent(Files[what]());
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");

        var answer = await business.Send(HttpMethod.Post, "customers/import", content);

        answer.Status.Should().BeLessThan(500, what);
        if (answer.Status >= 400)
            answer.Code.Should().NotBeNull(what);
        (await business.Get("customers")).Expect(200).Text.Should().NotContain("\\u0000");
    }

    [Fact]
    public async Task What_other_programs_send_is_refused_or_ignored_whatever_it_is()
    {
        var platform = await Testing.Platform.On(Db.Sqlite);
        using var http = platform.Client();
        var doors = (await Endpoints.All()).Where(endpoint => endpoint.IsApi() && endpoint.IsOpen() && endpoint.Method() == HttpMethod.Post).ToList();
        string[] bodies = ["", "   ", "{", "[]", "null", "7", "\"x\"", "{\"a\":\"\\u0000\"}", "{\"events\":[{}]}", "[[[[[[]]]]]]", new string('[', 5_000), $"{{\"x\":\"{new string('x', 100_000)}\"}}", "\u202e\U0001F9D6", "<xml/>", "a=1&b=\0"];

        foreach (var door in doors)
            foreach (var body in bodies)
                foreach (var type in new[] { "application/json", "application/x-www-form-urlencoded", "text/plain" })
                {
                    using var request = door.Request(_ => Guid.NewGuid());
                    request.Content = new StringContent(body, Encoding.UTF8, type);
                    using var answer = await http.SendAsync(request);
                    ((int)answer.StatusCode).Should().BeLessThan(500, $"{door.Address()} was sent {body[..Math.Min(30, body.Length)]} as {type}");
                }

        doors.Should().HaveCountGreaterThan(1);
    }

    [Theory]
    [InlineData("/sign-in", "application/x-www-form-urlencoded")]
    [InlineData("/api/v1/messages/bounces", "application/json")]
    public async Task Ten_megabytes_are_refused_before_they_are_read(string address, string type)
    {
        await using var platform = await Testing.Platform.Start(Db.Sqlite, onSocket: true);
        using var http = platform.Client();
        using var content = new ByteArrayContent(new byte[10_000_000]);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);

        using var answer = await http.PostAsync(address, content);

        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    /// <summary>Those that are sent: not signing out, which would end the run.</summary>
    private static IEnumerable<(IHtmlFormElement Form, string Name)> FormsOf(Shown page) => page.Document.Forms
        .Where(form => string.Equals(form.Method, "post", StringComparison.OrdinalIgnoreCase))
        .Select(form => (form, Name: form.QuerySelector<IHtmlInputElement>("input[name=_handler]")?.Value))
        .Where(form => form.Name is not null && form.Name is not ("password" or "sign-out" or "end-others" or "everywhere"))
        .Select(form => (form.form, form.Name!));

    private static IEnumerable<string> FieldsOf(IHtmlFormElement form) => form.QuerySelectorAll("input:not([type=hidden]):not([type=file]), select, textarea, button")
        .Select(field => field.GetAttribute("name")).OfType<string>().Where(name => name.Length > 0).Distinct();
}
