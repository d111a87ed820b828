using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using BookingPlatform.Testing;

namespace BookingPlatform.Bench.Stage;

/// <summary>Books over HTTP: unvalidated, a new name each time, no email.</summary>
internal sealed class FrontDesk : IDisposable
{
    private static long guests;
    private readonly HttpClient http;

    public FrontDesk(Platform platform, BookableHouse house)
        : this(platform.Client().BaseAddress!, house)
    {
    }

    public FrontDesk(Uri address, BookableHouse house)
    {
        (Address, House) = (address, house);
        http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", house.ApiKey);
    }

    public Uri Address { get; }

    public BookableHouse House { get; }

    /// <summary>Books the next free time.</summary>
    public async Task Book()
    {
        using var answer = await Ask(House.Slots.Take());
        await Expect(answer, HttpStatusCode.Created);
    }

    /// <summary>Goes the whole way to where nothing is, so that what a request costs anyway is known.</summary>
    public async Task AskForNothing()
    {
        using var answer = await Post("/api/v1/nothing", "{}");
        await Expect(answer, HttpStatusCode.NotFound);
    }

    public Task<HttpResponseMessage> Ask(Slot slot) => Post("/api/v1/bookings", Body(slot));

    /// <summary>Of a request that takes this time for somebody new.</summary>
    public static string Body(Slot slot)
    {
        var guest = Interlocked.Increment(ref guests);
        return $$"""
            {"serviceId":"{{slot.Target.ServiceId}}","resourceId":"{{slot.Target.ResourceId}}","startsAt":"{{slot.StartsAt:yyyy-MM-ddTHH:mm}}Z",
            "customer":{"firstName":"{{Name(guest, 6)}}","lastName":"{{Name(guest * 31, 9)}}"},"bookWithoutEmail":true}
            """;
    }

    /// <summary>The same request as it looks on the wire.</summary>
    /// <param name="body">ASCII only.</param>
    /// <param name="key">Null for a program that knows nothing of idempotency.</param>
    public string OnTheWire(string body, string? key) =>
        $"POST /api/v1/bookings HTTP/1.1\r\nHost: {Address.Authority}\r\nAuthorization: Bearer {House.ApiKey}\r\nContent-Type: application/json\r\n{(key is null ? "" : $"Idempotency-Key: {key}\r\n")}Content-Length: {body.Length}\r\n\r\n{body}";

    /// <summary>Asks again while the first request is still at work.</summary>
    /// <returns>Whether what it heard was the first request's answer.</returns>
    public async Task<bool> UntilAnswered(string body, string? key)
    {
        while (true)
        {
            using var answer = await Post("/api/v1/bookings", body, key);
            if (answer.StatusCode != HttpStatusCode.Conflict)
            {
                await Expect(answer, HttpStatusCode.Created);
                return answer.Headers.Contains("Idempotent-Replayed");
            }

            await Task.Delay(20);
        }
    }

    public Task<HttpResponseMessage> Move(Guid booking, DateTime startsAt) =>
        Post($"/api/v1/bookings/{booking}/move", $$"""{"startsAt":"{{startsAt:yyyy-MM-ddTHH:mm}}Z"}""");

    public async Task<Guid> NewCustomer()
    {
        using var answer = await Post("/api/v1/customers", $$"""{"firstName":"Anna","lastName":"{{Name(Interlocked.Increment(ref guests), 9)}}"}""");
        await Expect(answer, HttpStatusCode.Created);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<Guid>();
    }

    public async Task BookFor(Guid customer)
    {
        var slot = House.Slots.Take();
        using var answer = await Post("/api/v1/bookings", $$"""
            {"serviceId":"{{slot.Target.ServiceId}}","resourceId":"{{slot.Target.ResourceId}}","startsAt":"{{slot.StartsAt:yyyy-MM-ddTHH:mm}}Z",
            "path":"validated","customer":{"id":"{{customer}}"},"bookWithoutEmail":true}
            """);
        await Expect(answer, HttpStatusCode.Created);
    }

    /// <returns>How many bookings the alert reached.</returns>
    public async Task<int> Flag(Guid customer, string message)
    {
        using var answer = await http.PutAsJsonAsync($"/api/v1/customers/{customer}/alert", new { message });
        await Expect(answer, HttpStatusCode.OK);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["bookingsChanged"]!.GetValue<int>();
    }

    public static async Task Expect(HttpResponseMessage answer, HttpStatusCode status)
    {
        if (answer.StatusCode != status)
            throw new InvalidOperationException($"Expected {status}, got {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    private async Task<HttpResponseMessage> Post(string path, string body, string? key = null)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await http.SendAsync(request);
    }

    /// <summary>Letters only and always as many, so that every booking makes as many search rows of the same size.</summary>
    private static string Name(long number, int length)
    {
        var mixed = unchecked((ulong)number * 0x9E3779B97F4A7C15);
        return string.Create(length, mixed, (letters, rest) =>
        {
            for (var i = 0; i < letters.Length; i++, rest = (rest >> 5) * 0x2545F4914F6CDD1D)
                letters[i] = (char)((i == 0 ? 'A' : 'a') + (int)((rest >> 7) % 26));
        });
    }

    public void Dispose() => http.Dispose();
}
