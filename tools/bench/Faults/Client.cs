using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BookingPlatform.Bench.Stage;

namespace BookingPlatform.Bench.Faults;

/// <summary>
/// A program at the door while things break: books, cancels, corrects emails and enters people twice. It asks again, with the same idempotency key and wherever a node
/// answers, until it knows; only then it writes into the ledger.
/// </summary>
internal sealed class Client : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>People think between two things; and the nodes are to be broken, not worn out.</summary>
    private static readonly TimeSpan BetweenTwo = TimeSpan.FromMilliseconds(40);

    private readonly HttpClient http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromSeconds(5) }) { Timeout = TimeSpan.FromSeconds(8) };
    private readonly IReadOnlyList<Func<Uri>> nodes;
    private readonly Slots slots;
    private readonly Ledger ledger;
    private readonly Random random;
    private readonly string name;
    private readonly List<(Guid Id, string LastName)> customers = [];
    private readonly List<Guid> mine = [];
    private int number;

    public Client(string apiKey, IReadOnlyList<Func<Uri>> nodes, Slots slots, Ledger ledger, int seed)
    {
        (this.nodes, this.slots, this.ledger, random, name) = (nodes, slots, ledger, new Random(seed), $"{(char)('A' + seed)}");
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
    }

    public async Task Work(CancellationToken until)
    {
        for (var i = 0; i < 3; i++)
            await Meet();
        await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
        while (!until.IsCancellationRequested)
        {
            await Act();
            await Task.Delay(BetweenTwo, CancellationToken.None);
        }
    }

    private Task Act() => random.Next(10) switch
    {
        < 5 => Book(),
        < 6 => Cancel(),
        < 9 => Correct(),
        _ => EnterTwice(),
    };

    private async Task Meet()
    {
        var lastName = Word(name + ++number);
        var made = await Ask(HttpMethod.Post, "customers", new { firstName = "Guest", lastName, email = Ledger.EmailOf(lastName, 0), createAnyway = true });
        var id = made["id"]!.GetValue<Guid>();
        customers.Add((id, lastName));
        ledger.Corrected[id] = (lastName, 0);
        await BookFor(id);
    }

    private Task Book() => BookFor(customers[random.Next(customers.Count)].Id);

    private async Task BookFor(Guid customer)
    {
        var slot = slots.Take();
        var made = await Ask(HttpMethod.Post, "bookings", new { serviceId = slot.Target.ServiceId, resourceId = slot.Target.ResourceId, startsAt = $"{slot.StartsAt:yyyy-MM-ddTHH:mm}Z", customer = new { id = customer } });
        if (made["id"] is not { } id)
            return;
        ledger.Booked[id.GetValue<Guid>()] = (string)made["code"]!;
        mine.Add(id.GetValue<Guid>());
    }

    /// <summary>The first of each customer stays, so that the hotel has a reason to know them.</summary>
    private async Task Cancel()
    {
        if (mine.Count <= 3)
            return;
        var id = mine[^1];
        mine.RemoveAt(mine.Count - 1);
        await Ask(HttpMethod.Post, $"bookings/{id}/cancel", new { });
        ledger.Cancelled[id] = 0;
    }

    private async Task Correct()
    {
        var (id, lastName) = customers[random.Next(customers.Count)];
        var next = ledger.Corrected[id].Version + 1;
        await Ask(HttpMethod.Put, $"customers/{id}/email", new { email = Ledger.EmailOf(lastName, next) });
        ledger.Corrected[id] = (lastName, next);
    }

    private async Task EnterTwice()
    {
        var person = new { firstName = "Twin", lastName = Word("T" + name + ++number), phone = $"+35191{Math.Abs(HashCode.Combine(name[0], number)) % 10_000_000:0000000}", createAnyway = true };
        var one = await Ask(HttpMethod.Post, "customers", person);
        var other = await Ask(HttpMethod.Post, "customers", person);
        ledger.Twins.Add((one["id"]!.GetValue<Guid>(), other["id"]!.GetValue<Guid>()));
    }

    private async Task<JsonNode> Ask(HttpMethod method, string path, object body)
    {
        var (key, began) = (Guid.NewGuid().ToString("N"), DateTime.UtcNow);
        for (var attempt = 0; DateTime.UtcNow - began < Patience; attempt++)
        {
            if (attempt > 0)
                Interlocked.Increment(ref ledger.Repeats);
            try
            {
                using var request = new HttpRequestMessage(method, new Uri(nodes[(number + attempt) % nodes.Count](), $"/api/v1/{path}")) { Content = JsonContent.Create(body) };
                request.Headers.Add("Idempotency-Key", key);
                using var answer = await http.SendAsync(request);
                if (answer.IsSuccessStatusCode)
                    return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
                if (!IsWorthRepeating(answer.StatusCode, await answer.Content.ReadAsStringAsync()))
                    return Refused($"{method} {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
            {
                // Nobody there, or no answer in time: the next node may know.
            }

            await Task.Delay(150);
        }

        return Refused($"{method} {path}: no answer in {Patience.TotalSeconds} s");
    }

    /// <summary>The first request is still at work on another node, somebody else was faster, or the node says that it cannot just now.</summary>
    private static bool IsWorthRepeating(HttpStatusCode status, string text) =>
        (int)status >= 500 || status == HttpStatusCode.TooManyRequests || (status == HttpStatusCode.Conflict && (text.Contains("try-again") || text.Contains("in-progress") || text.Contains("stale")));

    private JsonObject Refused(string what)
    {
        ledger.Unexpected.Add(what);
        return new JsonObject { ["id"] = null };
    }

    /// <summary>Letters only, and nobody's neighbour: similar names are another test's.</summary>
    private static string Word(string of)
    {
        var mixed = unchecked((ulong)of.Aggregate(17L, (sum, letter) => (sum * 31) + letter) * 0x9E3779B97F4A7C15);
        return string.Create(10, mixed, (letters, rest) =>
        {
            for (var i = 0; i < letters.Length; i++, rest = (rest >> 5) * 0x2545F4914F6CDD1D)
                letters[i] = (char)((i == 0 ? 'A' : 'a') + (int)((rest >> 7) % 26));
        });
    }

    public void Dispose() => http.Dispose();
}
