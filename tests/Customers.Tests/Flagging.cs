using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Customers.Tests;

public sealed class Flagging
{
    [Theory, OnEveryDatabase, Trait("Criterion", "S2-2"), Trait("Criterion", "S2-3"), Trait("Criterion", "S2-29")]
    public async Task Text_flags_the_customer_and_emptying_it_takes_the_flag_away(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var anna = await Anna(business);

        (await Flag(business, anna, "  Left without paying.\r\nAsk for a card. ")).Expect(200).ShouldHave(new { bookingsChanged = 0, alertMessage = "Left without paying.\nAsk for a card.", version = 2 });
        (await business.Get($"customers/{anna}")).ShouldHave(new { alertMessage = "Left without paying.\nAsk for a card.", version = 2 });
        (await Flag(business, anna, "   ")).Expect(200)["alertMessage"].Should().BeNull();

        (await business.Get($"customers/{anna}"))["alertMessage"].Should().BeNull();
        (await Flag(business, anna, null)).Expect(200).ShouldHave(new { bookingsChanged = 0, version = 3 });
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S2-3")]
    public async Task An_alert_that_is_too_long_or_cannot_be_stored_is_refused_and_nothing_changes(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var anna = await Anna(business);
        (await Flag(business, anna, new string('a', 500))).Expect(200);

        foreach (var wrong in new[] { new string('b', 501), new string('b', 10_000), "nul\0", "bell\u0007" })
            (await Flag(business, anna, wrong)).ExpectProblem(422, "validation")["errors"]!["message"].Should().NotBeNull();

        (await business.Get($"customers/{anna}")).ShouldHave(new { alertMessage = new string('a', 500), version = 2 });
        foreach (var kept in new[] { "<script>alert(1)</script>", "\u202Eطبع حاد", "🚩" })
            ((string)(await Flag(business, anna, kept)).Expect(200)["alertMessage"]!).Should().Be(kept);
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-12")]
    public async Task A_stale_alert_overwrites_nothing(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var anna = await Anna(business);
        (await Flag(business, anna, "One", version: 1)).Expect(200);

        (await Flag(business, anna, "Two", version: 1)).ExpectProblem(412, "changed-meanwhile");

        (await business.Get($"customers/{anna}")).ShouldHave(new { alertMessage = "One" });
        (await business.Put($"customers/{Guid.NewGuid()}/alert", new { message = "x" })).ExpectProblem(404, "not-found");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S2-31")]
    public async Task The_audit_trail_keeps_both_texts_the_author_and_the_time(Db db)
    {
        var platform = await Platform.On(db);
        var business = await platform.NewBusiness();
        var anna = await Anna(business);
        var (old, @new) = (new string('o', 300), "New");
        (await Flag(business, anna, old)).Expect(200);
        (await Flag(business, anna, @new)).Expect(200);

        var told = await platform.Inside(business, services => services.GetRequiredService<KernelDb>().Audit
            .Where(entry => entry.SubjectId == anna && entry.Action == "customer.alert-changed").OrderByDescending(entry => entry.AtUtc).FirstAsync());

        (told.Before, told.After, told.ActorName, told.Source).Should().Be((old, @new, "Test key", Kernel.ActorSource.Api));
        told.AtUtc.Should().BeCloseTo(DateTime.UtcNow, TimeSpan.FromMinutes(1));
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S2-5"), Trait("Criterion", "S2-6"), Trait("Criterion", "S2-7"), Trait("Criterion", "S2-8"), Trait("Criterion", "C5")]
    public async Task Whether_guests_register_decides_whether_customers_can_be_flagged(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var (anna, ben) = (await Anna(business), await Anna(business, "Ben"));
        (await business.Get("settings/customers")).Expect(200).ShouldHave(new { registration = "onReturn", flagWithoutRegistration = false, canFlag = true });

        await Register(business, "required");
        (await Flag(business, anna, "While required")).Expect(200);
        await Register(business, "onReturn");
        (await Flag(business, anna, "While on return")).Expect(200);
        await Register(business, "never");

        (await Flag(business, ben, "While never")).ExpectProblem(409, "flagging-unavailable");
        (await Flag(business, anna, "Changed while never")).ExpectProblem(409, "flagging-unavailable");
        (await business.Get($"customers/{anna}")).ShouldHave(new { alertMessage = "While on return" });
        (await Flag(business, anna, "")).Expect(200)["alertMessage"].Should().BeNull();
        (await business.Put("settings/customers", new { registration = "never", flagWithoutRegistration = true })).Expect(200).ShouldHave(new { canFlag = true });
        (await Flag(business, ben, "By staff only")).Expect(200);
    }

    [Theory, OnEveryDatabase]
    public async Task The_setting_is_guarded_checked_and_audited(Db db)
    {
        var platform = await Platform.On(db);
        var business = await platform.NewBusiness();

        (await business.Put("settings/customers", new { registration = "sometimes" })).Status.Should().Be(400);
        (await business.Put("settings/customers", new { })).ExpectProblem(422, "validation")["errors"]!["registration"].Should().NotBeNull();
        (await business.Put("settings/customers", new { registration = "never" }, version: 0)).Expect(200).ShouldHave(new { version = 1 });
        (await business.Put("settings/customers", new { registration = "required" }, version: 0)).ExpectProblem(412, "changed-meanwhile");
        (await business.Put("settings/customers", new { registration = "required" }, version: 1)).Expect(200).ShouldHave(new { version = 2 });

        var told = await platform.Inside(business, services => services.GetRequiredService<KernelDb>().Audit.Where(entry => entry.SubjectId == business.Id && entry.Action == "customers.setting-changed").OrderBy(entry => entry.AtUtc).Select(entry => entry.Sentence).ToListAsync());
        told.Should().Equal("Registration of guests changed to never.", "Registration of guests changed to a password at the first booking.");
    }

    [Theory, OnEveryDatabase]
    public async Task What_follows_an_alert_changes_with_it_or_not_at_all(Db db)
    {
        var following = new Following();
        await using var platform = await Platform.Start(db, services: services => services.AddSingleton<IFollowAlert>(following));
        var business = await platform.NewBusiness();
        var anna = await Anna(business);

        (await Flag(business, anna, "First")).Expect(200).ShouldHave(new { bookingsChanged = 7 });
        following.Fails = true;
        await FluentActions.Awaiting(() => platform.Inside(business, services => services.GetRequiredService<Features.FlagCustomer>().Handle(anna, new("Second"), null, CancellationToken.None)))
            .Should().ThrowAsync<InvalidOperationException>();

        following.Heard.Should().Equal((anna, null, "First"), (anna, "First", "Second"));
        (await business.Get($"customers/{anna}")).ShouldHave(new { alertMessage = "First", version = 2 });
    }

    private static async Task<Guid> Anna(TestBusiness business, string name = "Anna") =>
        (await business.Post("customers", new { firstName = name, lastName = "Smith", createAnyway = true })).Expect(201).Id;

    private static Task<ApiAnswer> Flag(TestBusiness business, Guid customer, string? message, int? version = null) => business.Put($"customers/{customer}/alert", new { message }, version);

    private static async Task Register(TestBusiness business, string when) =>
        (await business.Put("settings/customers", new { registration = when })).Expect(200).ShouldHave(new { registration = when });

    private sealed class Following : IFollowAlert
    {
        public List<(Guid, string?, string?)> Heard { get; } = [];

        public bool Fails { get; set; }

        public Task<int> Follow(Guid customerId, string? before, string? after, CancellationToken ct)
        {
            Heard.Add((customerId, before, after));
            return Fails ? throw new InvalidOperationException("The bookings cannot be changed now.") : Task.FromResult(7);
        }
    }
}
