using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BookingPlatform.Testing;

/// <summary>A business of one test, and the API as a program with its key sees it.</summary>
public sealed class TestBusiness
{
    public const string Password = "correct-horse-battery";
    private readonly HttpClient http;

    internal TestBusiness(Platform platform, Guid id, string slug, string ownerEmail, string apiKey)
    {
        (Platform, Id, Slug, OwnerEmail, ApiKey) = (platform, id, slug, ownerEmail, apiKey);
        http = platform.Client();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
    }

    public Platform Platform { get; }

    /// <summary>The same business on another platform, to which its rows were taken.</summary>
    public TestBusiness On(Platform other) => new(other, Id, Slug, OwnerEmail, ApiKey);

    public Guid Id { get; }

    public string Slug { get; }

    public string OwnerEmail { get; }

    public string ApiKey { get; }

    /// <summary>The same business as a program with another key sees it.</summary>
    public TestBusiness With(string apiKey) => new(Platform, Id, Slug, OwnerEmail, apiKey);

    public Task<ApiAnswer> Get(string path) => Send(HttpMethod.Get, path, null);

    public Task<ApiAnswer> Post(string path, object? body = null, string? idempotencyKey = null) => Send(HttpMethod.Post, path, body, request =>
    {
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
    });

    public Task<ApiAnswer> Put(string path, object body, int? version = null) => Send(HttpMethod.Put, path, body, IfMatch(version));

    public Task<ApiAnswer> Patch(string path, object body, int? version = null) => Send(HttpMethod.Patch, path, body, IfMatch(version));

    public Task<ApiAnswer> Delete(string path, int? version = null) => Send(HttpMethod.Delete, path, null, IfMatch(version));

    /// <summary>Sends any content to a path under <c>/api/v1/</c>.</summary>
    public async Task<ApiAnswer> Send(HttpMethod method, string path, object? body, Action<HttpRequestMessage>? prepare = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/{path.TrimStart('/')}");
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            _ => JsonContent.Create(body, options: JsonSerializerOptions.Web),
        };
        prepare?.Invoke(request);
        using var response = await http.SendAsync(request);
        return new ApiAnswer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response.Content.Headers.ContentType?.MediaType, response.Headers);
    }

    private static Action<HttpRequestMessage>? IfMatch(int? version) =>
        version is null ? null : request => request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
}

/// <summary>What the API answered.</summary>
public sealed record ApiAnswer(int Status, byte[] Bytes, string? ContentType, HttpResponseHeaders Headers)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Bytes);

    public JsonNode Json => JsonNode.Parse(Bytes) ?? throw new InvalidOperationException($"Status {Status} came without a body.");

    /// <summary>The problem's stable code; null when it is no problem.</summary>
    public string? Code => ContentType == "application/problem+json" ? (string?)Json["code"] : null;

    public Guid Id => Guid.Parse((string)this["id"]!);

    public JsonNode? this[string name] => Json[name];

    /// <summary>The answer itself when it has that status; otherwise the test fails with what was said instead.</summary>
    public ApiAnswer Expect(int status) => Status == status ? this : throw new Xunit.Sdk.XunitException($"Expected {status}, got {Status}: {Text}");

    /// <summary>The same for a problem with that code.</summary>
    public ApiAnswer ExpectProblem(int status, string code) =>
        Status == status && Code == code ? this : throw new Xunit.Sdk.XunitException($"Expected {status} {code}, got {Status}: {Text}");
}
