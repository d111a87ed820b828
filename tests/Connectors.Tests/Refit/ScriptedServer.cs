using System.Net;
using System.Text;

namespace BookingPlatform.Connectors.Tests.Refit;

/// <summary>Remembers the request and gives the answer it was told.</summary>
internal sealed class ScriptedServer(HttpStatusCode status = HttpStatusCode.OK, string body = "{}", string type = "application/json") : HttpMessageHandler
{
    public HttpRequestMessage Seen { get; private set; } = null!;

    public string? SeenBody { get; private set; }

    public string SeenPath => Seen.RequestUri!.PathAndQuery;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Seen = request;
        SeenBody = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        return new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, type), RequestMessage = request };
    }
}
