using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Tests.Fakes;

namespace BookingPlatform.Connectors.Tests.Kit;

/// <summary>Every connector tells what changed there, by webhook or when it is asked, and leads from the news to the guest.</summary>
public sealed class EveryFeed
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    public static TheoryData<string> All => [.. Vendors.Names];

    public static TheoryData<string> WithWebhooks => ["Mews", "Cloudbeds", "apaleo"];

    [Theory, MemberData(nameof(All))]
    public async Task A_guest_changed_there_is_told_when_it_is_asked_and_is_fetched_as_it_is_now(string vendor)
    {
        await using var bench = await Vendors.Start(vendor);
        var (id, pms) = (bench.Add("Ann", "Lee", "ann@example.com", "+1 555"), bench.Connect());
        var start = (await pms.ChangedSince(null, Ct)).Value;

        bench.Change(id, "+1 777");
        var changes = (await pms.ChangedSince(start.Mark, Ct)).Value;

        changes.More.Should().BeFalse();
        changes.News.Should().OnlyContain(news => news.EventId != null && news.EventId.Length > 0);
        var guests = new List<ExternalGuest>();
        foreach (var news in changes.News)
            guests.AddRange((await pms.Fetch(news, Ct)).Value);
        guests.Should().Contain(guest => guest.Id == id && guest.Phone == "+1 777");
        (await pms.ChangedSince(changes.Mark, Ct)).Value.News.Select(news => news.EventId).Except(changes.News.Select(news => news.EventId)).Should().BeEmpty("a change is told again at most under the same id");
    }

    [Theory, MemberData(nameof(WithWebhooks))]
    public async Task A_webhook_is_read_without_asking_and_leads_to_the_guest(string vendor)
    {
        await using var bench = await Vendors.Start(vendor);
        var (id, pms) = (bench.Add("Ann", "Lee", "ann@example.com"), bench.Connect());

        var news = pms.ReadWebhook(bench.Webhook(id))!.Should().ContainSingle().Subject;

        bench.Fake.Requests.Should().BeEmpty();
        (await pms.Fetch(news, Ct)).Value.Should().ContainSingle().Which.Id.Should().Be(id);
        pms.ReadWebhook(bench.Webhook(id))!.Single().Should().Be(news, "the same message is the same news");
        bench.Plugin.Capabilities.Can(PmsFeatures.Webhooks).Should().BeTrue();
    }

    [Theory, MemberData(nameof(All))]
    public async Task Nonsense_is_no_webhook(string vendor)
    {
        await using var bench = await Vendors.Start(vendor);
        var pms = bench.Connect();

        foreach (var body in new[] { "", " ", "<html>", "[]", "7", "\"x\"", "null", "{", "{}", """{"Events":7}""", """{"topic":7}""", """{"event":null}""" })
            (pms.ReadWebhook(body) ?? []).Should().BeEmpty(body);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Asking_fails_in_the_same_classes_as_everything_else(string vendor)
    {
        await using var bench = await Vendors.Start(vendor);
        bench.Fake.Fail(VendorFault.Status(401));
        (await bench.Connect().ChangedSince(null, Ct)).Failure.Should().BeOfType<PmsFailure.Auth>();
        bench.Fake.Recover();
        bench.Fake.Fail(VendorFault.TruncatedJson);
        (await bench.Connect().ChangedSince(null, Ct)).Failure.Should().BeOfType<PmsFailure.Transient>();
    }
}
