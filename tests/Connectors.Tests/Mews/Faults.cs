using System.Globalization;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Tests.Fakes;

namespace BookingPlatform.Connectors.Tests.Mews;

/// <summary>Every operation meets every fault and answers with the right class, in words for staff.</summary>
public sealed class Faults : MewsStory
{
    private static readonly Dictionary<string, Func<IPmsConnector, Task<PmsFailure?>>> Operations = new()
    {
        ["test"] = async m => (await m.TestConnection(Ct)).Failure,
        ["find"] = async m => (await m.FindGuests(new GuestQuery { Email = "ann@example.com" }, Ct)).Failure,
        ["read"] = async m => (await m.ReadGuest(new ExternalGuestId("fadd5bb6-b428-45d5-94f8-fd0d89fece6d"), Ct)).Failure,
        ["create"] = async m => (await m.CreateGuest(Guest("Ann", "Lee", "ann@example.com"), Ct)).Failure,
        ["update"] = async m => (await m.UpdateGuest(new ExternalGuestId("fadd5bb6-b428-45d5-94f8-fd0d89fece6d"), new GuestChange { Email = Email("ann@example.com") }, Ct)).Failure,
        ["address"] = async m => (await m.UpdateGuest(new ExternalGuestId("fadd5bb6-b428-45d5-94f8-fd0d89fece6d"), new GuestChange { Address = new PostalAddress { City = "Oslo" } }, Ct)).Failure,
        ["note"] = async m => (await m.AddNote(new ExternalGuestId("fadd5bb6-b428-45d5-94f8-fd0d89fece6d"), "Hello", Ct)).Failure,
    };

    private static readonly Dictionary<string, (VendorFault Fault, Type Class)> Known = new()
    {
        ["400"] = (MewsFault.Status(400), typeof(PmsFailure.Business)),
        ["401"] = (MewsFault.Status(401), typeof(PmsFailure.Auth)),
        ["403"] = (MewsFault.Status(403), typeof(PmsFailure.Business)),
        ["404"] = (MewsFault.Status(404), typeof(PmsFailure.Configuration)),
        ["405"] = (MewsFault.Status(405), typeof(PmsFailure.Configuration)),
        ["302"] = (MewsFault.Status(302), typeof(PmsFailure.Configuration)),
        ["408"] = (MewsFault.Status(408), typeof(PmsFailure.Transient)),
        ["409"] = (MewsFault.Status(409), typeof(PmsFailure.Transient)),
        ["413"] = (MewsFault.Status(413), typeof(PmsFailure.Business)),
        ["429"] = (MewsFault.RetryAfter(429, "17"), typeof(PmsFailure.Transient)),
        ["429 without Retry-After"] = (MewsFault.Status(429), typeof(PmsFailure.Transient)),
        ["500"] = (MewsFault.Status(500), typeof(PmsFailure.Transient)),
        ["503"] = (MewsFault.RetryAfter(503, "60"), typeof(PmsFailure.Transient)),
        ["HTML"] = (MewsFault.Html, typeof(PmsFailure.Transient)),
        ["truncated JSON"] = (MewsFault.TruncatedJson, typeof(PmsFailure.Transient)),
        ["cut short"] = (MewsFault.CutShort, typeof(PmsFailure.Transient)),
        ["lost answer"] = (MewsFault.LostAnswer, typeof(PmsFailure.Transient)),
    };

    public static TheoryData<string, string> EveryOperationAndFault()
    {
        var data = new TheoryData<string, string>();
        foreach (var operation in Operations.Keys)
            foreach (var fault in Known.Keys)
                data.Add(operation, fault);
        return data;
    }

    public static TheoryData<string> EveryOperation() => [.. Operations.Keys];

