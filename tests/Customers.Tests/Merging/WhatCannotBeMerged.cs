using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Customers.Tests.Merging;

public sealed class WhatCannotBeMerged
{
    [Theory, OnEveryDatabase, Trait("Criterion", "S1-42")]
    public async Task A_record_is_not_merged_with_itself_with_a_deleted_one_or_across_businesses(Db db)
    {
        var desk = await MergeDesk.Open(db);
        var stranger = await (await MergeDesk.Open(desk.Business.Platform)).Customer("Anna", "Smith");
        var (anna, deleted, merged) = (await desk.Customer("Anna", "Smith"), await desk.Customer("Anne", "Smith"), await desk.Customer("Ann", "Smith"));
        (await desk.Business.Delete($"customers/{deleted}")).Expect(200);
        await desk.Merge(anna, merged);

        (await desk.TryMerge(anna, anna)).ExpectProblem(422, "same-customer");
        (await desk.TryMerge(anna)).ExpectProblem(422, "too-few");
        (await desk.TryMerge(anna, stranger)).ExpectProblem(404, "not-found");
        (await desk.TryMerge(anna, Guid.NewGuid())).ExpectProblem(404, "not-found");
        (await desk.TryMerge(anna, deleted)).ExpectProblem(409, "customer-deleted")["wayOut"]!.ToString().Should().Be($"/customers/{deleted}");
        (await desk.TryMerge(anna, merged)).ExpectProblem(409, "customer-merged")["wayOut"]!.ToString().Should().Be($"/customers/{anna}");
        (await desk.TryMerge(anna, [.. Enumerable.Range(0, 5).Select(_ => Guid.NewGuid())])).ExpectProblem(422, "too-many");
        (await desk.Business.Post("merges", new { primaryId = anna, otherIds = new[] { deleted }, choices = new { shoeSize = anna } })).ExpectProblem(422, "unknown-field");
        (await desk.Preview(anna, deleted)).Expect(200)["blockers"]!.AsArray().Should().ContainSingle();
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-42")]
    public async Task It_is_previewed_first_and_refused_when_a_record_changed_since(Db db)
    {
        var desk = await MergeDesk.Open(db);
        var (anna, anne) = (await desk.Customer("Anna", "Smith", "anna@x.example"), await desk.Customer("Anne", "Smith", "anne@y.example", new { phone = "912345678" }));
        var booking = await desk.Book(anne);

        var preview = (await desk.Preview(anna, anne)).Expect(200);

        preview["after"]!["phone"]!.ToString().Should().Be("912345678");
        preview["fields"]!.AsArray().Single(field => (string)field!["key"]! == "phone")!["why"]!.ToString().Should().Be("only one given");
        preview["effects"]!.AsArray().Select(effect => (string)effect!["key"]!).Should().Contain(["bookings", "emails"]);
        (await desk.OwnerOf(booking)).Should().Be(anne, "a preview changes nothing");
        (await desk.Business.Patch($"customers/{anne}", new { notes = "Came by" })).Expect(200);
        (await desk.Business.Post("merges", new { primaryId = anna, otherIds = new[] { anne }, versions = preview["versions"] })).ExpectProblem(412, "changed-meanwhile");
        (await desk.Business.Send(HttpMethod.Post, "merges", new { primaryId = anna, otherIds = new[] { anne } }, request => request.Headers.TryAddWithoutValidation("If-Match", "\"9\""))).ExpectProblem(412, "changed-meanwhile");
        (await desk.OwnerOf(booking)).Should().Be(anne);
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-42")]
    public async Task It_needs_its_right_and_stands_in_the_history_of_both(Db db)
    {
        var desk = await MergeDesk.Open(db);
        var (anna, anne) = (await desk.Customer("Anna", "Smith"), await desk.Customer("Anne", "Smith"));
        await desk.Book(anne);
        var key = await desk.Business.Platform.NewKey(desk.Business, Kernel.Web.Right.ChangeCustomers, Kernel.Web.Right.SeeCustomers, Kernel.Web.Right.DeleteCustomers);
        (await desk.Business.Send(HttpMethod.Post, "merges", new { primaryId = anna, otherIds = new[] { anne } }, request => request.Headers.Authorization = new("Bearer", key))).Expect(403);

        var merge = await desk.Merge(anna, anne);
        (await desk.Undo(merge)).Expect(200);

        (await desk.History(anna)).Should().Contain(line => line.StartsWith("Anne Smith was merged into this record; 1 booking", StringComparison.Ordinal)).And.Contain("The merge with Anne Smith was undone: they are records of their own again.");
        (await desk.History(anne)).Should().Contain("Anne Smith was merged into Anna Smith.").And.Contain("The merge into Anna Smith was undone: Anne Smith is a record of its own again.");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-42")]
    public async Task Nothing_new_happens_to_a_record_that_was_merged_away(Db db)
    {
        var desk = await MergeDesk.Open(db);
        var (anna, anne) = (await desk.Customer("Anna", "Smith"), await desk.Customer("Anne", "Smith"));
        await desk.Merge(anna, anne);

        foreach (var answer in new[]
                 {
                     await desk.Business.Patch($"customers/{anne}", new { notes = "x" }), await desk.Business.Put($"customers/{anne}/email", new { email = "b@x.example" }), await desk.Flag(anne, "x"),
                     await desk.Business.Delete($"customers/{anne}"), await desk.Business.Post($"customers/{anne}/restore"), await desk.Business.Put($"customers/{anne}/objections", new { post = true }),
                     await desk.Business.Post("bookings", new { serviceId = desk.Massage, startsAt = $"{desk.Business.Platform.Clock.GetUtcNow().AddDays(200):yyyy-MM-dd}T00:00Z", customer = new { id = anne }, path = "validated" }),
                 })
            answer.ExpectProblem(409, "customer-merged")["keptId"]!.ToString().Should().Be(anna.ToString());
    }
}
