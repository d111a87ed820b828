using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace BookingPlatform.Connectors.Tests.Fakes;

/// <summary>One way to go wrong. <c>serve(true)</c> answers properly; <c>serve(false)</c> answers as if it had, but changes nothing.</summary>
public sealed class VendorFault
{
    private readonly Func<Turn, Task> run;

    private VendorFault(Func<Turn, Task> run) => this.run = run;

    /// <summary>Accepts the request and never answers.</summary>
    public static VendorFault Never { get; } = new(turn => Silence(turn.Aborted));

    /// <summary>Does it, and never answers.</summary>
    public static VendorFault NeverAfterwards { get; } = new(async turn =>
    {
        var body = turn.Http.Response.Body;
        turn.Http.Response.Body = Stream.Null;
        await turn.Serve(true);
        turn.Http.Response.Body = body;
        await Silence(turn.Aborted);
    });

    /// <summary>Begins a proper answer and falls silent.</summary>
    public static VendorFault Stalls { get; } = new(async turn =>
    {
        turn.Http.Response.ContentType = "application/json";
        await turn.Http.Response.WriteAsync("{\"Customers\":[", turn.Aborted);
        await turn.Http.Response.Body.FlushAsync(turn.Aborted);
        await Silence(turn.Aborted);
    });

    /// <summary>A maintenance page with status 200.</summary>
    public static VendorFault Html { get; } = new(turn => Write(turn.Http, 200, "text/html", "<html><body>Back soon</body></html>"));

    /// <summary>Status 200 and half a JSON document.</summary>
    public static VendorFault TruncatedJson { get; } = new(turn => Write(turn.Http, 200, "application/json", """{"Customers":[{"Id":"fadd5bb6"""));

    /// <summary>Promises more bytes than it sends, then cuts the connection.</summary>
    public static VendorFault CutShort { get; } = new(async turn =>
    {
        turn.Http.Response.ContentLength = 1000;
        await turn.Http.Response.WriteAsync("{\"Customers\":[");
        await turn.Http.Response.Body.FlushAsync();
        turn.Http.Abort();
    });

    /// <summary>Resets the connection before doing anything.</summary>
    public static VendorFault Reset { get; } = new(turn =>
    {
        if (turn.Http.Features.Get<IConnectionSocketFeature>() is { } connection)
            connection.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        turn.Http.Abort();
        return Task.CompletedTask;
    });

    /// <summary>Status 204 without content.</summary>
    public static VendorFault NoContent { get; } = new(turn =>
    {
        turn.Http.Response.StatusCode = 204;
        return Task.CompletedTask;
    });

    /// <summary>Answers as if it had done it, and did not.</summary>
    public static VendorFault Unchanged { get; } = new(turn => turn.Serve(false));

    /// <summary>Does it, and the answer is lost.</summary>
    public static VendorFault LostAnswer { get; } = new(async turn =>
    {
        var body = turn.Http.Response.Body;
        turn.Http.Response.Body = Stream.Null;
        await turn.Serve(true);
        turn.Http.Response.Body = body;
        turn.Http.Abort();
    });

    /// <summary>Sends the caller elsewhere.</summary>
    public static VendorFault Redirect(string to) => new(turn =>
    {
        turn.Http.Response.Redirect(to);
        return Task.CompletedTask;
    });

    /// <summary>An error as the vendor words it.</summary>
    public static VendorFault Status(int status, string message = "The reason in the words of the vendor.") =>
        new(turn => Write(turn.Http, status, "application/json", turn.Vendor.ErrorBody(status, message)));

    /// <summary>An error whose message repeats the request, secrets included.</summary>
    public static VendorFault Echo(int status) => new(turn =>
        Write(turn.Http, status, "application/json", turn.Vendor.ErrorBody(status, $"Cannot accept {string.Join(" and ", turn.Vendor.Secrets)}.")));

    /// <summary>An error with a Retry-After header.</summary>
    public static VendorFault RetryAfter(int status, string value) => new(turn =>
    {
        turn.Http.Response.Headers.RetryAfter = value;
        return Write(turn.Http, status, "application/json", turn.Vendor.ErrorBody(status, "Slow down."));
    });

    /// <summary>Exactly this answer.</summary>
    public static VendorFault Answer(int status, string json) => new(turn => Write(turn.Http, status, "application/json", json));

    public Task Run(Turn turn) => run(turn);

    private static Task Silence(CancellationToken aborted) => Task.Delay(Timeout.Infinite, aborted).ContinueWith(_ => { }, TaskScheduler.Default);

    private static Task Write(HttpContext http, int status, string type, string body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        return http.Response.WriteAsync(body);
    }

    /// <summary>A request that is to go wrong.</summary>
    public sealed record Turn(FakeVendor Vendor, HttpContext Http, Func<bool, Task> Serve, CancellationToken Aborted);
}
