using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace BookingPlatform.Connectors.Tests.Prism;

/// <summary>Passes requests to Prism and keeps what it said about each.</summary>
internal sealed class CheckedByPrism() : DelegatingHandler(new SocketsHttpHandler { UseCookies = false })
{
    private const string Prefix = "/api/connector/v1/";

    public List<Exchange> Exchanges { get; } = [];

    /// <summary>Changes an answer on its way to the connector, since Prism's examples show one situation only.</summary>
    public Action<string, JsonObject> Adjust { get; init; } = (_, _) => { };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var operation = request.RequestUri!.AbsolutePath[Prefix.Length..];
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        Exchanges.Add(new Exchange(operation, JsonNode.Parse(body)!.AsObject(), response.StatusCode, Violations(response)));

        if (response.IsSuccessStatusCode)
        {
            var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!.AsObject();
            Adjust(operation, answer);
            response.Content = new StringContent(answer.ToJsonString(), Encoding.UTF8, "application/json");
        }

        return response;
    }

    // Prism also reports where the vendor's own example breaks the vendor's own schema; that is none of the connector's business.
    private static string[] Violations(HttpResponseMessage response) => response.Headers.TryGetValues("sl-violations", out var header)
        ? [.. JsonNode.Parse(string.Join(",", header))!.AsArray().Where(v => v!["location"]?[0]?.GetValue<string>() == "request").Select(v => v!.ToJsonString())]
        : [];
}

/// <summary>A request and what Prism said about it.</summary>
internal sealed record Exchange(string Operation, JsonObject Body, HttpStatusCode Status, string[] Violations);