    [Theory]
    [MemberData(nameof(EveryOperationAndFault))]
    public async Task A_fault_has_its_class_and_a_message_for_staff(string operation, string fault)
    {
        Fake.Fail(Known[fault].Fault);

        var failure = await Operations[operation](Mews);

        failure.Should().BeOfType(Known[fault].Class);
        failure!.Message.Should().EndWith(".").And.NotContainAny("Exception", "HTTP", "JSON", FakeMews.AccessToken, FakeMews.ClientToken);
        failure.Message.Should().MatchRegex("[Mm]ews|answer");
    }

    [Theory(Timeout = 20_000)]
    [MemberData(nameof(EveryOperation))]
    public async Task A_service_that_never_answers_is_given_up(string operation)
    {
        Fake.Fail(MewsFault.Never);

        var failure = await Operations[operation](Connect(patience: TimeSpan.FromSeconds(4)));

        failure.Should().BeOfType<PmsFailure.Transient>().Which.Message.Should().Contain("did not answer in time");
    }

    [Theory(Timeout = 20_000)]
    [MemberData(nameof(EveryOperation))]
    public async Task A_service_that_falls_silent_inside_its_answer_is_given_up(string operation)
    {
        Fake.Fail(MewsFault.Stalls);

        var failure = await Operations[operation](Connect(patience: TimeSpan.FromSeconds(4)));

        failure.Should().BeOfType<PmsFailure.Transient>().Which.Message.Should().Contain("did not answer in time");
    }

    [Theory]
    [MemberData(nameof(EveryOperation))]
    public async Task A_service_that_is_not_there_is_tried_later(string operation)
    {
        var mews = Connect();
        await Fake.GoDark();

        var failure = await Operations[operation](mews);

        failure.Should().BeOfType<PmsFailure.Transient>().Which.MayHaveHappened.Should().BeFalse("nothing was sent");
    }

    [Fact]
    public async Task Retry_After_is_passed_on_in_seconds()
    {
        Fake.Fail(MewsFault.RetryAfter(429, "17"));

        (await Operations["find"](Mews)).Should().BeOfType<PmsFailure.Transient>().Which.RetryAfter.Should().Be(TimeSpan.FromSeconds(17));
    }

    [Fact]
    public async Task Retry_After_is_passed_on_when_it_is_a_date()
    {
        Fake.Fail(MewsFault.RetryAfter(429, DateTimeOffset.UtcNow.AddSeconds(40).ToString("R", CultureInfo.InvariantCulture)));

        var wait = (await Operations["find"](Mews)).Should().BeOfType<PmsFailure.Transient>().Which.RetryAfter;

        wait.Should().BeCloseTo(TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Without_Retry_After_the_wait_is_left_to_the_queue()
    {
        Fake.Fail(MewsFault.Status(429));

        (await Operations["find"](Mews)).Should().BeOfType<PmsFailure.Transient>().Which.RetryAfter.Should().BeNull();
    }

    [Theory]
    [InlineData("500", true)]
    [InlineData("408", true)]
    [InlineData("HTML", true)]
    [InlineData("truncated JSON", true)]
    [InlineData("cut short", true)]
    [InlineData("429", false)]
    public async Task A_write_without_a_clear_answer_may_have_happened(string fault, bool mayHave)
    {
        Fake.Fail(Known[fault].Fault, "customers/add");

        (await Operations["create"](Mews)).Should().BeOfType<PmsFailure.Transient>().Which.MayHaveHappened.Should().Be(mayHave);
    }

    [Fact]
    public async Task The_vendors_own_limit_is_a_passing_failure_that_says_how_long()
    {
        Fake.RequestsInThirtySeconds = 3;
        foreach (var _ in Enumerable.Range(0, 3))
            (await Operations["find"](Mews)).Should().BeNull();

        (await Operations["find"](Mews)).Should().BeOfType<PmsFailure.Transient>().Which.RetryAfter.Should().BeGreaterThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_caller_who_stops_waiting_gets_no_answer_but_a_cancellation()
    {
        Fake.Fail(MewsFault.Never);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Mews.Invoking(m => m.FindGuests(new GuestQuery { Email = "ann@example.com" }, stop.Token)).Should().ThrowAsync<OperationCanceledException>();
    }
}
