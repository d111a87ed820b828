using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BookingPlatform.Bench.Stage;
using BookingPlatform.Testing;

namespace BookingPlatform.Bench.Nodes;

/// <summary>Everybody who is at the door during an update: staff at their pages, programs at the API, guests who book by themselves. Nobody asks twice for anything.</summary>
internal sealed class Visitors(Uri door, BookableHouse house, Tally tally)
{
    private const int OfEachKind = 3;
    private static readonly TimeSpan BetweenTwo = TimeSpan.FromMilliseconds(60);
    private static readonly string[] StaffPages = ["/agenda", "/customers", "/bookings", "/jobs"];

    /// <summary>By code: what somebody was told is booked.</summary>
    public ConcurrentDictionary<string, byte> Booked { get; } = [];

    public ConcurrentDictionary<Guid, byte> Cancelled { get; } = [];

    /// <summary>Requests to book to which no answer came: they may have been carried out.</summary>
    public int Unknown;

    public async Task Work(CancellationToken until)
    {
        var desks = new List<Desk>();
        for (var number = 1; number <= OfEachKind; number++)
            desks.Add(await SignIn($"staff {number}"));
        await Task.WhenAll(Enumerable.Range(1, OfEachKind).SelectMany(number => (Task[])[Staff($"staff {number}", desks[number - 1], until), Program($"program {number}", until), Guest($"guest {number}", number, until)]));
    }

    /// <summary>Once; the session made on one node holds on the others.</summary>
    private async Task<Desk> SignIn(string name)
    {
        var desk = new Desk(Client(name));
        var door = await desk.Open("/sign-in");
        (await desk.Send(door, "sign-in", ("email", house.OwnerEmail), ("password", TestBusiness.Password))).Expect(HttpStatusCode.Redirect);
        return desk;
    }

    private async Task Staff(string name, Desk desk, CancellationToken until)
    {
        using (desk)
            await Again(name, async turn => (await desk.Open(StaffPages[turn % StaffPages.Length])).Expect(HttpStatusCode.OK), until);
    }

    /// <summary>Books over the API and cancels every fifth.</summary>
    private async Task Program(string name, CancellationToken until)
    {
        using var http = Client(name);
        http.DefaultRequestHeaders.Authorization = new("Bearer", house.ApiKey);
        await Again(name, async turn =>
        {
            var slot = house.Slots.Take();
            var made = await Post(http, "bookings", new
            {
                serviceId = slot.Target.ServiceId,
                resourceId = slot.Target.ResourceId,
                startsAt = $"{slot.StartsAt:yyyy-MM-ddTHH:mm}Z",
                customer = new { firstName = "Guest", lastName = Letters(slot.GetHashCode()) },
                bookWithoutEmail = true,
            });
            Booked[(string)made["code"]!] = 0;
            if (turn % 5 != 4)
                return;
            await Post(http, $"bookings/{(string)made["id"]!}/cancel", new { });
            Cancelled[made["id"]!.GetValue<Guid>()] = 0;
        }, until);
    }

    private static async Task<JsonNode> Post(HttpClient http, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/v1/{path}", UriKind.Relative)) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <summary>In three steps at the public pages, each time with a new browser. Each guest has a service and days of their own.</summary>
    private Task Guest(string name, int number, CancellationToken until) => Again(name, async turn =>
    {
        using var browser = new Desk(Client(name));
        var service = house.Slots.Targets.Select(target => target.ServiceId).Distinct().ElementAt(number);
        var day = DateOnly.FromDateTime(house.Slots.First).AddDays(60 + (turn / 8));
        (await browser.Open($"/g/{house.Slug}")).Expect(HttpStatusCode.OK);
        var times = (await browser.Open(string.Create(CultureInfo.InvariantCulture, $"/g/{house.Slug}/book/{service}?day={day:yyyy-MM-dd}"))).Expect(HttpStatusCode.OK);
        var time = times.Document.QuerySelector("button[name=take]")!.GetAttribute("value")!;
        var held = (await browser.Send(times, "time", ("take", time))).Expect(HttpStatusCode.Redirect);
        var details = (await browser.Open(held.Location!)).Expect(HttpStatusCode.OK);
        var lastName = Letters(HashCode.Combine(number, turn, "guest"));
        var sent = (await browser.Send(details, "details", ("customer.firstName", "Ida"), ("customer.lastName", lastName), ("customer.email", $"{lastName.ToLowerInvariant()}@guest.example"), ("customer.phone", ""))).Expect(HttpStatusCode.Redirect);
        var booked = (await browser.Open(sent.Location!)).Expect(HttpStatusCode.OK);
        Booked[booked.Document.QuerySelector(".booked-code")!.TextContent.Trim()] = 0;
    }, until);

    private async Task Again(string name, Func<int, Task> act, CancellationToken until)
    {
        for (var turn = 0; !until.IsCancellationRequested; turn++)
        {
            try
            {
                await act(turn);
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
            {
                Interlocked.Increment(ref Unknown);
            }
            catch (Xunit.Sdk.XunitException e)
            {
                Interlocked.Increment(ref Unknown);
                // An answer that failed is in the tally already; one that succeeded with something else, a sign-in page perhaps, is not.
                if (!tally.LastFailed(name))
                    tally.Add(new(name, DateTime.UtcNow, TimeSpan.Zero, null, $"{name}: {e.Message[..Math.Min(e.Message.Length, 300)]}"));
            }

            await Task.Delay(BetweenTwo, CancellationToken.None);
        }
    }

    private HttpClient Client(string name) => new(new Watch(name, tally)) { BaseAddress = door, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Letters only, and nobody's neighbour.</summary>
    private static string Letters(int of) => string.Create(10, unchecked((ulong)of * 0x9E3779B97F4A7C15), (letters, rest) =>
    {
        for (var i = 0; i < letters.Length; i++, rest = (rest >> 5) * 0x2545F4914F6CDD1D)
            letters[i] = (char)((i == 0 ? 'A' : 'a') + (int)((rest >> 7) % 26));
    });
}
