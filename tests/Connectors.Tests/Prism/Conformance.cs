using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Connectors.Tests.Prism;

/// <summary>
/// Proves that a request fits the vendor's description. Prism silently stops checking what it cannot compile, so the same request is sent again with one
/// fault, which must be found.
/// </summary>
internal sealed class Conformance(PrismServer prism, IConnectorPlugin plugin, Dictionary<string, string> settings)
{
    /// <summary>What of a path the description does not have.</summary>
    public string Root { get; init; } = "";

    /// <summary>Answers in the place of Prism, whose examples show one situation only; null leaves the example.</summary>
    public Func<Sent, string?> Instead { get; init; } = _ => null;

    /// <summary>Operations that this version of the vendor's service does not have.</summary>
    public Func<Sent, bool> NotThere { get; init; } = _ => false;

    /// <param name="story">Makes the connector send the request.</param>
    /// <param name="proven">Tells the request that is to be proven.</param>
    /// <param name="fault">Puts a fault into it.</param>
    public async Task Proves(Func<IPmsConnector, Task> story, Func<Sent, bool> proven, Func<Sent, Sent> fault)
    {
        using var checking = new Checking(prism, this);
        await story(plugin.Create(new ConnectorContext { Settings = new SettingValues(settings), Http = checking }));

        checking.Seen.SelectMany(seen => seen.Violations).Should().BeEmpty();
        var sent = checking.Seen.Select(seen => seen.Request).LastOrDefault(proven);
        sent.Should().NotBeNull("the story sends the request; it sent {0}", string.Join(", ", checking.Seen.Select(s => $"{s.Request.Method} {s.Request.Target}")));
        (await checking.Ask(fault(sent!))).Violations.Should().NotBeEmpty("a check that finds nothing wrong here checks nothing");
    }

    private sealed class Checking(PrismServer prism, Conformance rules) : HttpMessageHandler
    {
        private readonly HttpClient client = new() { BaseAddress = prism.Address };

        public List<(Sent Request, string[] Violations)> Seen { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var sent = await Sent.From(request, rules.Root, cancellationToken);
            if (sent.Target == "/connect/token")
                return Json("""{"access_token":"a-token","expires_in":3600}""");
            if (rules.NotThere(sent))
                return new HttpResponseMessage(HttpStatusCode.NotFound) { RequestMessage = request };
            var (response, violations) = await Ask(sent);
            Seen.Add((sent, violations));
            return rules.Instead(sent) is { } answer ? Json(answer) : response;
        }

        public async Task<(HttpResponseMessage Response, string[] Violations)> Ask(Sent sent)
        {
            using var request = sent.ToMessage();
            var response = await client.SendAsync(request);
            return (response, Violations(response));
        }

        // Prism also reports where the vendor's own example breaks the vendor's own schema; that is none of the connector's business.
        private static string[] Violations(HttpResponseMessage response) =>
        [
            .. response.Headers.TryGetValues("sl-violations", out var header)
                ? JsonNode.Parse(string.Join(",", header))!.AsArray().Where(v => v!["location"]?[0]?.GetValue<string>() == "request").Select(v => v!.ToJsonString())
                : [],
            // Where the description has no answer for a bad request, Prism makes one up and sends no header.
            .. response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.UnprocessableEntity ? [$"status {response.StatusCode}"] : Array.Empty<string>(),
        ];

        private static HttpResponseMessage Json(string body) => new(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }
}

/// <summary>A request as the connector sent it.</summary>
internal sealed record Sent(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string? Body, string? Type)
{
    public static async Task<Sent> From(HttpRequestMessage request, string root, CancellationToken ct)
    {
        var target = request.RequestUri!.PathAndQuery;
        return new Sent(
            request.Method.Method,
            target.StartsWith(root, StringComparison.Ordinal) ? target[root.Length..] : target,
            request.Headers.ToDictionary(h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase),
            request.Content is null ? null : await request.Content.ReadAsStringAsync(ct),
            request.Content?.Headers.ContentType?.MediaType);
    }

    public Sent Without(string header) => this with { Headers = Headers.Where(h => !h.Key.Equals(header, StringComparison.OrdinalIgnoreCase)).ToDictionary() };

    /// <summary>The same with other text in target and body; it must occur.</summary>
    public Sent With(string text, string other)
    {
        (Target + Body).Should().Contain(text, "otherwise the fault is none");
        return this with { Target = Target.Replace(text, other, StringComparison.Ordinal), Body = Body?.Replace(text, other, StringComparison.Ordinal) };
    }

    public HttpRequestMessage ToMessage()
    {
        var request = new HttpRequestMessage(new HttpMethod(Method), new Uri(Target, UriKind.Relative));
        foreach (var (name, value) in Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (Body is not null)
            request.Content = new StringContent(Body, Encoding.UTF8, new MediaTypeHeaderValue(Type!));
        return request;
    }
}
