using System.Net;
using System.Net.Http.Headers;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Platform.Tests.Accounts;

public sealed class Keys
{
    [Theory, OnEveryDatabase]
    public async Task A_key_is_shown_once_works_until_revoked_and_then_no_more(Db db)
    {
        var business = await (await Testing.Platform.On(db)).NewBusiness();
        using var desk = await Desk.Of(business);

        var made = await desk.Send(await desk.Open("/settings/api-keys"), "make", ("name", "Website"), ("rights", "operations.see"), ("daysValid", "30"));
        var secret = made.Expect(HttpStatusCode.OK).Document.QuerySelector("code")!.TextContent;
        var list = await desk.Open("/settings/api-keys");

        list.Html.Should().Contain("Website").And.NotContain(secret);
        (await Ask(business, secret, "/api/v1/jobs")).Should().Be(HttpStatusCode.OK);
        (await Ask(business, secret, "/api/v1/customers")).Should().Be(HttpStatusCode.Forbidden);

        var revoke = list.Document.Forms.Select(form => form.QuerySelector("input[name=_handler]")?.GetAttribute("value")).First(name => name?.StartsWith("revoke-", StringComparison.Ordinal) == true && RowOf(list, name).Contains("Website", StringComparison.Ordinal))!;
        (await desk.Send(list, revoke)).Expect(HttpStatusCode.Redirect);

        (await Ask(business, secret, "/api/v1/jobs")).Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_secret_of_a_key_is_stored_nowhere_not_even_as_a_kept_answer()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        using var desk = await Desk.Of(business);

        await desk.Send(await desk.Open("/settings/api-keys"), "make", ("name", "Website"), ("rights", "operations.see"), ("daysValid", "30"));

        (await business.Platform.Inside(business, services => services.GetRequiredService<KernelDb>().Answers.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task A_key_without_name_or_rights_is_not_made()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        using var desk = await Desk.Of(business);

        var refused = await desk.Send(await desk.Open("/settings/api-keys"), "make", ("name", " "), ("daysValid", "30"));

        refused.Expect(HttpStatusCode.UnprocessableEntity).ErrorOf("name").Should().Contain("Name the program");
        refused.Text.Should().Contain("Tick at least one");
    }

    [Theory, OnEveryDatabase]
    public async Task Two_businesses_do_not_see_each_others_history(Db db)
    {
        var platform = await Testing.Platform.On(db);
        var (mine, theirs) = (await platform.NewBusiness(), await platform.NewBusiness());

        var own = (await mine.Get($"audit?subject={mine.Id}")).Expect(200);
        var foreign = (await mine.Get($"audit?subject={theirs.Id}")).Expect(200);
        var everything = (await mine.Get("audit")).Expect(200);

        own["items"]!.AsArray().Should().ContainSingle(entry => (string?)entry!["action"] == "business.opened");
        foreign["items"]!.AsArray().Should().BeEmpty();
        everything.Text.Should().Contain(mine.Slug).And.NotContain(theirs.Slug);
    }

    [Theory, OnEveryDatabase]
    public async Task History_of_settings_is_shown_only_to_those_who_manage_them(Db db)
    {
        var platform = await Testing.Platform.On(db);
        var business = await platform.NewBusiness();
        using var http = platform.Client();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await platform.NewKey(business, Kernel.Web.Right.SeeCustomers));

        var answer = await http.GetStringAsync("/api/v1/audit");

        answer.Should().NotContain("business.opened");
    }

    private static string RowOf(Shown page, string form) => page.Form(form).Closest("tr")!.TextContent;

    private static async Task<HttpStatusCode> Ask(TestBusiness business, string secret, string path)
    {
        using var http = business.Platform.Client();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return (await http.GetAsync(path)).StatusCode;
    }
}
