using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Tests.Fakes;

namespace BookingPlatform.Connectors.Tests.Kit;

/// <summary>What "works" means for a connector, whatever the vendor. A new one joins by a line in <see cref="Vendors"/>.</summary>
public sealed class EveryConnector
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly PmsFeatures[] ForPeople = [PmsFeatures.CreateGuest, PmsFeatures.Merge, PmsFeatures.Unmerge, PmsFeatures.NoShow, PmsFeatures.UndoNoShow, PmsFeatures.Ban, PmsFeatures.Reassign];

    public static TheoryData<string> All => [.. Vendors.Names];

    [Theory, MemberData(nameof(All))]
    public async Task A_guest_is_found_by_email_in_any_case_and_nobody_else_is(string vendor)
    {
        await using var bench = await Vendors.Start(vendor);
        var anna = bench.Add("Anna", "Bergström", "anna@example.com", "+46 8 555 01");
        bench.Add("Bo", "Ek", "hanna@example.com");

        var found = (await bench.Connect().FindGuests(new GuestQuery { Email = " Anna@Example.com " }, Ct)).Value;

        found.Guests.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Id = anna, Name = new GuestName("Anna", "Bergström"), Email = "anna@example.com", Phone = "+46 8 555 01" });
        found.More.Should().BeFalse();
    }

    [Theory, MemberData(nameof(All))]
    public async Task Nobody_is_an_empty_list_and_an_unknown_id_is_gone(string vendor)
    {
        await using var bench = await Vendors.Start(vendor);
        var pms = bench.Connect();

        (await pms.FindGuests(new GuestQuery { Email = "nobody@example.com" }, Ct)).Value.Guests.Should().BeEmpty();
        (await pms.ReadGuest(bench.Nobody, Ct)).Failure.Should().BeOfType<PmsFailure.Gone>();
        (await pms.UpdateGuest(bench.Nobody, new GuestChange { Phone = "+1 555" }, Ct)).Failure.Should().BeOfType<PmsFailure.Gone>();
    }

    [Theory, MemberData(nameof(All))]
    [Trait("Criterion", "S0-44")]
    public async Task A_change_is_written_and_reads_back_and_nothing_else_changes(string vendor)
    {
        await using var bench = await Vendors.Start(vendor);
        var pms = bench.Connect();
        var id = bench.Add("Þóra", "Jónsdóttir", "old@example.is", "+354 555 0101");
        var first = new GuestChange { Email = Email("thora@example.is") };
        var second = new GuestChange { Name = new GuestName("Thora", "Jonsdottir"), Phone = "+354 555 0202", Address = new PostalAddress { Line1 = "Laugavegur 1", City = "Reykjavík", PostalCode = "101", CountryCode = "IS" } };

        (await pms.UpdateGuest(id, first, Ct)).Failure.Should().BeNull();
        var read = (await pms.ReadGuest(id, Ct)).Value;
        (await pms.UpdateGuest(id, second, Ct)).Failure.Should().BeNull();
        var after = (await pms.ReadGuest(id, Ct)).Value;

        first.NotYetIn(read).Should().Be(GuestFields.None);
        (read.Name, read.Phone).Should().Be((new GuestName("Þóra", "Jónsdóttir"), "+354 555 0101"));
        second.NotYetIn(after).Should().Be(GuestFields.None);
        after.Email.Should().Be("thora@example.is");
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_empty_change_sends_nothing(string vendor)
    {
        await using var bench = await Vendors.Start(vendor);

        (await bench.Connect().UpdateGuest(bench.Nobody, new GuestChange(), Ct)).Succeeded.Should().BeTrue();

        bench.Fake.Requests.Should().BeEmpty();
    }

    [Theory, MemberData(nameof(All))]
    public async Task Values_and_types_nobody_announced_do_not_disturb(string vendor)
    {
        await using var bench = await Vendors.Start(vendor);
        var id = bench.Add("Ann", "Lee", "ann@example.com");
        bench.MakeOdd(id);

        var read = (await bench.Connect().ReadGuest(id, Ct)).Value;

        (read.Name, read.Phone).Should().Be((new GuestName("Ann", "Lee"), "420123456789"));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_good_connection_names_its_property_and_every_request_takes_its_turn(string vendor)
    {
        await using var bench = await Vendors.Start(vendor);
        bench.Add("Ann", "Lee", "ann@example.com");

        (await bench.Connect().TestConnection(Ct)).Value.PropertyName.Should().ContainEquivalentOf("harbour");

        bench.Turns.Should().Be(bench.Fake.Requests.Count).And.BePositive();
    }

    [Theory, MemberData(nameof(All))]
    public async Task Wrong_credentials_are_told_with_what_to_do(string vendor)
    {
        await using var bench = await Vendors.Start(vendor);
        var secret = bench.Plugin.Settings.Last(field => field.Kind is SettingKind.Secret).Key;
        var settings = new Dictionary<string, string>(bench.Settings) { [secret] = "wrong-secret-1" };

        (await bench.Connect(settings: settings).TestConnection(Ct)).Failure.Should().BeOfType<PmsFailure.Auth>()
            .Which.Message.Should().Contain("connection page").And.NotContain("wrong-secret-1");
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_the_plugin_does_not_declare_it_refuses_without_a_request_and_people_are_told_the_steps(string vendor)
    {
        await using var bench = await Vendors.Start(vendor);
        var (pms, can, id) = (bench.Connect(), bench.Plugin.Capabilities, bench.Nobody);
        var answers = new Dictionary<PmsFeatures, Func<Task<PmsFailure?>>>
        {
            [PmsFeatures.CreateGuest] = async () => (await pms.CreateGuest(new NewGuest("c-1", new GuestDetails { Name = new GuestName("Ann", "Lee") }), Ct)).Failure,
            [PmsFeatures.Merge] = async () => (await pms.MergeGuests(new GuestMerge(id, id), Ct)).Failure,
            [PmsFeatures.Unmerge] = async () => (await pms.UnmergeGuests(new GuestMerge(id, id), Ct)).Failure,
            [PmsFeatures.Reassign] = async () => (await pms.ReassignReservation(new ExternalReservationId("R1"), id, Ct)).Failure,
            [PmsFeatures.NoShow] = async () => (await pms.MarkNoShow(new ExternalReservationId("R1"), Ct)).Failure,
            [PmsFeatures.UndoNoShow] = async () => (await pms.UndoNoShow(new ExternalReservationId("R1"), Ct)).Failure,
            [PmsFeatures.Ban] = async () => (await pms.BanGuest(id, new GuestBan(true, "x"), Ct)).Failure,
        };

        foreach (var missing in ForPeople.Where(feature => !can.Can(feature)))
        {
            (await answers[missing]()).Should().BeOfType<PmsFailure.NotSupported>();
            can.ByHand.Should().ContainKey(missing).WhoseValue.Should().EndWith(".");
        }

        bench.Fake.Requests.Should().BeEmpty();
        foreach (var offered in ForPeople.Where(feature => can.Can(feature)))
            (await answers[offered]() is PmsFailure.NotSupported).Should().BeFalse($"{offered} is declared");
    }

    [Theory, MemberData(nameof(All))]
    public async Task Fields_and_keys_that_are_not_declared_are_refused_without_a_request(string vendor)
    {
        await using var bench = await Vendors.Start(vendor);
        var (pms, can) = (bench.Connect(), bench.Plugin.Capabilities);

        if (!can.Fields.HasFlag(GuestFields.Notes))
            (await pms.UpdateGuest(bench.Nobody, new GuestChange { Notes = "x" }, Ct)).Failure.Should().BeOfType<PmsFailure.NotSupported>();
        if (!can.FindBy.HasFlag(GuestKeys.Phone))
            (await pms.FindGuests(new GuestQuery { Phone = "+1 555" }, Ct)).Failure.Should().BeOfType<PmsFailure.NotSupported>();

        bench.Fake.Requests.Should().BeEmpty();
        await pms.Invoking(p => p.FindGuests(new GuestQuery(), Ct)).Should().ThrowAsync<ArgumentException>();
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_note_is_written_once_even_when_the_answer_is_lost_and_a_long_one_is_never_cut(string vendor)
    {
        await using var bench = await Vendors.Start(vendor);
        var pms = bench.Connect();
        var id = bench.Add("Ann", "Lee", "ann@example.com");
        bench.Fake.Fail(VendorFault.LostAnswer, bench.WriteNote, times: 1);

        (await pms.AddNote(id, "Allergic to nuts 🥜", Ct)).Failure.Should().BeOfType<PmsFailure.Transient>().Which.MayHaveHappened.Should().BeTrue();
        (await pms.AddNote(id, "Allergic to nuts 🥜", Ct)).Failure.Should().BeNull();

        bench.Fake.RequestsOf(bench.WriteNote).Should().ContainSingle();

        (await pms.AddNote(id, new string('x', bench.Plugin.Capabilities.MaxNoteLength + 1), Ct)).Failure.Should().BeOfType<PmsFailure.Business>().Which.Code.Should().Be(BusinessCode.TooLong);
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_plugin_describes_itself_for_its_pages(string vendor)
    {
        await using var bench = await Vendors.Start(vendor);
        var plugin = bench.Plugin;

        plugin.Key.Should().MatchRegex("^[a-z0-9-]{1,32}$");
        plugin.Settings.Should().OnlyContain(field => field.Help.Length > 0 || field.Kind == SettingKind.Choice).And.OnlyHaveUniqueItems(field => field.Key);
        new SettingValues(bench.Settings).Problems(plugin.Settings).Should().BeEmpty();
        plugin.RateLimit.PerSecond.Should().BePositive();
    }

    private static PushableEmail Email(string address) => PushableEmail.From(address, EmailStanding.Deliverable)!;
}
