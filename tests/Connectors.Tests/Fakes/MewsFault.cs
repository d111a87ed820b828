using Microsoft.AspNetCore.Http;

namespace BookingPlatform.Connectors.Tests.Fakes;

/// <summary>One way to go wrong. <c>serve(true)</c> answers properly; <c>serve(false)</c> answers as if it had, but changes nothing.</summary>
public sealed class MewsFault
{
    private readonly Func<HttpContext, Func<bool, Task>, CancellationToken, Task> run;

    private MewsFault(Func<HttpContext, Func<bool, Task>, CancellationToken, Task> run) => this.run = run;

    /// <summary>Accepts the request and never answers.</summary>
    public static MewsFault Never { get; } = new((_, _, aborted) => Task.Delay(Timeout.Infinite, aborted).ContinueWith(_ => { }, TaskScheduler.Default));

    /// <summary>Begins a proper answer and falls silent.</summary>
    public static MewsFault Stalls { get; } = new(async (http, _, aborted) =>
    {
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync("{\"Customers\":[", aborted);
        await http.Response.Body.FlushAsync(aborted);
        await Task.Delay(Timeout.Infinite, aborted).ContinueWith(_ => { }, TaskScheduler.Default);
    });

    /// <summary>A maintenance page with status 200.</summary>
    public static MewsFault Html { get; } = new((http, _, _) => Write(http, 200, "text/html", "<html><body>Back soon</body></html>"));

    /// <summary>Status 200 and half a JSON document.</summary>
    public static MewsFault TruncatedJson { get; } = new((http, _, _) => Write(http, 200, "application/json", """{"Customers":[{"Id":"fadd5bb6"""));

    /// <summary>Promises more bytes than it sends, then cuts the connection.</summary>
    public static MewsFault CutShort { get; } = new(async (http, _, _) =>
    {
        http.Response.ContentLength = 1000;
        await http.Response.WriteAsync("{\"Customers\":[");
        await http.Response.Body.FlushAsync();
        http.Abort();
    });

    /// <summary>Status 200 without content.</summary>
    public static MewsFault NoContent { get; } = new((http, _, _) =>
    {
        http.Response.StatusCode = 204;
        return Task.CompletedTask;
    });

    /// <summary>Answers as if it had done it, and did not.</summary>
    public static MewsFault Unchanged { get; } = new((_, serve, _) => serve(false));

    /// <summary>Does it, and the answer is lost.</summary>
    public static MewsFault LostAnswer { get; } = new(async (http, serve, _) =>
    {
        var body = http.Response.Body;
        http.Response.Body = Stream.Null;
        await serve(true);
        http.Response.Body = body;
        http.Abort();
    });

    /// <summary>Sends the caller elsewhere.</summary>
    public static MewsFault Redirect(string to) => new((http, _, _) =>
    {
        http.Response.Redirect(to);
        return Task.CompletedTask;
    });

    /// <summary>An error as Mews words it.</summary>
    public static MewsFault Status(int status, string message = "The reason in the words of Mews.") => new((http, _, _) =>
        Write(http, status, "application/json", FakeMews.Error(status, message).Answer.ToJsonString()));

    /// <summary>An error whose message repeats the request, secrets included.</summary>
    public static MewsFault Echo(int status) => Status(status, $"Cannot accept {FakeMews.ClientToken} and {FakeMews.AccessToken}.");

    /// <summary>An error with a Retry-After header.</summary>
    public static MewsFault RetryAfter(int status, string value) => new((http, _, _) =>
    {
        http.Response.Headers.RetryAfter = value;
        return Write(http, status, "application/json", FakeMews.Error(status, "Slow down.").Answer.ToJsonString());
    });

    public Task Run(HttpContext http, Func<bool, Task> serve, CancellationToken aborted) => run(http, serve, aborted);

    private static Task Write(HttpContext http, int status, string type, string body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        return http.Response.WriteAsync(body);
    }
}
