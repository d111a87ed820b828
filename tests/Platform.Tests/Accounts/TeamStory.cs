using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Platform.Tests.Accounts;

/// <summary>Who works here, as what, and how that changes.</summary>
[Trait("Criterion", "H-2")]
public sealed class TeamStory
{
    [Theory, OnEveryDatabase]
    public async Task Somebody_new_joins_by_a_link_that_works_once_in_the_role_that_was_given(Db db)
    {
        var business = await (await Testing.Platform.On(db)).NewBusiness();
        var email = $"ana@{business.Slug}.example";
        var link = await Invite(business, email, "FrontDesk");
        using var ana = new Desk(business.Platform);

        var page = (await ana.Open(link)).Expect(HttpStatusCode.OK);
        var short_ = await ana.Send(page, "join", ("name", "Ana"), ("password", "short"));
        var joined = await ana.Send(await ana.Open(link), "join", ("name", "Ana Nunes"), ("password", TestBusiness.Password), ("role", "Owner"));
        using var second = new Desk(business.Platform);

        link.Should().StartWith("/join/");
        short_.Expect(HttpStatusCode.UnprocessableEntity).ErrorOf("password").Should().Contain("12");
        joined.Expect(HttpStatusCode.Redirect).Location.Should().Be("/");
        (await ana.Open("/customers")).Expect(HttpStatusCode.OK);
        (await ana.Open("/settings/team")).Location.Should().Contain("/not-allowed", "what was sent along does not make her owner");
        (await second.Open(link)).Heading.Should().Be("This link no longer works");
        (await business.Get("audit")).Text.Should().Contain("Ana Nunes joined the team as Front desk");
    }

    [Theory, OnEveryDatabase]
    public async Task One_person_works_for_two_businesses_and_goes_from_one_to_the_other(Db db)
    {
        var platform = await Testing.Platform.On(db);
        var (hotel, spa) = (await platform.NewBusiness(), await platform.NewBusiness());
        var link = await Invite(spa, hotel.OwnerEmail, "Manager");
        using var stranger = new Desk(platform);
        (await stranger.Open(link)).Text.Should().Contain("You have an account here already");
        using var desk = await Desk.Of(hotel);

        (await desk.Send(await desk.Open(link), "join")).Expect(HttpStatusCode.Redirect);
        var atSpa = (await desk.Open("/account")).Text;
        var back = await desk.Send(await desk.Open("/account"), "/switch-business", ("business", hotel.Id.ToString()));
        var atHotel = await desk.Open("/settings/team");

        atSpa.Should().Contain($"Harbour Hotel {spa.Slug}").And.Contain($"Go to Harbour Hotel {hotel.Slug}");
        back.Expect(HttpStatusCode.Redirect);
        atHotel.Text.Should().Contain(hotel.OwnerEmail).And.NotContain(spa.OwnerEmail);
        var nowhere = await desk.SendTo("/switch-business", atHotel, ("business", (await platform.NewBusiness()).Id.ToString()));
        nowhere.Expect(HttpStatusCode.NotFound, "a business one does not work for");
    }

    [Theory, OnEveryDatabase]
    public async Task A_changed_role_holds_at_the_next_click_and_a_removed_person_is_out(Db db)
    {
        var business = await (await Testing.Platform.On(db)).NewBusiness();
        var email = await business.Platform.NewStaff(business, "FrontDesk");
        using var clerk = await Desk.Of(business, email);
        using var owner = await Desk.Of(business);
        var place = (await Place(business, email)).ToString();
        (await clerk.Open("/settings/team")).Location.Should().Contain("/not-allowed");

        (await owner.Send(await owner.Open($"/settings/team/{place}"), "role", ("role", "Manager"))).Expect(HttpStatusCode.Redirect);
        (await clerk.Open("/settings/team")).Expect(HttpStatusCode.OK);
        (await owner.Send(await owner.Open($"/settings/team/{place}"), "role", ("role", "OperationsReader"))).Expect(HttpStatusCode.Redirect);
        (await clerk.Open("/customers")).Location.Should().Contain("/not-allowed");
        (await owner.Send(await owner.Open($"/settings/team/{place}"), "remove")).Expect(HttpStatusCode.Redirect);

        (await clerk.Open("/jobs")).Location.Should().StartWith("/sign-in");
    }

    [Fact]
    public async Task A_right_is_given_on_top_of_the_role_or_withheld_from_it()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        var email = await business.Platform.NewStaff(business, "FrontDesk");
        using var clerk = await Desk.Of(business, email);

        (await business.Patch($"team/{await Place(business, email)}", new { extraRights = new[] { Right.SeeReports }, withheldRights = new[] { Right.UseCash } })).Status.Should().Be(204);

