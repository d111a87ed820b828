using System.Net;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Xunit;

namespace BookingPlatform.Platform.Tests.Operations;

/// <summary>What a collector gets to see: each booking as one connected trace, measurements, logs, and nothing of the guests.</summary>
public sealed class OneBookingOneStory
{
    private const int Bookings = 100;
    private const string Token = "let-me-read";

    [Fact]
    [Trait("Criterion", "R-18"), Trait("Criterion", "R-14"), Trait("Criterion", "I-2")]
    public async Task A_hundred_bookings_are_a_hundred_connected_traces_from_the_request_to_mail_and_hotel_system()
    {
        using var collector = Collector.Start();
        await using var platform = await Testing.Platform.Start(Db.Sqlite, new Dictionary<string, string?>
        {
            ["Telemetry:Endpoint"] = collector.Address,
            ["Metrics:Enabled"] = "true",
            ["Metrics:Token"] = Token,
            ["Mail:PerMinute"] = "100000",
            ["Mail:PerMinuteToHost"] = "100000",
            ["Logging:LogLevel:Default"] = "Information",
        });
        var house = await House.Open(await platform.NewBusiness());

        var stories = await house.Book(0, Bookings);
        await Arrived(house.Business);
        var connected = await Connected(platform, collector, stories);
        // The control: the same without the trace that the outbox keeps.
        await house.Business.Post("outbox/queues/confirmation-mail/pause");
        await house.Business.Post("outbox/queues/pms-fan-out-booking/pause");
        var cut = await house.Book(Bookings, 10);
        await Forget(house.Business);
        await house.Business.Post("outbox/queues/confirmation-mail/resume");
        await house.Business.Post("outbox/queues/pms-fan-out-booking/resume");
        await Arrived(house.Business);

        connected.Should().BeGreaterThanOrEqualTo(Bookings * 99 / 100, "the first was {0}", string.Join(", ", collector.Spans.Where(span => span.TraceId == stories[0].Trace).Select(span => $"{span.ParentId} > {span.Id} {span.Name}")));
        (await Connected(platform, collector, cut)).Should().Be(0, "without the stored trace the story breaks");
        await NothingOfTheGuests(platform, collector);
        await ReadByPrometheus(platform);
    }

    /// <summary>Of how many bookings every span hangs on another of the same trace, up to the request, and all the stations are among them.</summary>
    private static async Task<int> Connected(Testing.Platform platform, Collector collector, IReadOnlyList<(string Trace, string Parent)> stories)
    {
        platform.Services.GetRequiredService<TracerProvider>().ForceFlush();
        await Task.Delay(200);
        var byTrace = collector.Spans.ToLookup(span => span.TraceId);
        return stories.Count(story =>
        {
            var spans = byTrace[story.Trace].ToList();
            var ids = spans.Select(span => span.Id).Append(story.Parent).ToHashSet();
            bool Has(string name) => spans.Exists(span => span.Name.StartsWith(name, StringComparison.Ordinal));
            return spans.TrueForAll(span => ids.Contains(span.ParentId))
                && Has("POST") && Has("commit") && Has("deliver confirmation-mail") && Has("deliver mail-out") && Has("deliver pms-push") && Has("pms ");
        });
    }

    private static Task Arrived(TestBusiness business) => Eventually.IsTrue(() => business.Platform.Inside(business, async services => !await services.GetRequiredService<KernelDb>().Outbox.AnyAsync()), "everything has arrived", seconds: 90);

    private static Task<int> Forget(TestBusiness business) => business.Platform.Inside(business, async services =>
    {
        var work = services.GetRequiredService<Work>();
        await work.BeginAsync(CancellationToken.None);
        var forgotten = await services.GetRequiredService<KernelDb>().Outbox.ExecuteUpdateAsync(set => set.SetProperty(row => row.TraceParent, (string?)null));
        await work.SaveAsync(CancellationToken.None);
        return forgotten;
    });

