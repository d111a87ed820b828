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
    {
        House = house;
        http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = platform.Client().BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", house.ApiKey);
    }

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

    public Task<HttpResponseMessage> Ask(Slot slot)
    {
        var guest = Interlocked.Increment(ref guests);
        return Post("/api/v1/bookings", $$"""
            {"serviceId":"{{slot.Target.ServiceId}}","resourceId":"{{slot.Target.ResourceId}}","startsAt":"{{slot.StartsAt:yyyy-MM-ddTHH:mm}}Z",
            "customer":{"firstName":"{{Name(guest, 6)}}","lastName":"{{Name(guest * 31, 9)}}"},"bookWithoutEmail":true}
            """);
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

    private async Task<HttpResponseMessage> Post(string path, string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await http.PostAsync(path, content);
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
