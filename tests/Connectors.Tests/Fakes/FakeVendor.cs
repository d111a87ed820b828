using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace BookingPlatform.Connectors.Tests.Fakes;

/// <summary>
/// A vendor's service in this process, on a free port: it remembers every request, goes wrong on demand, and leaves to the vendor what an answer is. It knows
/// nothing of our connectors, so other test projects can start it too.
/// </summary>
public abstract class FakeVendor : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly CancellationTokenSource stopping = new();
    private readonly List<SeenRequest> requests = [];
    private readonly List<Planned> plans = [];

    protected FakeVendor()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(Answer);
    }

    /// <summary>The address to put into the connection's settings.</summary>
    public string Address => app.Urls.Single();

    /// <summary>Every request received, oldest first.</summary>
    public IReadOnlyList<SeenRequest> Requests
    {
        get
        {
            lock (Gate)
                return [.. requests];
        }
    }

    /// <summary>What must never be seen in a log or a message.</summary>
    public abstract IReadOnlyList<string> Secrets { get; }

    /// <summary>Held while state is looked at or changed.</summary>
    protected Lock Gate { get; } = new();

    /// <summary>The requests of one operation.</summary>
    public IReadOnlyList<SeenRequest> RequestsOf(string operation) => [.. Requests.Where(r => r.Operation == operation)];

    /// <summary>From now on goes wrong in this way.</summary>
    /// <param name="fault">How.</param>
    /// <param name="operation">Only this operation; null means all.</param>
    /// <param name="times">How often; then all is well again.</param>
    public void Fail(VendorFault fault, string? operation = null, int times = int.MaxValue)
    {
        lock (Gate)
            plans.Add(new Planned(fault, operation, times));
    }

    /// <summary>Everything works again.</summary>
    public void Recover()
    {
        lock (Gate)
            plans.Clear();
    }

    /// <summary>Stops listening: connections are refused from now on.</summary>
    public Task GoDark() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await app.DisposeAsync();
        stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>An error body as this vendor words it.</summary>
    public abstract string ErrorBody(int status, string message);

    protected Task Listen() => app.StartAsync();

    /// <summary>What a request is called in the stories.</summary>
    protected abstract string OperationOf(string method, string path);

    /// <summary>The answer; with <paramref name="change"/> false it looks the same but changes nothing.</summary>
    protected abstract Reply Judge(SeenRequest request, bool change);

    /// <summary>The text of a property, or null.</summary>
    public static string? Text(JsonNode? node, string property) => node?[property] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private async Task Answer(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var request = new SeenRequest(http.Request.Method, OperationOf(http.Request.Method, http.Request.Path.Value ?? ""), http.Request.Path.Value ?? "", await reader.ReadToEndAsync())
        {
            Query = http.Request.Query.ToDictionary(q => q.Key, q => q.Value.OfType<string>().ToArray()),
            Headers = http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        };
        http.Response.Headers["Request-Id"] = http.Response.Headers["X-Request-Id"] = Guid.NewGuid().ToString();
        var fault = Record(request);

        using var aborted = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping.Token);
        if (fault is null)
            await Serve(http, request, change: true);
        else
            await fault.Run(new VendorFault.Turn(this, http, change => Serve(http, request, change), aborted.Token));
    }

    private VendorFault? Record(SeenRequest request)
    {
        lock (Gate)
        {
            requests.Add(request);
            var plan = plans.FirstOrDefault(p => p.Left > 0 && (p.Operation is null || p.Operation == request.Operation));
            if (plan is not null)
                plan.Left--;
            return plan?.Fault;
        }
    }

    private async Task Serve(HttpContext http, SeenRequest request, bool change)
    {
        Reply reply;
        lock (Gate)
            reply = Judge(request, change);
        http.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
            http.Response.Headers[name] = value;
        if (reply.Body is null)
            return;
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.WriteAsync(reply.Body);
    }

    private sealed class Planned(VendorFault fault, string? operation, int times)
    {
        public VendorFault Fault => fault;
        public string? Operation => operation;
        public int Left { get; set; } = times;
    }
}

/// <summary>A vendor's answer.</summary>
public sealed record Reply(int Status, string? Body = null)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public static Reply Ok(JsonNode body) => new(200, body.ToJsonString());
}

/// <summary>A request as received.</summary>
public sealed record SeenRequest(string Method, string Operation, string Path, string Body)
{
    /// <summary>When it had arrived.</summary>
    public DateTime AtUtc { get; } = DateTime.UtcNow;

    public IReadOnlyDictionary<string, string[]> Query { get; init; } = new Dictionary<string, string[]>();

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    public IReadOnlyDictionary<string, string> Form => new FormReader(Body).ReadForm().ToDictionary(f => f.Key, f => f.Value.ToString());

    public string LastSegment => Uri.UnescapeDataString(Path[(Path.LastIndexOf('/') + 1)..]);

    public string? First(string query) => Query.TryGetValue(query, out var values) ? values.FirstOrDefault() : null;

    /// <summary>The body, or null when it is no JSON object or array.</summary>
    public JsonNode? Parsed()
    {
        try
        {
            return JsonNode.Parse(Body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
