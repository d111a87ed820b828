using System.Net;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Customers.Tests;

/// <summary>New customer and change details, filled in as a browser does.</summary>
public sealed class EditingPages
{
    [Theory, OnEveryDatabase, Trait("Criterion", "S1-11")]
    public async Task Before_saving_staff_see_how_far_a_change_reaches(Db db)
    {
        var (business, desk) = await Open(db);
        var (anna, _) = await Bookings.Made(business, "Anna", "anna@x.example");

        var form = await desk.Open($"/customers/{anna}/details");

        form.Text.Should().Contain("What you change reaches 1 booking").And.Contain("Invoices and receipts keep what was printed on them");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-12")]
    public async Task The_second_of_two_editors_sees_what_the_first_did_beside_what_they_typed_and_decides(Db db)
    {
        var (business, desk) = await Open(db);
        var anna = await Anna(business);
        var form = await desk.Open($"/customers/{anna}/details");
        (await business.Patch($"customers/{anna}", new { notes = "Theirs", phone = "912345678" })).Expect(200);

        var collided = await desk.Send(form, "details", Typed(notes: "Mine"));

        var notice = collided.Expect(HttpStatusCode.PreconditionFailed).Document.QuerySelector("[role=alert]")!;
        notice.QuerySelector(".history")!.TextContent.Should().Contain("Test key").And.Contain("phone");
        notice.QuerySelectorAll("tbody tr").Should().ContainSingle().Which.TextContent.Should().Contain("notes").And.Contain("Theirs").And.Contain("Mine");
        collided.Document.QuerySelector("textarea[name=notes]")!.TextContent.Should().Be("Mine");
        notice.QuerySelector($"a[href='/customers/{anna}/details']").Should().NotBeNull();
        var overwrite = notice.QuerySelector("button[name=overwrite]")!.GetAttribute("value")!;
        (await desk.Send(collided, "details", [.. Typed(notes: "Mine"), ("overwrite", overwrite)])).Expect(HttpStatusCode.Redirect);
        (await business.Get($"customers/{anna}")).ShouldHave(new { notes = "Mine", phone = "+351912345678" });
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "C3")]
    public async Task Another_name_is_asked_about_with_everything_typed_kept(Db db)
    {
        var (business, desk) = await Open(db);
        var anna = await Anna(business);
        (string, string)[] typed = [("firstName", "Bo"), ("lastName", "Jones"), ("phone", "912 000 111"), ("notes", "Wants a view")];

        var asked = await desk.Send(await desk.Open($"/customers/{anna}/details"), "details", typed);

        asked.Expect(HttpStatusCode.Conflict).Document.QuerySelectorAll("button[name=onRename]").Select(button => button.GetAttribute("value")).Should().Equal("renamed", "someone-else");
        asked.Document.QuerySelector("[name=firstName]")!.GetAttribute("value").Should().Be("Bo");
        asked.Document.QuerySelector("[name=notes]")!.TextContent.Should().Be("Wants a view");
        var made = await desk.Send(asked, "details", [.. typed, ("onRename", "someone-else")]);
        made.Expect(HttpStatusCode.Redirect).Location.Should().NotContain(anna.ToString());
        (await desk.Open(made.Location!)).Heading.Should().Be("Bo Jones");
        (await business.Get($"customers/{anna}")).ShouldHave(new { firstName = "Anna", version = 1 });
        (await desk.Send(asked, "details", [.. typed, ("onRename", "renamed"), ("idempotencyKey", "other")])).Expect(HttpStatusCode.Redirect);
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-5")]
    public async Task New_customer_offers_who_is_stored_already_with_what_tells_them_apart(Db db)
    {
        var (business, desk) = await Open(db);
        var anna = await Anna(business);
        (string, string)[] typed = [("firstName", "Anna"), ("lastName", "Smith"), ("email", "anna@x.example")];

        var asked = await desk.Send(await desk.Open("/customers/new"), "customer", typed);

        var offered = asked.Expect(HttpStatusCode.Conflict).Document.QuerySelector("[role=alert] li")!;
        offered.QuerySelector("small")!.TextContent.Split(" · ").Should().HaveCountGreaterThanOrEqualTo(2).And.Contain("anna@x.example");
        offered.QuerySelector($"a[href='/customers/{anna}']").Should().NotBeNull();
        asked.Document.QuerySelector("button[name=createAnyway]")!.TextContent.Should().Be("Add anyway");
        (await desk.Send(asked, "customer", [.. typed, ("createAnyway", "true")])).Expect(HttpStatusCode.Redirect);
        (await business.Get("customers")).Names().Should().HaveCount(2);
        var refused = (await business.Post("customers", new { firstName = "Anna", lastName = "Smith", email = "anna@x.example" })).ExpectProblem(409, "possible-duplicate");
        refused["candidates"]!.AsArray().Should().HaveCount(2).And.OnlyContain(candidate => candidate!["email"] != null && candidate["createdAt"] != null);
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-42")]
    public async Task Own_email_domains_are_set_one_per_line(Db db)
    {
        var (business, desk) = await Open(db);

        var saved = await desk.Send(await desk.Open("/settings/customers"), "domains", ("ownEmailDomains", "harbour.example\r\n@spa.example"));

        (await desk.Open(saved.Expect(HttpStatusCode.Redirect).Location!)).Document.QuerySelector("textarea")!.TextContent.Trim().Should().Be("harbour.example\nspa.example");
        (await desk.Send(await desk.Open("/settings/customers"), "domains", ("ownEmailDomains", "gmail.com"))).Expect(HttpStatusCode.UnprocessableEntity).ErrorOf("ownEmailDomains").Should().Contain("gmail.com");
        (await business.Get("customers/settings"))["ownEmailDomains"]!.AsArray().Should().HaveCount(2);
    }

    private static (string, string)[] Typed(string notes) => [("firstName", "Anna"), ("lastName", "Smith"), ("notes", notes)];

    private static async Task<Guid> Anna(TestBusiness business) => (await business.Post("customers", new { firstName = "Anna", lastName = "Smith", email = "anna@x.example" })).Expect(201).Id;

    private static async Task<(TestBusiness Business, Desk Desk)> Open(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        return (business, await Desk.Of(business));
    }
}
