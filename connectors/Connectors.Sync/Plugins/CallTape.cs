using System.Text.Json;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Connectors.Sync.Plugins;

/// <summary>The calls that one push makes, for the operation's page. It follows the flow of the push, because connectors are shared by many at a time.</summary>
internal sealed class CallTape
{
    private const int Most = 12;
    private const int LongestBody = 2000;
    private static readonly AsyncLocal<CallTape?> Running = new();
    private readonly Queue<PmsCall> calls = new();

    /// <summary>The calls since the start as JSON; null when there were none.</summary>
    public static string? Text => Running.Value?.Write();

    public static void Start() => Running.Value = new CallTape();

    public static void Record(PmsCall call) => Running.Value?.Add(call with { Sent = Short(call.Sent), Answered = Short(call.Answered) });

    public static IReadOnlyList<PmsCall> Read(string? text) => text is null ? [] : JsonSerializer.Deserialize<List<PmsCall>>(text) ?? [];

    private string? Write()
    {
        lock (calls)
            return calls.Count == 0 ? null : JsonSerializer.Serialize(calls);
    }

    private void Add(PmsCall call)
    {
        lock (calls)
        {
            calls.Enqueue(call);
            if (calls.Count > Most)
                calls.Dequeue();
        }
    }

    private static string? Short(string? body) => body?.Length > LongestBody ? $"{body[..LongestBody]}…" : body;
}