    private static async Task NothingOfTheGuests(Testing.Platform platform, Collector collector)
    {
        using var desk = platform.Client();
        await desk.GetAsync($"/search?q={House.Canary}");
        platform.Services.GetRequiredService<TracerProvider>().ForceFlush();
        platform.Services.GetRequiredService<MeterProvider>().ForceFlush();
        await Eventually.IsTrue(() => Task.FromResult(collector.Sent.Count == 3), "traces, metrics and logs have arrived");

        collector.Sent.Keys.Should().BeEquivalentTo("/v1/traces", "/v1/metrics", "/v1/logs");
        foreach (var (signal, text) in collector.Sent)
            text.ToString().Contains(House.Canary, StringComparison.OrdinalIgnoreCase).Should().BeFalse($"{signal} names no guest");
        collector.Sent["/v1/metrics"].ToString().Should().Contain("booking.outbox.oldest.age").And.Contain("booking.outbox.deliveries");
    }

    private static async Task ReadByPrometheus(Testing.Platform platform)
    {
        using var http = platform.Client();
        (await http.GetAsync("/metrics")).StatusCode.Should().Be(HttpStatusCode.NotFound, "nobody reads without the token");
        http.DefaultRequestHeaders.Authorization = new("Bearer", Token);

        var text = await http.GetStringAsync("/metrics");

        text.Should().NotContainEquivalentOf(House.Canary);
        text.Should().Contain("# TYPE booking_outbox_deliveries_total counter").And.MatchRegex("booking_outbox_deliveries_total\\{listener=\"mail-out\",outcome=\"delivered\"\\} \\d+");
        text.Should().MatchRegex("(?m)^booking_outbox_oldest_age_seconds \\d+").And.MatchRegex("booking_outbox_items\\{state=\"given_up\"\\} \\d+").And.MatchRegex("booking_messages\\{state=\"sent\"\\} \\d+").And.MatchRegex("booking_pms_rate_used_ratio\\{connection=\"[0-9a-f-]+\"\\} \\d");
        text.Should().Contain("booking_outbox_delivery_duration_seconds_bucket{listener=\"mail-out\",le=\"+Inf\"}");
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Should().OnlyContain(line => System.Text.RegularExpressions.Regex.IsMatch(line, "^[a-zA-Z_][a-zA-Z0-9_]*(\\{[^{}]*(\\{[^{}]*\\}[^{}]*)*\\})? [-+0-9.eEInfNa]+$"), "each line is one that Prometheus reads");
    }

    /// <summary>Ten people who can be booked on many days, and a practice hotel system.</summary>
    private sealed class House(TestBusiness business, Guid service, List<Guid> people)
    {
        public const string Canary = "Zwitscherling";

        public TestBusiness Business { get; } = business;

        public static async Task<House> Open(TestBusiness business)
        {
            var people = new List<Guid>();
            for (var i = 0; i < 10; i++)
                people.Add((await business.Post("resources", new { kind = "person", name = $"Eva {i}" })).Expect(201).Id);
            var service = (await business.Post("services", new { kind = "appointment", name = "Massage", durationMinutes = 60, priceMinor = 8_500, resourceIds = people })).Expect(201).Id;
            (await business.Post("pms/connections", new { plugin = "simulated", name = "Practice", settings = new { } })).Expect(201);
            return new House(business, service, people);
        }

        /// <returns>The trace under which each was made, and the span it was asked from.</returns>
        public async Task<IReadOnlyList<(string Trace, string Parent)>> Book(int from, int count)
        {
            var stories = Enumerable.Range(from, count).Select(at => (At: at, Trace: Guid.NewGuid().ToString("N"), Parent: Guid.NewGuid().ToString("N")[..16])).ToList();
            await Parallel.ForEachAsync(stories, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (story, _) =>
            {
                var day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(7 + story.At / people.Count);
                var wish = new
                {
                    serviceId = service,
                    resourceId = people[story.At % people.Count],
                    startsAt = $"{day:yyyy-MM-dd}T10:00",
                    customer = new { firstName = Canary, lastName = $"Number {story.At}", email = $"{Canary}{story.At}@guests.example" },
                    path = "unvalidated",
                };
                (await Business.Send(HttpMethod.Post, "bookings", wish, request => request.Headers.Add("traceparent", $"00-{story.Trace}-{story.Parent}-01"))).Expect(201);
            });
            return stories.Select(story => (story.Trace, story.Parent)).ToList();
        }
    }
}
