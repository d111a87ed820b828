using System.Globalization;
using System.Net;
using System.Text;
using BookingPlatform.Kernel.Outgoing;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Notifications.Webhooks;

/// <summary>How webhooks go out; section <c>Webhooks</c> of the configuration.</summary>
internal sealed class WebhookSettings
{
    /// <summary>Whether endpoints may lie in loopback, private and link-local networks, and be reached without TLS. Otherwise whoever may change settings could probe the operator's own network.</summary>
    public bool AllowPrivateNetworks { get; set; }

    /// <summary>How long an endpoint may take to answer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The pause after a first failure.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(5);
}

/// <summary>What an endpoint answered: a status, or a sentence why there was none.</summary>
internal sealed record WebhookAnswer(int? Status, string? Why)
{
    public bool IsTaken => Status is >= 200 and < 300;

    public bool IsGone => Status is (int)HttpStatusCode.Gone;
}

/// <summary>Posts to endpoints, past the guard of all outgoing calls. It never throws for what servers and networks do, and reads nothing of what they send back.</summary>
internal sealed class WebhookClient : IDisposable
{
    private readonly WebhookSettings settings;
    private readonly OutgoingHttp outgoing;
    private readonly HttpClient http;

    public WebhookClient(IOptions<WebhookSettings> options)
    {
        settings = options.Value;
        outgoing = new OutgoingHttp(settings.AllowPrivateNetworks);
        http = new HttpClient(outgoing.Handler, disposeHandler: false) { Timeout = settings.Timeout };
    }

    /// <summary>What is wrong with an address; null when it can be called.</summary>
    public string? Fault(string? typed)
    {
        if (!Uri.TryCreate(typed, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.UserInfo.Length > 0 || address.Fragment.Length > 0)
            return "Give an address like https://example.com/hooks.";
        if (address.Scheme == "http" && !settings.AllowPrivateNetworks)
            return "The address must begin with https, or everybody on the way could read along.";
        return outgoing.Forbids(address) ? "The address lies in a private network. The operator of this platform has to allow that (Webhooks__AllowPrivateNetworks)." : null;
    }

    public async Task<WebhookAnswer> Post(WebhookEndpoint endpoint, Guid delivery, DateTimeOffset at, (string Body, string Signature) signed, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url) { Content = new StringContent(signed.Body, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", delivery.ToString("N"));
        request.Headers.Add("webhook-timestamp", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", signed.Signature);
        request.Headers.UserAgent.ParseAdd("BookingPlatform-Webhooks/1");
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return new WebhookAnswer((int)answer.StatusCode, answer.IsSuccessStatusCode ? null : string.Create(CultureInfo.InvariantCulture, $"It answered with status {(int)answer.StatusCode}."));
        }
        catch (HttpRequestException e)
        {
            return new WebhookAnswer(null, e.HttpRequestError is HttpRequestError.Unknown ? "The connection broke off." : $"No connection: {e.Message}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new WebhookAnswer(null, $"No answer within {settings.Timeout.TotalSeconds:0} seconds.");
        }
    }

    public void Dispose()
    {
        http.Dispose();
        outgoing.Dispose();
    }
}
