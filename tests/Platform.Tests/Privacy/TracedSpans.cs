using System.Collections.Concurrent;
using System.Diagnostics;

namespace BookingPlatform.Platform.Tests.Privacy;

/// <summary>Keeps what every span of every source says: its name, tags, events, baggage and links, as any collector of traces would be sent them.</summary>
internal sealed class TracedSpans : IDisposable
{
    private readonly ActivityListener listener;

    public TracedSpans()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Said.Enqueue(Text(activity)),
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>Name of the span that <see cref="Plant"/> makes.</summary>
    public const string Control = "control";

    public ConcurrentQueue<string> Said { get; } = new();

    /// <summary>A span that says what none may say, to see that it would be found.</summary>
    public static void Plant(string mark)
    {
        using var source = new ActivitySource("Control");
        using var planted = source.StartActivity(Control)?.SetTag("customer", mark);
    }

    /// <summary>Operations of the spans that say any of these.</summary>
    public IEnumerable<string> Found(IEnumerable<string> marks) => Said.Where(text => marks.Any(mark => text.Contains(mark, StringComparison.Ordinal))).Select(text => text.Split(' ')[1]);

    public void Dispose() => listener.Dispose();

    private static string Text(Activity activity) => string.Join(' ',
    [
        activity.Source.Name, activity.OperationName, activity.DisplayName, activity.StatusDescription ?? "", activity.TraceStateString ?? "",
        .. activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"),
        .. activity.Baggage.Select(item => $"{item.Key}={item.Value}"),
        .. activity.Events.SelectMany(moment => moment.Tags.Select(tag => $"{moment.Name} {tag.Key}={tag.Value}")),
        .. activity.Links.SelectMany(link => (link.Tags ?? []).Select(tag => $"{tag.Key}={tag.Value}")),
    ]);
}
