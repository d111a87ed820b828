using System.Globalization;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Tests.Fakes;

namespace BookingPlatform.Connectors.Tests.Kit;

/// <summary>Every connector meets every fault of the house list, in finding, reading and writing, and answers with the right class in words for staff.</summary>
public sealed class EveryFault
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly GuestChange NewPhone = new() { Phone = "+351 912 000 222" };

    private static readonly Dictionary<string, (VendorFault Fault, Type? Class)> Known = new()
    {
        ["400"] = (VendorFault.Status(400), typeof(PmsFailure.Business)),
        ["401 for ever"] = (VendorFault.Status(401), typeof(PmsFailure.Auth)),
        ["403 wrong hotel"] = (VendorFault.Status(403), null),
        ["405"] = (VendorFault.Status(405), typeof(PmsFailure.Configuration)),
        ["302"] = (VendorFault.Status(302), typeof(PmsFailure.Configuration)),
        ["408"] = (VendorFault.Status(408), typeof(PmsFailure.Transient)),
        ["409"] = (VendorFault.Status(409), typeof(PmsFailure.Transient)),
        ["413"] = (VendorFault.Status(413), typeof(PmsFailure.Business)),
        ["422"] = (VendorFault.Status(422), typeof(PmsFailure.Business)),
        ["429"] = (VendorFault.RetryAfter(429, "17"), typeof(PmsFailure.Transient)),
        ["429 without Retry-After"] = (VendorFault.Status(429), typeof(PmsFailure.Transient)),
        ["500"] = (VendorFault.Status(500), typeof(PmsFailure.Transient)),
        ["503"] = (VendorFault.RetryAfter(503, "60"), typeof(PmsFailure.Transient)),
        ["HTML"] = (VendorFault.Html, typeof(PmsFailure.Transient)),
        ["truncated JSON"] = (VendorFault.TruncatedJson, typeof(PmsFailure.Transient)),
        ["cut short"] = (VendorFault.CutShort, typeof(PmsFailure.Transient)),
        ["connection reset"] = (VendorFault.Reset, typeof(PmsFailure.Transient)),
        ["lost answer"] = (VendorFault.LostAnswer, typeof(PmsFailure.Transient)),
    };

    public static TheoryData<string, string> VendorsAndFaults()
    {
        var data = new TheoryData<string, string>();
        foreach (var vendor in Vendors.Names)
            foreach (var fault in Known.Keys)
                data.Add(vendor, fault);
        return data;
    }

    public static TheoryData<string> All => [.. Vendors.Names];

    public static TheoryData<string> WithTokens => ["OPERA Cloud", "apaleo"];

    [Theory, MemberData(nameof(VendorsAndFaults))]
    [Trait("Criterion", "S0-44")]
    public async Task A_fault_has_its_class_and_a_message_for_staff(string vendor, string fault)
    {
        await using var bench = await Vendors.Start(vendor);
        var id = bench.Add("Ann", "Lee", "ann@example.com");
        var expected = Known[fault].Class ?? bench.Forbidden;
        var (find, read, update) = bench.Operations;

        var failures = new[]
        {
            await Meets(bench, fault, find, async pms => (await pms.FindGuests(new GuestQuery { Email = "ann@example.com" }, Ct)).Failure),
            await Meets(bench, fault, read, async pms => (await pms.ReadGuest(id, Ct)).Failure),
            await Meets(bench, fault, update, async pms => (await pms.UpdateGuest(id, NewPhone, Ct)).Failure),
        };

        failures.Should().AllBeOfType(expected);
        foreach (var failure in failures)
            failure!.Message.Should().EndWith(".").And.NotContainAny([.. bench.Fake.Secrets, "Exception", "HTTP", "JSON"]).And.MatchRegex($"{bench.Plugin.DisplayName}|answer");
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_asked_wait_is_passed_on_in_seconds_and_as_a_date_and_left_to_the_queue_without(string vendor)
    {
        await using var bench = await Vendors.Start(vendor);
        bench.Add("Ann", "Lee", "ann@example.com");
        async Task<TimeSpan?> Wait(VendorFault fault) => ((PmsFailure.Transient)(await Meets(bench, fault, bench.Operations.Find, async pms => (await pms.FindGuests(new GuestQuery { Email = "ann@example.com" }, Ct)).Failure))!).RetryAfter;

        (await Wait(VendorFault.RetryAfter(429, "17"))).Should().Be(TimeSpan.FromSeconds(17));
        (await Wait(VendorFault.RetryAfter(429, DateTimeOffset.UtcNow.AddSeconds(40).ToString("R", CultureInfo.InvariantCulture)))).Should().BeCloseTo(TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(15));
        (await Wait(VendorFault.Status(429))).Should().BeNull();
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_write_without_a_clear_answer_may_have_happened_and_repeating_it_ends_the_same(string vendor)
    {
        await using var bench = await Vendors.Start(vendor);
        var id = bench.Add("Ann", "Lee", "ann@example.com");
        foreach (var fault in new[] { VendorFault.Status(500), VendorFault.Html, VendorFault.TruncatedJson, VendorFault.LostAnswer })
            (await Meets(bench, fault, bench.Operations.Update, async pms => (await pms.UpdateGuest(id, NewPhone, Ct)).Failure))
                .Should().BeOfType<PmsFailure.Transient>().Which.MayHaveHappened.Should().BeTrue();
        (await Meets(bench, VendorFault.Status(429), bench.Operations.Update, async pms => (await pms.UpdateGuest(id, NewPhone with { Phone = "+351 1" }, Ct)).Failure))
            .Should().BeOfType<PmsFailure.Transient>().Which.MayHaveHappened.Should().BeFalse();

        bench.Fake.Recover();
        var pms = bench.Connect();
        (await pms.UpdateGuest(id, NewPhone, Ct)).Failure.Should().BeNull();
        NewPhone.NotYetIn((await pms.ReadGuest(id, Ct)).Value).Should().Be(GuestFields.None);
        (await pms.FindGuests(new GuestQuery { Email = "ann@example.com" }, Ct)).Value.Guests.Should().ContainSingle();
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_success_that_changed_nothing_shows_when_read_back(string vendor)
    {
        await using var bench = await Vendors.Start(vendor);
        var id = bench.Add("Ann", "Lee", "old@example.com");
        var change = new GuestChange { Email = PushableEmail.From("new@example.com", EmailStanding.Deliverable) };
        var pms = bench.Connect();
        bench.Fake.Fail(VendorFault.Unchanged, bench.Operations.Update);

        (await pms.UpdateGuest(id, change, Ct)).Failure.Should().BeNull();

        change.NotYetIn((await pms.ReadGuest(id, Ct)).Value).Should().Be(GuestFields.Email);
    }

    [Theory(Timeout = 20_000), MemberData(nameof(All))]
    public async Task A_service_that_falls_silent_before_or_after_the_write_is_given_up(string vendor)
    {
        await using var bench = await Vendors.Start(vendor);
        var id = bench.Add("Ann", "Lee", "ann@example.com");
        foreach (var fault in new[] { VendorFault.Never, VendorFault.NeverAfterwards, VendorFault.Stalls })
        {
            bench.Fake.Recover();
            bench.Fake.Fail(fault, bench.Operations.Update);
            (await bench.Connect(patience: TimeSpan.FromSeconds(6)).UpdateGuest(id, NewPhone with { Phone = $"+351 {Guid.NewGuid():N}"[..20] }, Ct)).Failure
                .Should().BeOfType<PmsFailure.Transient>().Which.Should().Match<PmsFailure.Transient>(f => f.MayHaveHappened && f.Message.Contains("did not answer in time"));
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_service_that_is_not_there_is_tried_later_and_nothing_has_happened(string vendor)
    {
        await using var bench = await Vendors.Start(vendor);
        var (id, pms) = (bench.Add("Ann", "Lee", "ann@example.com"), bench.Connect());
        await bench.Fake.GoDark();

        (await pms.FindGuests(new GuestQuery { Email = "ann@example.com" }, Ct)).Failure.Should().BeOfType<PmsFailure.Transient>();
        (await pms.UpdateGuest(id, NewPhone, Ct)).Failure.Should().BeOfType<PmsFailure.Transient>().Which.MayHaveHappened.Should().BeFalse("nothing was sent");
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_error_that_repeats_our_secrets_is_shown_without_them_and_the_log_has_neither_them_nor_a_guest(string vendor)
    {
        await using var bench = await Vendors.Start(vendor);
        var id = bench.Add("Zebediah", "Canary", "zebediah@example.com", "+1 555 867 5309");
        foreach (var status in new[] { 400, 422, 500 })
            (await Meets(bench, VendorFault.Echo(status), bench.Operations.Read, async pms => (await pms.ReadGuest(id, Ct)).Failure))!.Message.Should().Contain("•••").And.NotContainAny(bench.Fake.Secrets);
        bench.Fake.Recover();
        var pms = bench.Connect();
        await pms.FindGuests(new GuestQuery { Email = "zebediah@example.com" }, Ct);
        await pms.UpdateGuest(id, new GuestChange { Name = new GuestName("Zebediah", "Canary-Quux"), Phone = "+1 555 867 5310" }, Ct);
        await pms.AddNote(id, "Canary note", Ct);

        string.Join('\n', bench.Log.Lines).Should().NotContainAny([.. bench.Fake.Secrets, "Zebediah", "Canary", "zebediah@", "867 53", "8675309", "8675310", "token-of-the-fake"])
            .And.Contain("answered 200", "this is the control: requests are logged");
    }

    [Theory, MemberData(nameof(WithTokens))]
    public async Task A_token_that_runs_out_in_mid_run_is_renewed_without_anybody_noticing(string vendor)
    {
        await using var bench = await Vendors.Start(vendor);
        var (id, pms) = (bench.Add("Ann", "Lee", "ann@example.com"), bench.Connect());
        (await pms.ReadGuest(id, Ct)).Failure.Should().BeNull();
        bench.Tokens!.Expire();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => (await pms.ReadGuest(id, Ct)).Failure.Should().BeNull()));
        (await pms.UpdateGuest(id, NewPhone, Ct)).Failure.Should().BeNull();

        bench.Tokens.Issued.Should().Be(2, "eight requests at once ask for one token");
    }

    [Theory, MemberData(nameof(WithTokens))]
    public async Task A_401_once_on_a_write_is_repeated_with_a_new_token_and_the_write_happens_once(string vendor)
    {
        await using var bench = await Vendors.Start(vendor);
        var id = bench.Add("Ann", "Lee", "ann@example.com");
        bench.Fake.Fail(VendorFault.Status(401), bench.Operations.Update, times: 1);

        (await bench.Connect().UpdateGuest(id, NewPhone, Ct)).Failure.Should().BeNull();

        bench.Fake.RequestsOf(bench.Operations.Update).Should().HaveCount(2);
        bench.Tokens!.Issued.Should().Be(2);
    }

    [Theory, MemberData(nameof(WithTokens))]
    public async Task A_token_is_used_for_fifty_minutes_of_its_hour(string vendor)
    {
        await using var bench = await Vendors.Start(vendor);
        var clock = new SetClock();
        var (id, pms) = (bench.Add("Ann", "Lee", "ann@example.com"), bench.Connect(clock: clock));

        await pms.ReadGuest(id, Ct);
        clock.Now += TimeSpan.FromMinutes(49);
        await pms.ReadGuest(id, Ct);
        bench.Tokens!.Issued.Should().Be(1);
        clock.Now += TimeSpan.FromMinutes(2);
        await pms.ReadGuest(id, Ct);
        bench.Tokens.Issued.Should().Be(2);
    }

    [Theory, MemberData(nameof(WithTokens))]
    public async Task A_sign_in_service_that_fails_is_no_write_that_may_have_happened(string vendor)
    {
        await using var bench = await Vendors.Start(vendor);
        var id = bench.Add("Ann", "Lee", "ann@example.com");
        foreach (var fault in new[] { VendorFault.Status(503), VendorFault.Html, VendorFault.Reset })
            (await Meets(bench, fault, "token", async pms => (await pms.UpdateGuest(id, NewPhone, Ct)).Failure))
                .Should().BeOfType<PmsFailure.Transient>().Which.MayHaveHappened.Should().BeFalse();
    }

    private static Task<PmsFailure?> Meets(VendorBench bench, string fault, string operation, Func<IPmsConnector, Task<PmsFailure?>> act) => Meets(bench, Known[fault].Fault, operation, act);

    // A connection of its own each time, so that a circuit opened by one fault does not answer for the next.
    private static Task<PmsFailure?> Meets(VendorBench bench, VendorFault fault, string operation, Func<IPmsConnector, Task<PmsFailure?>> act)
    {
        bench.Fake.Recover();
        bench.Fake.Fail(fault, operation);
        return act(bench.Connect());
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
