using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace BookingPlatform.Host.Demo;

/// <summary>The platform's API as the demo's story uses it: over the wire, with the business's key.</summary>
internal sealed class DemoApi : IDisposable
{
    private readonly HttpClient http;

    public DemoApi(string address, string key)
    {
        http = new HttpClient { BaseAddress = new Uri(new Uri(address), "/api/v1/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public async Task<Guid> Make(string path, object body, CancellationToken ct) =>
        await TryMake(path, body, ct) ?? throw new InvalidOperationException($"The demo's story could not be told: {path} was refused.");

    /// <summary>Null when refused, for example because a time is taken.</summary>
    public async Task<Guid?> TryMake(string path, object body, CancellationToken ct) => (await Post(path, body, ct))?["id"]?.GetValue<Guid>();

    public async Task<JsonNode?> Post(string path, object? body, CancellationToken ct)
    {
        using var response = await http.PostAsJsonAsync(path, body, ct);
        if (response.IsSuccessStatusCode)
            return await response.Content.ReadFromJsonAsync<JsonNode>(ct);
        if ((int)response.StatusCode is 409 or 422)
            return null;
        throw new InvalidOperationException($"{path} answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(ct)}");
    }

    public async Task Put(string path, object body, CancellationToken ct)
    {
        using var response = await http.PutAsJsonAsync(path, body, ct);
        response.EnsureSuccessStatusCode();
    }

    public async Task Delete(string path, CancellationToken ct)
    {
        using var response = await http.DeleteAsync(path, ct);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The customer whom a search for an email or a name finds first.</summary>
    public async Task<Guid> Find(string customer, CancellationToken ct) =>
        (await http.GetFromJsonAsync<JsonNode>($"customers?q={Uri.EscapeDataString(customer)}", ct))!["items"]![0]!["id"]!.GetValue<Guid>();

    /// <summary>What is still to be paid for a booking, in minor units.</summary>
    public async Task<long> Due(Guid booking, CancellationToken ct) =>
        (await http.GetFromJsonAsync<JsonNode>($"cash/bills/{booking}", ct))!["balance"]!["amountMinor"]!.GetValue<long>();

    public void Dispose() => http.Dispose();
}
