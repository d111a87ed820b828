using System.Net;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Customers.Tests.Merging;

/// <summary>The merge screen without script: choose, look, merge, undo.</summary>
public sealed class OnThePages
{
    [Theory, OnEveryDatabase, Trait("Criterion", "S1-37"), Trait("Criterion", "S1-38"), Trait("Criterion", "S1-42"), Trait("Criterion", "S1-43")]
    public async Task Two_selected_in_the_list_are_compared_merged_and_separated_again(Db db)
    {
        var desk = await MergeDesk.Open(db);
        var (anna, anne) = (await desk.Customer("Anna", "Smith", "anna@x.example"), await desk.Customer("Anne", "Smith", "anne@y.example"));
        var booking = await desk.Book(anne);
        using var staff = await Desk.Of(desk.Business);
        var list = await staff.Open("/customers");

        var compare = await staff.Open((await Select(staff, list, anna, anne)).Location!);

        compare.Expect(HttpStatusCode.OK).Heading.Should().Be("Merge customers");
        compare.Document.QuerySelector($"input[name=primary][value='{anna}']")!.HasAttribute("checked").Should().BeTrue("it was chosen first");
        compare.Document.QuerySelectorAll("tr").Single(row => row.TextContent.Contains("First name")).TextContent.Should().Contain("Differs").And.Contain("of the primary record");
        compare.Text.Should().Contain("1 booking moves, 1 of them still to come").And.Contain("Merge 2 records").And.Contain("4 fields are the same or empty");
        var chosen = await staff.Open($"{compare.Address}&firstName={anne}&email={anna}");
        chosen.Document.QuerySelector("[aria-label='After merge']")!.TextContent.Should().Contain("Anne Smith").And.Contain("anna@x.example");

        var merged = await staff.Open((await staff.Send(chosen, "merge")).Expect(HttpStatusCode.Redirect).Location!);

        merged.Heading.Should().Be("2 records merged into Anne Smith");
        (await desk.OwnerOf(booking)).Should().Be(anna);
        (await staff.Open($"/customers/{anne}")).Expect(HttpStatusCode.Redirect).Location.Should().EndWith($"/customers/{anna}");
        (await staff.Open($"/customers/{anna}?tab=history")).Text.Should().Contain("was merged into this record").And.Contain("Undo merge");
        var since = await desk.Book(anna);
        var undoing = await staff.Open(merged.Address);
        undoing.Document.GetElementById($"to-{since}").Should().NotBeNull();
        (await staff.Send(undoing, "undo", ($"to-{since}", anne.ToString()))).Expect(HttpStatusCode.Redirect);
        (await desk.OwnerOf(booking), await desk.OwnerOf(since)).Should().Be((anne, anne));
        (await staff.Open(merged.Address)).Text.Should().Contain("The records are separate again");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-42"), Trait("Criterion", "S0-40")]
    public async Task The_second_record_is_found_by_name_what_stands_in_the_way_is_said_and_a_change_meanwhile_is_seen(Db db)
    {
        var desk = await MergeDesk.Open(db);
        var (anna, anne, gone) = (await desk.Customer("Anna", "Smith"), await desk.Customer("Anne", "Smith", "anne@y.example"), await desk.Customer("Ann", "Smith"));
        (await desk.Business.Delete($"customers/{gone}")).Expect(200);
        using var staff = await Desk.Of(desk.Business);

        (await staff.Open($"/customers/{anna}")).Document.QuerySelector($"a[href='/customers/merge?ids={anna}']").Should().NotBeNull();
        var picker = await staff.Open($"/customers/merge?ids={anna}&q=anne");
        picker.Document.QuerySelector($"a[href='/customers/merge?ids={anna}&ids={anne}']")!.TextContent.Should().Contain("Compare");
        var blocked = await staff.Open($"/customers/merge?ids={anna}&ids={gone}");
        blocked.Text.Should().Contain("Ann Smith was deleted. Restore the record first, or leave it out.").And.NotContain("Merge 2 records");
        var compare = await staff.Open($"/customers/merge?ids={anna}&ids={anne}");
        (await desk.Business.Patch($"customers/{anne}", new { notes = "Came by" })).Expect(200);
        (await staff.Send(compare, "merge")).Expect(HttpStatusCode.PreconditionFailed).Text.Should().Contain("Somebody changed this in the meantime");
        var email = await staff.Open($"/customers/{anna}/email");
        (await staff.Send(email, "email", ("email", "anne@y.example"))).Document.QuerySelector($"a[href='/customers/merge?ids={anna}&ids={anne}&email={anne}']").Should().NotBeNull();
    }

    /// <summary>Two ticks and the button, as a browser without script sends them.</summary>
    private static async Task<Shown> Select(Desk staff, Shown list, Guid first, Guid second)
    {
        var token = list.Form("selection").QuerySelectorAll("input[type=hidden]").Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value") ?? ""));
        using var form = new FormUrlEncodedContent(token.Concat([KeyValuePair.Create("id", first.ToString()), KeyValuePair.Create("id", second.ToString()), KeyValuePair.Create("do", "merge")]));
        using var answer = await staff.Http.PostAsync("/customers", form);
        return new Shown("/customers", answer.StatusCode, "", list.Document, answer.Headers.Location?.OriginalString, answer.Headers);
    }
}
