using System.Diagnostics;
using OpenTelemetry;

namespace BookingPlatform.Host.Observability;

/// <summary>
/// Takes out of spans what could name a guest or open a door: searches typed into addresses, secrets in paths, IP addresses, browsers. The route says which page it was.
/// </summary>
internal sealed class WithoutPeople : BaseProcessor<Activity>
{
    private static readonly string[] Personal = ["url.query", "client.address", "client.port", "network.peer.address", "network.peer.port", "user_agent.original"];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in Personal)
            if (data.GetTagItem(tag) is not null && data.Kind is ActivityKind.Server)
                data.SetTag(tag, null);
        if (data.GetTagItem("url.path") is not null)
            data.SetTag("url.path", data.GetTagItem("http.route"));
        if (data.GetTagItem("url.full") is string full)
            data.SetTag("url.full", Uri.TryCreate(full, UriKind.Absolute, out var address) ? address.GetLeftPart(UriPartial.Authority) : null);
    }
}
