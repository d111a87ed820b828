using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace BookingPlatform.Platform.Tests.Accounts;

/// <summary>Reliability, row 11: from no answer, no time and no work can anybody tell whether an address is known here.</summary>
[Trait("Criterion", "R-11")]
public sealed class NobodyIsGivenAway
{
    private static readonly TimeSpan Noticeable = TimeSpan.FromMilliseconds(60);

    [Theory, OnEveryDatabase]
    public async Task A_link_for_a_forgotten_password_is_promised_alike_and_after_the_same_time(Db db)
    {
        await using var platform = await Testing.Platform.Start(db);
        var business = await platform.NewBusiness();

        var (known, unknown) = await AskForLinks(platform, business, 9);

        known.Select(answer => answer.Text).Concat(unknown.Select(answer => answer.Text)).Distinct().Should().ContainSingle("status and page are the same");
        Gap(known, unknown).Should().BeLessThan(Noticeable);
    }

    /// <summary>The control: a platform that takes longer for the known is found out by the same measure.</summary>
    [Fact]
    public async Task A_planted_difference_is_noticed()
    {
        await using var platform = await Testing.Platform.Start(Db.Sqlite, services: all => all.Replace(ServiceDescriptor.Scoped<ILookupNormalizer, SlowForKnown>()));
        var business = await platform.NewBusiness();

        var (known, unknown) = await AskForLinks(platform, business, 1);

        Gap(known, unknown).Should().BeGreaterThan(Noticeable);
    }

    [Theory, OnEveryDatabase]
    public async Task An_invitation_of_somebody_who_works_elsewhere_is_the_same_as_of_a_stranger(Db db)
    {
        var statements = new Statements();
        await using var platform = await Testing.Platform.Start(db, services: statements.Register);
        var (business, elsewhere) = (await platform.NewBusiness(), await platform.NewBusiness());
        using var desk = await Desk.Of(business);
        var page = await desk.Open("/settings/team/invite");
        await Invite("first@warm.example");

        var (known, knownWork) = await Invite(elsewhere.OwnerEmail);
        var (unknown, unknownWork) = await Invite($"owner@{Guid.NewGuid():N}"[..14] + ".example");

        (known, knownWork).Should().Be((unknown, unknownWork));
        knownWork.Should().BeGreaterThan(1, "the measure counts");

        async Task<(string, int)> Invite(string email)
        {
            Shown? answer = null;
            var work = await statements.Of("/settings/team/invite", async () => answer = await desk.Send(page, "invite", ("email", email), ("role", "FrontDesk")));
            return (Plain(answer!.Expect(HttpStatusCode.OK).Document.QuerySelector("[role=status]")!.TextContent.Replace(answer.Document.QuerySelector("code")!.TextContent, "", StringComparison.Ordinal), email), work);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_guest_who_signs_in_is_the_same_work_known_or_not(Db db)
    {
        var statements = new Statements();
        await using var platform = await Testing.Platform.Start(db, services: statements.Register);
        var business = await platform.NewBusiness();
        (await business.Post("customers", new { firstName = "Kay", lastName = "Known", email = "kay@known.example" })).Expect(201);
        using var http = platform.Client();
        string[] ways = ["sign-in-links", "sign-in-codes", "sign-in"];
        // The first of a business also begins its count.
        foreach (var way in ways)
            await Ask(way, "warm@known.example");

        foreach (var way in ways)
        {
            var (known, unknown) = (await Ask(way, "kay@known.example"), await Ask(way, "nil@known.example"));
            known.Should().Be(unknown, way);
            known.Work.Should().BeGreaterThan(0);
        }

        async Task<(HttpStatusCode Status, string Body, int Work)> Ask(string way, string email)
        {
            (HttpStatusCode Status, string Body) said = (default, "");
            var work = await statements.Of($"/{way}", async () =>
            {
                using var answer = await http.PostAsJsonAsync($"/g/{business.Slug}/{way}", new { email, password = "not-the-password" });
                said = (answer.StatusCode, Ids().Replace(await answer.Content.ReadAsStringAsync(), "id"));
            });
            return (said.Status, said.Body, work);
        }
    }

    private static System.Text.RegularExpressions.Regex Ids() => new("[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    /// <summary>All at the same time, known and unknown by turns, so that whatever else the machine does slows both.</summary>
    private static async Task<(IReadOnlyList<Asked> Known, IReadOnlyList<Asked> Unknown)> AskForLinks(Testing.Platform platform, TestBusiness business, int pairs)
    {
        var known = new List<string>();
        for (var one = 0; one < pairs; one++)
            known.Add(await platform.NewStaff(business, "FrontDesk"));
        using var desk = new Desk(platform);
        var page = await desk.Open("/forgot-password");
        await Ask(desk, page, "warm@known.example");
        var asked = await Task.WhenAll(known.SelectMany(email => new[] { Ask(desk, page, email), Ask(desk, page, email.Replace("frontdesk", "nobodyatall", StringComparison.Ordinal)) }));
        return (asked.Where((_, at) => at % 2 == 0).ToList(), asked.Where((_, at) => at % 2 == 1).ToList());
    }

    private static async Task<Asked> Ask(Desk desk, Shown page, string email)
    {
        var watch = Stopwatch.StartNew();
        var answer = await desk.Send(page, "forgot-password", ("email", email));
        return new(watch.Elapsed, $"{answer.Status} {Plain(answer.Text, email)}");
    }

    private static string Plain(string text, string email) => text.Replace(email, "somebody", StringComparison.Ordinal);

    /// <summary>Between the middle ones.</summary>
    private static TimeSpan Gap(IReadOnlyList<Asked> known, IReadOnlyList<Asked> unknown) => (Middle(known) - Middle(unknown)).Duration();

    private static TimeSpan Middle(IReadOnlyList<Asked> asked) => asked.Select(one => one.Took).Order().ElementAt(asked.Count / 2);

    private sealed record Asked(TimeSpan Took, string Text);

    /// <summary>As if the known were looked up in a slow place; longer than the answer takes anyway.</summary>
    private sealed class SlowForKnown : ILookupNormalizer
    {
        private readonly UpperInvariantLookupNormalizer usual = new();

        public string? NormalizeEmail(string? email)
        {
            if (email?.StartsWith("frontdesk", StringComparison.Ordinal) == true)
                Thread.Sleep(2000);
            return usual.NormalizeEmail(email);
        }

        public string? NormalizeName(string? name) => usual.NormalizeName(name);
    }
}
