using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.NoShow.Tests;

/// <summary>Nothing but what a guest typed is known of them: not their network address, not their device.</summary>
public sealed class NoTraces
{
    private const string Device = "CanaryBrowser/7.7";
    private const string Address = "203.0.113.77";

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-19"), Trait("Criterion", "S3-20"), Trait("Criterion", "S3-21")]
    public async Task No_table_answer_page_or_export_knows_where_or_on_what_a_guest_booked(Db db)
    {
        var salon = await Salon.Open(db, advanced: true);
        var booking = (await Guest.Of(salon).Book(3, agent: Device)).Expect(201).Id;
        var ana = Guid.Parse((string)(await salon.Business.Get($"bookings/{booking}")).Expect(200)["customerId"]!);
        (await salon.Block(ana)).Expect(200);
        (await Guest.Of(salon).Book(5, agent: Device)).ExpectProblem(403, "online-blocked");
        await salon.Business.Platform.Delivered(salon.Business);

        foreach (var path in new[] { $"bookings/{booking}", $"customers/{ana}", "customers?blocked=true", $"customers/{ana}/online-block", $"audit?subject={ana}", $"audit?subject={booking}", "customers.csv", "reports/customers?format=csv", $"messages?customerId={ana}", "cash/bills", "block-approvals" })
            Clean((await salon.Business.Get(path)).Expect(200).Text, path);
        using var desk = await salon.SignIn();
        foreach (var page in new[] { $"/bookings/{booking}", $"/customers/{ana}", $"/customers/{ana}?tab=history", $"/customers/{ana}/online-block", "/customers/block-requests", "/jobs", "/settings/no-shows" })
            Clean((await desk.Open(page)).Html, page);
        var (rows, tables) = await AllRows.Of(salon.Business);
        tables.Should().BeGreaterThan(40);
        rows.Should().Contain("ana@silva.example", "the search finds what is there");
        Clean(rows, "the database");
    }

    private static void Clean(string text, string where)
    {
        text.Should().NotContain(Device, $"{where} holds no mark of a device");
        text.Should().NotContain(Address, $"{where} holds no network address");
    }
}