        (await clerk.Open("/reports/customers")).Expect(HttpStatusCode.OK);
        (await clerk.Open("/cash")).Location.Should().Contain("/not-allowed");
        (await clerk.Open("/customers")).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Manager", "Owner", "Manager", "above-you")]
    [InlineData("Manager", "FrontDesk", "Owner", "above-you")]
    [InlineData("FrontDesk", "Operations", "FrontDesk", "above-you")]
    public async Task Nobody_gives_more_than_they_have_nor_touches_who_may_do_more(string by, string whom, string into, string code)
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        var email = await business.Platform.NewStaff(business, whom);
        var rights = Host.Accounts.Roles.Rights(Enum.Parse<Host.Accounts.Role>(by)).Append(Right.ManageTeam).Distinct().ToArray();

        var answer = await Patch(business, rights, await Place(business, email), new { role = char.ToLowerInvariant(into[0]) + into[1..] });

        answer.Status.Should().Be(HttpStatusCode.Forbidden);
        answer.Code.Should().Be(code);
    }

    [Fact]
    public async Task The_last_owner_stays_and_nobody_changes_their_own_place()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        using var owner = await Desk.Of(business);
        var self = await Place(business, business.OwnerEmail);

        var own = await owner.Send(await owner.Open($"/settings/team/{self}"), "role", ("role", "FrontDesk"));
        var removed = await owner.Send(await owner.Open($"/settings/team/{self}"), "remove");

        own.Expect(HttpStatusCode.Forbidden).Text.Should().Contain("You cannot change your own place");
        removed.Expect(HttpStatusCode.Forbidden);
        (await owner.Open("/settings/team")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_invitation_can_be_withdrawn_and_ends_after_a_week()
    {
        await using var platform = await Testing.Platform.Start(Db.Sqlite);
        var business = await platform.NewBusiness();
        var (first, second) = (await Invite(business, $"a@{business.Slug}.example", "FrontDesk"), await Invite(business, $"b@{business.Slug}.example", "FrontDesk"));
        using var desk = new Desk(platform);
        var invited = (await business.Get("team")).Expect(200)["invitations"]!.AsArray();

        (await business.Delete($"team/invitations/{invited[0]!["id"]}")).Status.Should().Be(204);
        var withdrawn = await desk.Open(first);
        (await desk.Open(second)).Heading.Should().StartWith("Join");
        platform.Clock.Shift(TimeSpan.FromDays(7.01));
        var late = await desk.Open(second);

        withdrawn.Heading.Should().Be("This link no longer works");
        late.Heading.Should().Be("This link no longer works");
    }

    [Fact]
    public async Task A_key_carries_only_what_was_ticked_and_tells_when_it_was_last_used()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        var secret = await business.Platform.NewKey(business, Right.SeeOperations, "installation.run", "nonsense");

        (await Ask(business, secret, "/api/v1/jobs")).Should().Be(HttpStatusCode.OK);
        (await Ask(business, secret, "/api/v1/team")).Should().Be(HttpStatusCode.Forbidden);

        var keys = (await business.Get("api-keys")).Expect(200)["items"]!.AsArray();
        var used = keys.Single(key => key!["rights"]!.AsArray().Count == 3)!;
        ((DateTimeOffset?)used["lastUsedAt"]).Should().BeCloseTo(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
        (await business.Delete($"api-keys/{used["id"]}")).Status.Should().Be(204);
        (await Ask(business, secret, "/api/v1/jobs")).Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_manager_without_a_right_cannot_put_it_into_a_key()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        var email = await business.Platform.NewStaff(business, "Manager");
        await business.Patch($"team/{await Place(business, email)}", new { withheldRights = new[] { Right.ExportCustomers } });
        using var manager = await Desk.Of(business, email);

        var refused = await manager.Send(await manager.Open("/settings/api-keys"), "make", ("name", "Export"), ("rights", Right.ExportCustomers), ("daysValid", "30"));

        refused.Expect(HttpStatusCode.UnprocessableEntity);
        refused.Document.QuerySelector($"input[value='{Right.ExportCustomers}']").Should().BeNull();
    }

    private static async Task<string> Invite(TestBusiness business, string email, string role)
    {
        using var desk = await Desk.Of(business);
        var made = await desk.Send(await desk.Open("/settings/team/invite"), "invite", ("email", email), ("role", role));
        var link = made.Expect(HttpStatusCode.OK).Document.QuerySelector("code")!.TextContent;
        link.Should().StartWith(PlatformSettings.PublicAddress, "links are built from the configured address");
        return link[PlatformSettings.PublicAddress.Length..];
    }

    private static async Task<Guid> Place(TestBusiness business, string email) =>
        (await business.Get("team")).Expect(200)["items"]!.AsArray().Single(person => (string?)person!["email"] == email)!["id"]!.GetValue<Guid>();

    private static async Task<(HttpStatusCode Status, string? Code)> Patch(TestBusiness business, string[] rights, Guid place, object body)
    {
        using var http = business.Platform.Client();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await business.Platform.NewKey(business, rights));
        using var answer = await http.PatchAsJsonAsync($"/api/v1/team/{place}", body);
        return (answer.StatusCode, (string?)(await answer.Content.ReadFromJsonAsync<JsonNode>())?["code"]);
    }

    private static async Task<HttpStatusCode> Ask(TestBusiness business, string secret, string path)
    {
        using var http = business.Platform.Client();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return (await http.GetAsync(path)).StatusCode;
    }
}
