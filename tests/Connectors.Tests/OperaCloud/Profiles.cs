using System.Text.Json.Nodes;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Tests.Fakes;
using BookingPlatform.Connectors.Tests.Kit;

namespace BookingPlatform.Connectors.Tests.OperaCloud;

/// <summary>What is special about OPERA Cloud's profiles.</summary>
public sealed class Profiles : IAsyncLifetime
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly GuestQuery Ann = new() { Email = "ann@example.com" };
    private FakeOpera fake = null!;
    private OperaBench bench = null!;
    private IPmsConnector opera = null!;

    public async Task InitializeAsync()
    {
        fake = await FakeOpera.Start();
        bench = new OperaBench(fake);
        opera = bench.Connect();
    }

    public Task DisposeAsync() => bench.DisposeAsync().AsTask();

    [Fact]
    public async Task Every_request_names_application_hotel_and_our_own_system_so_that_our_changes_do_not_come_back()
    {
        var ann = fake.Add("Ann", "Lee", "ann@example.com");
        await opera.FindGuests(Ann, Ct);
        await opera.UpdateGuest(Id(ann), new GuestChange { Phone = "+1 555" }, Ct);

        var calls = fake.Requests.Where(r => r.Operation != "token").ToList();
        calls.Should().NotBeEmpty().And.OnlyContain(r => r.Headers["x-app-key"] == FakeOpera.AppKey && r.Headers["x-hotelid"] == FakeOpera.Hotel && r.Headers["x-externalsystem"] == "PLATFORM");
    }

    [Fact]
    public async Task An_older_OPERA_is_found_out_once_and_remembered()
    {
        fake.IsBefore262 = true;
        fake.Add("Ann", "Lee", "ann@example.com");

        foreach (var _ in Enumerable.Range(0, 3))
            (await opera.FindGuests(Ann, Ct)).Value.Guests.Should().ContainSingle();

        fake.RequestsOf("search").Select(r => r.Method).Should().Equal("POST", "GET", "GET", "GET");
        (await opera.TestConnection(Ct)).Value.Details.Should().Equal("OPERA Cloud 25.5 or older");
    }

    [Fact]
    public async Task A_newer_OPERA_is_searched_by_post_only()
    {
        (await opera.FindGuests(Ann, Ct)).Value.Guests.Should().BeEmpty("nothing found comes as 204");

        fake.RequestsOf("search").Should().ContainSingle().Which.Method.Should().Be("POST");
    }

    [Fact]
    public async Task A_wrong_address_is_not_taken_for_an_older_OPERA()
    {
        fake.Fail(VendorFault.Status(404), "search", times: 2);
        (await opera.FindGuests(Ann, Ct)).Failure.Should().BeOfType<PmsFailure.Configuration>();

        await opera.FindGuests(Ann, Ct);

        fake.RequestsOf("search")[^1].Method.Should().Be("POST");
    }

    [Fact]
    [Trait("Criterion", "S0-44")]
    public async Task The_primary_entry_is_changed_under_its_own_id_and_keeps_its_type()
    {
        var ann = fake.Add("Ann", "Lee", "old@example.com", "+351 1");
        FakeOpera.Entries(ann, "emails").Insert(0, JsonNode.Parse("""{"id":"77","email":{"emailAddress":"second@example.com","type":"HOME","primaryInd":false}}"""));
        var change = new GuestChange { Email = Email("new@example.com"), Phone = "+351 2" };

        (await opera.UpdateGuest(Id(ann), change, Ct)).Failure.Should().BeNull();

        change.NotYetIn((await opera.ReadGuest(Id(ann), Ct)).Value).Should().Be(GuestFields.None);
        FakeOpera.Entries(ann, "emails").Select(e => e!["email"]!["emailAddress"]!.GetValue<string>()).Should().Equal("second@example.com", "new@example.com");
        FakeOpera.Entries(ann, "emails")[1]!["email"]!["type"]!.GetValue<string>().Should().Be("WORK");
        fake.RequestsOf("update").Should().ContainSingle().Which.Json["profileDetails"]!.AsObject().Select(s => s.Key).Should().BeEquivalentTo(["emails", "telephones"], "other sections are left alone");
    }

    [Fact]
    public async Task Parts_of_a_name_that_are_not_ours_stay()
    {
        var ann = fake.Add("Ann", "Lee");

        (await opera.UpdateGuest(Id(ann), new GuestChange { Name = new GuestName("Anne", "Leigh") }, Ct)).Failure.Should().BeNull();

        FakeVendor.Text(ann["profileDetails"]!["customer"]!["personName"]![0], "middleName").Should().Be("M");
    }

    [Fact]
    public async Task A_first_email_phone_and_address_are_added()
    {
        var ann = fake.Add("Ann", "Lee");
        var change = new GuestChange { Email = Email("ann@example.com"), Phone = "+1 555", Address = new PostalAddress { Line1 = "1 Main St", Line2 = "Floor 3", City = "San José", PostalCode = "95113", RegionCode = "US-CA", CountryCode = "US" } };

        (await opera.UpdateGuest(Id(ann), change, Ct)).Failure.Should().BeNull();
        (await opera.UpdateGuest(Id(ann), change, Ct)).Failure.Should().BeNull();

        change.NotYetIn((await opera.ReadGuest(Id(ann), Ct)).Value).Should().Be(GuestFields.None);
        FakeOpera.Entries(ann, "emails").Should().ContainSingle("repeating it adds nothing");
    }

    [Theory]
    [InlineData(40, true)]
    [InlineData(41, false)]
    public async Task What_is_too_long_for_OPERA_is_refused_with_the_field_and_never_cut(int length, bool fits)
    {
        var ann = fake.Add("Ann", "Lee");

        var answer = await opera.UpdateGuest(Id(ann), new GuestChange { Name = new GuestName("Ann", new string('x', length)) }, Ct);

        answer.Succeeded.Should().Be(fits);
        if (!fits)
            answer.Failure.Should().BeOfType<PmsFailure.Business>().Which.Should().Match<PmsFailure.Business>(f => f.Code == BusinessCode.TooLong && f.Message.Contains("last name"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_lost_answer_does_not_make_a_second_guest_on_a_new_or_an_old_OPERA(bool isOld)
    {
        fake.IsBefore262 = isOld;
        fake.Fail(VendorFault.LostAnswer, "create", times: 1);
        var wanted = new NewGuest("cust-7k3m9", new GuestDetails { Name = new GuestName("Þóra", "Jónsdóttir"), Notes = "Late" });
        (await opera.CreateGuest(wanted, Ct)).Failure.Should().BeOfType<PmsFailure.Transient>().Which.MayHaveHappened.Should().BeTrue();

        var second = await opera.CreateGuest(wanted with { FirstTriedUtc = DateTime.UtcNow, Details = wanted.Details with { Name = new GuestName("Þóra", "Other") } }, Ct);

        second.Value.Should().Match<ExternalGuest>(g => g.Reference == "cust-7k3m9" && g.Id == Id(fake.Profiles.Values.Single()));
        fake.RequestsOf("create").Should().ContainSingle();
    }

    [Fact]
    public async Task An_email_somebody_else_has_is_a_possible_duplicate_and_nothing_is_written()
    {
        var other = fake.Add("Anna", "Bergström", "family@example.com");

        var refusal = (await opera.CreateGuest(new NewGuest("c-1", new GuestDetails { Name = new GuestName("Bo", "Bergström"), Email = Email("Family@example.com") }), Ct)).Failure
            .Should().BeOfType<PmsFailure.Business>().Subject;

        (refusal.Code, refusal.OtherGuest).Should().Be((BusinessCode.PossibleDuplicate, Id(other)));
        fake.RequestsOf("create").Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"status":"NotProcessed","detail":"Name is not valid.","o:errorCode":"OPERAWS-X1"}""")]
    [InlineData("""{"status":400,"detail":"Name is not valid.","o:errorCode":"OPERAWS-X1"}""")]
    public async Task An_error_inside_a_201_is_a_refusal_whatever_its_status_is_written_as(string body)
    {
        fake.Fail(VendorFault.Answer(201, body), "create");

        (await opera.CreateGuest(new NewGuest("c-1", new GuestDetails { Name = new GuestName("Ann", "Lee") }), Ct)).Failure.Should().BeOfType<PmsFailure.Business>()
            .Which.Message.Should().Contain("looked like a success").And.Contain("Name is not valid. (OPERAWS-X1)");
    }

    [Theory]
    [InlineData(400, """{"status":"NotProcessed","detail":"Bad.","o:errorCode":"OPERAWS-GEN01242"}""", typeof(PmsFailure.Configuration), "hotel code")]
    [InlineData(403, """{"status":403,"detail":"Bad.","o:errorCode":"OPERAWS-GEN01244"}""", typeof(PmsFailure.Configuration), "hotel code")]
    [InlineData(402, "", typeof(PmsFailure.Auth), "password")]
    [InlineData(400, """{"status":"NotProcessed","title":"Bad","o:errorCode":"OPERAWS-X2"}""", typeof(PmsFailure.Business), "Bad (OPERAWS-X2)")]
    public async Task An_error_code_says_more_than_its_status(int status, string body, Type expected, string word)
    {
        fake.Fail(VendorFault.Answer(status, body), "read");

        var failure = (await opera.ReadGuest(Id(fake.Add("Ann", "Lee")), Ct)).Failure;

        failure.Should().BeOfType(expected);
        failure!.Message.Should().Contain(word);
    }

    [Fact]
    public async Task A_hotel_that_takes_no_references_is_a_setting_to_correct_and_not_a_guest_to_correct()
    {
        fake.TakesReferences = false;

        (await opera.CreateGuest(new NewGuest("c-1", new GuestDetails { Name = new GuestName("Ann", "Lee") }), Ct)).Failure.Should().BeOfType<PmsFailure.Configuration>()
            .Which.Message.Should().Contain("external system code");
    }

    [Fact]
    public async Task A_wrong_hotel_is_told()
    {
        var settings = new Dictionary<string, string>(bench.Settings) { ["hotel-id"] = "ELSE" };

        (await bench.Connect(settings: settings).TestConnection(Ct)).Failure.Should().BeOfType<PmsFailure.Configuration>().Which.Message.Should().Contain("hotel code");
    }

    [Fact]
    public async Task Signing_in_with_client_credentials_works_and_names_the_enterprise()
    {
        var settings = new Dictionary<string, string>(bench.Settings) { ["sign-in"] = "client", ["enterprise-id"] = "HARBR" };

        (await bench.Connect(settings: settings).TestConnection(Ct)).Failure.Should().BeNull();
        settings["enterprise-id"] = "OTHER";
        (await bench.Connect(settings: settings).TestConnection(Ct)).Failure.Should().BeOfType<PmsFailure.Auth>().Which.Message.Should().Contain("Enterprise ID is required");

        fake.RequestsOf("token")[0].Form.Should().Contain("grant_type", "client_credentials").And.ContainKey("scope").And.NotContainKey("password");
    }

    [Theory]
    [InlineData("user", "password", "integration user")]
    [InlineData("client", "enterprise-id", "enterprise id")]
    public async Task What_a_way_of_signing_in_needs_is_asked_for_without_a_request(string way, string missing, string words)
    {
        var settings = new Dictionary<string, string>(bench.Settings) { ["sign-in"] = way };
        settings.Remove(missing);

        (await bench.Connect(settings: settings).TestConnection(Ct)).Failure.Should().BeOfType<PmsFailure.Configuration>().Which.Message.Should().Contain(words);
        fake.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Two_profiles_become_one_and_a_victim_who_is_gone_is_merged()
    {
        var merge = new GuestMerge(Id(fake.Add("Ann", "Lee")), Id(fake.Add("Ann", "Leigh")));
        fake.Fail(VendorFault.LostAnswer, "merge", times: 1);
        (await opera.MergeGuests(merge, Ct)).Failure.Should().BeOfType<PmsFailure.Transient>();

        (await opera.MergeGuests(merge, Ct)).Failure.Should().BeNull();

        fake.RequestsOf("merge").Should().ContainSingle();
        (await opera.MergeGuests(new GuestMerge(merge.Victim, merge.Survivor), Ct)).Failure.Should().BeOfType<PmsFailure.Gone>("a survivor has to be there");
    }

    [Fact]
    public async Task A_merge_a_ban_and_a_reservation_that_were_taken_but_not_done_are_not_counted_as_done()
    {
        var (ann, anne) = (fake.Add("Ann", "Lee"), fake.Add("Ann", "Leigh"));
        fake.Reservations["R1"] = "9";
        foreach (var operation in new[] { "merge", "update", "reassign" })
            fake.Fail(VendorFault.Unchanged, operation);

        (await opera.MergeGuests(new GuestMerge(Id(ann), Id(anne)), Ct)).Failure.Should().BeOfType<PmsFailure.Transient>();
        (await opera.BanGuest(Id(ann), new GuestBan(true, "Fire alarm"), Ct)).Failure.Should().BeOfType<PmsFailure.Transient>();
        (await opera.ReassignReservation(new ExternalReservationId("R1"), Id(ann), Ct)).Failure.Should().BeOfType<PmsFailure.Transient>();
    }

    private static PushableEmail Email(string address) => PushableEmail.From(address, EmailStanding.Deliverable)!;

    private static ExternalGuestId Id(JsonObject profile) => new(FakeOpera.Id(profile));
}
