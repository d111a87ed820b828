using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BookingPlatform.Connectors.Tests.Fakes;

/// <summary>
/// Mews as its description says, in this process, on a free port: customers with state, its errors, its rate limit, and switches for everything that goes wrong
/// outside a description. It knows nothing of our connector, so other test projects can start it too.
/// </summary>
public sealed class FakeMews : IAsyncDisposable
{
    public const string ClientToken = "CLIENT-E0D439EE522F44368DC78E1BFB03710C";
    public const string AccessToken = "ACCESS-C66EF7B239D24632943D115EDE9CB810";
    private const string Prefix = "/api/connector/v1/";
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private readonly WebApplication app;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly List<MewsRequestSeen> requests = [];
    private readonly List<Planned> plans = [];
    private readonly Queue<DateTimeOffset> recent = new();

    private FakeMews(WebApplication app, TimeProvider clock)
    {
        (this.app, this.clock) = (app, clock);
        Hotel = new FakeMewsHotel(clock);
        app.Run(Answer);
    }

    public static async Task<FakeMews> Start(TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var fake = new FakeMews(builder.Build(), clock ?? TimeProvider.System);
        await fake.app.StartAsync();
        return fake;
    }

    /// <summary>The address to put into the connection's settings.</summary>
    public string Address => app.Urls.Single();

    /// <summary>The guests and notes, to look at and to change.</summary>
    public FakeMewsHotel Hotel { get; }

    /// <summary>Requests let through in any 30 seconds.</summary>
    public int RequestsInThirtySeconds { get; set; } = 200;

    /// <summary>Every request received, oldest first.</summary>
    public IReadOnlyList<MewsRequestSeen> Requests
    {
        get
        {
            lock (gate)
                return [.. requests];
        }
    }

    /// <summary>The requests of one operation, such as <c>customers/add</c>.</summary>
    public IReadOnlyList<MewsRequestSeen> RequestsOf(string operation) => [.. Requests.Where(r => r.Operation == operation)];

    /// <summary>From now on goes wrong in this way.</summary>
    /// <param name="fault">How.</param>
    /// <param name="operation">Only this operation; null means all.</param>
    /// <param name="times">How often; then all is well again.</param>
    public void Fail(MewsFault fault, string? operation = null, int times = int.MaxValue)
    {
        lock (gate)
            plans.Add(new Planned(fault, operation, times));
    }

    /// <summary>Everything works again.</summary>
    public void Recover()
    {
        lock (gate)
            plans.Clear();
    }

    /// <summary>Stops listening: connections are refused from now on.</summary>
    public Task GoDark() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await app.DisposeAsync();
        stopping.Dispose();
    }

    private async Task Answer(HttpContext http)
    {
        var operation = http.Request.Path.Value is { } path && path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..] : "";
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        http.Response.Headers["Request-Id"] = Guid.NewGuid().ToString();
        var fault = Record(operation, body);

        using var aborted = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping.Token);
        if (fault is null)
            await Serve(http, operation, body, change: true);
        else
            await fault.Run(http, change => Serve(http, operation, body, change), aborted.Token);
    }

    private MewsFault? Record(string operation, string body)
    {
        lock (gate)
        {
            requests.Add(new MewsRequestSeen(operation, body));
            var plan = plans.FirstOrDefault(p => p.Left > 0 && (p.Operation is null || p.Operation == operation));
            if (plan is not null)
                plan.Left--;
            return plan?.Fault;
        }
    }

    private async Task Serve(HttpContext http, string operation, string body, bool change)
    {
        var (status, answer) = Judge(http, operation, body, change);
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.WriteAsync(answer.ToJsonString());
    }

    private (int Status, JsonObject Answer) Judge(HttpContext http, string operation, string body, bool change)
    {
        if (http.Request.Method != HttpMethods.Post || !FakeMewsHotel.Knows(operation))
            return Error(404, "The operation does not exist.");
        if (Parse(body) is not { } request)
            return Error(400, "Invalid JSON.");
        if (Text(request, "ClientToken") != ClientToken || Text(request, "AccessToken") != AccessToken)
            return Error(401, "Invalid AccessToken.");
        if (TooMany() is { } wait)
        {
            http.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Error(429, "Too many requests.");
        }

        lock (gate)
            return Hotel.Handle(operation, request, change);
    }

    // The vendor's rule: a sliding window, counted per access token.
    private TimeSpan? TooMany()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            while (recent.TryPeek(out var oldest) && now - oldest >= Window)
                recent.Dequeue();
            if (recent.Count >= RequestsInThirtySeconds)
                return recent.TryPeek(out var first) ? first + Window - now : Window;

            recent.Enqueue(now);
            return null;
        }
    }

    internal static (int Status, JsonObject Answer) Error(int status, string message) =>
        (status, new JsonObject { ["Message"] = message, ["RequestId"] = Guid.NewGuid().ToString(), ["Details"] = null });

    internal static string? Text(JsonNode? node, string property) => node?[property] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static JsonObject? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed class Planned(MewsFault fault, string? operation, int times)
    {
        public MewsFault Fault => fault;
        public string? Operation => operation;
        public int Left { get; set; } = times;
    }
}

/// <summary>A request as received.</summary>
public sealed record MewsRequestSeen(string Operation, string Body)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();
}
