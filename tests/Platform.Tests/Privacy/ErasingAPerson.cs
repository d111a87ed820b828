using System.Globalization;
using System.Text.Json.Nodes;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace BookingPlatform.Platform.Tests.Privacy;

/// <summary>Reliability, rows 14: a person's data stays put, and goes when it must.</summary>
public sealed class ErasingAPerson
{
    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S1-30"), Trait("Criterion", "S1-31"), Trait("Reliability", "14")]
    public async Task An_erased_guest_is_nowhere_and_the_business_counts_as_before(Db db)
    {
        var log = new LoggedLines();
        using var spans = new TracedSpans();
        TracedSpans.Plant(Canary.Marks[0]);
        await using var platform = await Testing.Platform.Start(db, new Dictionary<string, string?> { ["Logging:LogLevel:Default"] = "Information" }, all => all.AddSingleton<ILoggerProvider>(log));
        var business = await platform.NewBusiness("UTC");
        var canary = new Canary(business);
        await canary.Live();
        await Job(business, "seal-audit");
        var (before, tables) = await AllRows.Of(business);
        (tables > 60).Should().BeTrue("the search reads every table");
        Canary.Marks.Where(mark => before.Contains(mark, StringComparison.Ordinal)).Should().HaveCountGreaterThan(3, "the search finds what is there");
        var counted = await Counted(business, canary);
        var told = (await business.Get($"customers/{canary.Id}/personal-data.json")).Expect(200).Text;
        told.Should().ContainAll("Zwetschgenweg 1", "Zwetschgen allergy", "Window seat for Zwetschgenbaum", "Balduin Zwetschgenkern", "Zwetschgenbaum did not come", "q.z@canary-mail.example", "Regulars", "\"amountMinor\": 8000");

        (await business.Post($"customers/{canary.Id}/erasure")).Expect(202);
        await Job(business, "erase-people");
        ((string)(await business.Get($"customers/{canary.Id}")).Expect(200)["lastName"]!).Should().Be("Zwetschgenbaum", "there are three days to call it off");
        platform.Clock.Shift(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(1));
        await Job(business, "erase-people");
        await platform.Delivered(business);
        await Job(business, "seal-audit");

        var (after, _) = await AllRows.Of(business);
        after.Split('\n').Where(row => Canary.Marks.Any(mark => row.Contains(mark, StringComparison.Ordinal))).Should().BeEmpty();
        log.Lines.Where(line => Canary.Marks.Any(mark => line.Contains(mark, StringComparison.Ordinal))).Should().BeEmpty();
        log.Lines.Should().NotBeEmpty();
        spans.Found(Canary.Marks).Should().Equal([TracedSpans.Control], "traces say what was done, not to whom");
        (spans.Said.Any(text => text.Contains("HttpRequestIn", StringComparison.Ordinal)) && spans.Said.Any(text => text.Contains("deliver match-customer", StringComparison.Ordinal))).Should().BeTrue("requests and deliveries were traced");
        (await Counted(business, canary)).Should().Be(counted);
        await Gone(business, canary);
        await Sealed(business);
    }

    /// <summary>What the house's books say: bookings, prices, states, payments, no-shows.</summary>
    private static async Task<string> Counted(TestBusiness business, Canary canary)
    {
        var bookings = (await business.Get($"bookings?customerId={canary.Id}")).Expect(200)["items"]!.AsArray()
            .Select(booking => $"{booking!["code"]} {booking["status"]} {booking["startsAt"]} {booking["price"]?.ToJsonString()}").Order();
        var bill = (await business.Get($"cash/bills/{canary.Booking}")).Expect(200);
        return string.Join('\n', bookings) + $"\n{bill["number"]} {bill["state"]} {bill["total"]!.ToJsonString()} {bill["paid"]!.ToJsonString()}";
    }

    private static async Task Gone(TestBusiness business, Canary canary)
    {
        var record = (await business.Get($"customers/{canary.Id}")).Expect(200);
        $"{record["firstName"]} {record["lastName"]}".Should().Be("Erased customer");
        (await business.Post($"customers/{canary.Id}/restore")).ExpectProblem(409, "customer-erased");
        (await business.Patch($"customers/{canary.Id}", new { firstName = "Anna" })).ExpectProblem(409, "customer-erased");
        (await business.Post($"customers/{canary.Id}/erasure")).ExpectProblem(409, "customer-erased");
        (await business.Get($"customers/{canary.Id}/personal-data.json")).ExpectProblem(409, "customer-erased");
        (await business.Get("customers?q=Zwetschgenbaum")).Expect(200)["items"]!.AsArray().Should().BeEmpty();
        using var guest = business.Platform.Client();
        var service = (string)(await business.Get("services")).Expect(200)["items"]![0]!["id"]!;
        using var online = await guest.PostAsync($"/g/{business.Slug}/bookings", new StringContent(new JsonObject
        {
            ["serviceId"] = service,
            ["startsAt"] = business.Platform.Clock.GetUtcNow().AddDays(1).ToString("yyyy-MM-dd'T'HH:00zzz", CultureInfo.InvariantCulture),
            ["customer"] = new JsonObject { ["firstName"] = "Quirina", ["lastName"] = "Zwetschgenbaum", ["email"] = "quirina@canary-mail.example" },
        }.ToJsonString(), System.Text.Encoding.UTF8, "application/json"));
        ((int)online.StatusCode).Should().Be(403, "a block outlives the record it was set on");
    }

    private static async Task Sealed(TestBusiness business)
    {
        var verdict = await business.Platform.Inside(business, services => services.GetRequiredService<VerifyAudit>().Handle(CancellationToken.None));
        verdict.Faults.Should().BeEmpty("an erasure leaves the seals whole");
        verdict.Seals.Should().BeGreaterThan(1);
        verdict.Erased.Should().BePositive();
    }

    /// <summary>Runs a job now and waits for its end; a run that the clock's jump set off does not count.</summary>
    internal static async Task Job(TestBusiness business, string name)
    {
        var from = business.Platform.Clock.GetUtcNow();
        await Eventually.IsTrue(async () => (await business.Post($"jobs/{name}/run")) is { Status: 202 } or { Code: not "already-started" }, "the job can be started");
        await Eventually.IsTrue(async () => (await business.Get($"jobs/runs?name={name}&state=done")).Expect(200)["items"]!.AsArray().Any(run => DateTimeOffset.Parse((string)run!["startedAt"]!, CultureInfo.InvariantCulture) >= from), $"{name} has run");
    }
}
