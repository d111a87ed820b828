using System.Globalization;
using System.Text.Json.Nodes;

namespace BookingPlatform.Connectors.Tests.Fakes;

/// <summary>Mews as its description says: customers with state, its errors, its rate limit.</summary>
public sealed class FakeMews : FakeVendor
{
    public const string ClientToken = "CLIENT-E0D439EE522F44368DC78E1BFB03710C";
    public const string AccessToken = "ACCESS-C66EF7B239D24632943D115EDE9CB810";
    private const string Prefix = "/api/connector/v1/";
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private readonly TimeProvider clock;
    private readonly Queue<DateTimeOffset> recent = new();

    private FakeMews(TimeProvider clock)
    {
        this.clock = clock;
        Hotel = new FakeMewsHotel(clock);
    }

    public static async Task<FakeMews> Start(TimeProvider? clock = null)
    {
        var fake = new FakeMews(clock ?? TimeProvider.System);
        await fake.Listen();
        return fake;
    }

    /// <summary>The guests and notes, to look at and to change.</summary>
    public FakeMewsHotel Hotel { get; }

    /// <summary>Requests let through in any 30 seconds.</summary>
    public int RequestsInThirtySeconds { get; set; } = 200;

    public override IReadOnlyList<string> Secrets => [ClientToken, AccessToken];

    public override string ErrorBody(int status, string message) => Error(status, message).Answer.ToJsonString();

    protected override string OperationOf(string method, string path) => path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..] : "";

    protected override Reply Judge(SeenRequest request, bool change)
    {
        if (request.Method != "POST" || !FakeMewsHotel.Knows(request.Operation))
            return Reply(Error(404, "The operation does not exist."));
        if (request.Parsed() is not JsonObject body)
            return Reply(Error(400, "Invalid JSON."));
        if (Text(body, "ClientToken") != ClientToken || Text(body, "AccessToken") != AccessToken)
            return Reply(Error(401, "Invalid AccessToken."));
        if (TooMany() is { } wait)
            return Reply(Error(429, "Too many requests.")) with { Headers = new Dictionary<string, string> { ["Retry-After"] = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture) } };
        return Reply(Hotel.Handle(request.Operation, body, change));
    }

    // The vendor's rule: a sliding window, counted per access token.
    private TimeSpan? TooMany()
    {
        var now = clock.GetUtcNow();
        while (recent.TryPeek(out var oldest) && now - oldest >= Window)
            recent.Dequeue();
        if (recent.Count >= RequestsInThirtySeconds)
            return recent.TryPeek(out var first) ? first + Window - now : Window;

        recent.Enqueue(now);
        return null;
    }

    internal static (int Status, JsonObject Answer) Error(int status, string message) =>
        (status, new JsonObject { ["Message"] = message, ["RequestId"] = Guid.NewGuid().ToString(), ["Details"] = null });

    internal static new string? Text(JsonNode? node, string property) => FakeVendor.Text(node, property);

    private static Reply Reply((int Status, JsonObject Answer) answer) => new(answer.Status, answer.Answer.ToJsonString());
}
