using System.Security.Cryptography;
using System.Text;
using BookingPlatform.Kernel.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Kernel.Web;

/// <summary>
/// A POST with an <c>Idempotency-Key</c> (a header, or the hidden field <c>idempotency-key</c> of a form) is carried out once.
/// Its answer commits in the same transaction as its effect, so a repeat is answered with the same bytes or, if nothing was committed, carried out now.
/// Draft RFC: draft-ietf-httpapi-idempotency-key-header.
/// </summary>
public sealed class IdempotencyMiddleware(RequestDelegate next)
{
    public const string Header = "Idempotency-Key";
    public const string FormField = "idempotency-key";
    private const int LongestKey = 200;

    public async Task InvokeAsync(HttpContext http, Work work)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || work.BusinessId == Guid.Empty || http.GetEndpoint()?.Metadata.GetMetadata<AnswersOnceAttribute>() is not null || await KeyOf(http.Request) is not { Length: > 0 } key)
        {
            await next(http);
            return;
        }

        if (key.Length > LongestKey)
        {
            await Refusal.Invalid("idempotencyKey", $"An {Header} has at most {LongestKey} characters.").ToProblem().ExecuteAsync(http);
            return;
        }

        var hash = await HashOf(http.Request);
        key = Scoped(http.Request, key, hash);
        var db = http.RequestServices.GetService(typeof(KernelDb)) as KernelDb ?? throw new InvalidOperationException("No KernelDb is registered.");
        if (await Find(db, key, http.RequestAborted) is { } known)
            await Repeat(http, known, hash);
        else
            await CarryOut(http, work, db, new(key, hash));
    }

    private async Task CarryOut(HttpContext http, Work work, KernelDb db, RequestKey request)
    {
        var wire = http.Response.Body;
        using var buffer = new MemoryStream();
        http.Response.Body = buffer;
        try
        {
            work.Hold();
            await next(http);
            http.Response.Body = wire;
            var ended = IsSuccess(http) ? await Commit(http, work, db, request, buffer) : await Lost(db, work, request, http.RequestAborted);
            if (ended is { } earlier)
                await Repeat(http, earlier, request.Hash);
            else
                await Send(http, buffer);
        }
        finally
        {
            http.Response.Body = wire;
        }
    }

    private static bool IsSuccess(HttpContext http) => http.Response.StatusCode is >= 200 and < 400;

    /// <summary>Commits effect and answer together. A twin that was quicker holds the key: then its answer is the answer.</summary>
    private static async Task<StoredAnswer?> Commit(HttpContext http, Work work, KernelDb db, RequestKey request, MemoryStream buffer)
    {
        db.Answers.Add(new StoredAnswer
        {
            BusinessId = work.BusinessId,
            Key = request.Key,
            RequestHash = request.Hash,
            Status = http.Response.StatusCode,
            ContentType = http.Response.ContentType ?? "",
            Location = http.Response.Headers.Location,
            Body = buffer.ToArray(),
            AtUtc = work.Now,
        });
        try
        {
            await work.CompleteAsync(http.RequestAborted);
            return null;
        }
        catch (DbUpdateException)
        {
            await work.AbandonAsync();
            return await Find(db, request.Key, http.RequestAborted) ?? throw new DbUpdateException("The answer could not be stored and no other answer holds its key.");
        }
    }

    /// <summary>Refused: perhaps because a twin with the same key was just carried out.</summary>
    private static async Task<StoredAnswer?> Lost(KernelDb db, Work work, RequestKey request, CancellationToken ct)
    {
        await work.AbandonAsync();
        return await Find(db, request.Key, ct);
    }

    private static Task<StoredAnswer?> Find(KernelDb db, string key, CancellationToken ct) =>
        db.Answers.AsNoTracking().SingleOrDefaultAsync(answer => answer.Key == key, ct);

    private static async Task Repeat(HttpContext http, StoredAnswer answer, string hash)
    {
        if (answer.RequestHash != hash)
        {
            await new Refusal(RefusalKind.Invalid, "idempotency-mismatch", $"This {Header} was used for a different request. Use a new key for a new request.").ToProblem().ExecuteAsync(http);
            return;
        }

        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.ContentType;
        if (answer.Location is { } location)
            http.Response.Headers.Location = location;
        http.Response.Headers["Idempotent-Replayed"] = "true";
        await http.Response.Body.WriteAsync(answer.Body, http.RequestAborted);
    }

    private static async Task Send(HttpContext http, MemoryStream buffer)
    {
        buffer.Position = 0;
        await buffer.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    private static async Task<string?> KeyOf(HttpRequest request)
    {
        if (request.Headers.TryGetValue(Header, out var header))
            return header.ToString().Trim();
        if (!request.HasFormContentType)
            return null;
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        return form[FormField].ToString();
    }

    /// <summary>
    /// Browsers keep a page with its form behind the Back button. Sent again unchanged it is the same request; changed it is meant as a new one,
    /// and a person must not meet the mismatch that tells a program of its mistake. The hash covers the form's key too.
    /// </summary>
    private static string Scoped(HttpRequest request, string key, string hash) =>
        request.Headers.ContainsKey(Header) ? key : $"form-{hash}";

    private static async Task<string> HashOf(HttpRequest request)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        if (request.HasFormContentType)
            return Finish(sha, await FormText(request));
        request.EnableBuffering();
        request.Body.Position = 0;
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted)) > 0)
            sha.AppendData(chunk, 0, read);
        request.Body.Position = 0;
        return Convert.ToHexString(sha.GetHashAndReset());
    }

    private static async Task<string> FormText(HttpRequest request) => string.Join('\n', (await request.ReadFormAsync(request.HttpContext.RequestAborted))
        .Where(field => !field.Key.StartsWith("__", StringComparison.Ordinal))
        .OrderBy(field => field.Key, StringComparer.Ordinal)
        .Select(field => $"{field.Key}={field.Value}"));

    private static string Finish(IncrementalHash sha, string text)
    {
        sha.AppendData(Encoding.UTF8.GetBytes(text));
        return Convert.ToHexString(sha.GetHashAndReset());
    }

    private sealed record RequestKey(string Key, string Hash);
}
