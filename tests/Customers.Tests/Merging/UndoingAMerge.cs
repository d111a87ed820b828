using System.Text.Json.Nodes;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Customers.Tests.Merging;

public sealed class UndoingAMerge
{
    [Theory, OnEveryDatabase, Trait("Criterion", "S2-32")]
    public async Task Different_alerts_are_both_kept_on_record_and_bookings_and_return_to_whom_they_belong(Db db)
    {
        var desk = await MergeDesk.Open(db);
        var (anna, anne) = (await desk.Customer("Anna", "Smith"), await desk.Customer("Anne", "Smith"));
        var (one, two, own) = (await desk.Book(anna), await desk.Book(anne), await desk.Book(anne));
        (await desk.Business.Put($"bookings/{own}/alert", new { message = "Wheelchair" })).Expect(200);
        (await desk.Flag(anna, "Left without paying")).Expect(200);
        (await desk.Flag(anne, "Allergic to nuts")).Expect(200);

        var merge = await desk.Merge(anna, anne);

        ((string)(await desk.Show(anna))["alertMessage"]!).Should().Be("Left without paying\nAllergic to nuts");
        (await Alert(desk, one)).Should().Be("Left without paying\nAllergic to nuts");
        (await Alert(desk, two)).Should().Be("Left without paying\nAllergic to nuts");
        (await Alert(desk, own)).Should().Be("Wheelchair");

        (await desk.Undo(merge)).Expect(200);
        (await Alert(desk, one), await Alert(desk, two), await Alert(desk, own)).Should().Be(("Left without paying", "Allergic to nuts", "Wheelchair"));
        ((string)(await desk.Show(anna))["alertMessage"]!, (string)(await desk.Show(anne))["alertMessage"]!).Should().Be(("Left without paying", "Allergic to nuts"));
    }

    [Theory, OnEveryDatabase]
    public async Task It_is_undone_once_and_the_latest_first(Db db)
    {
        var desk = await MergeDesk.Open(db);
        var (anna, anne, ann) = (await desk.Customer("Anna", "Smith"), await desk.Customer("Anne", "Smith"), await desk.Customer("Ann", "Smith"));
        var booking = await desk.Book(anne);
        var first = await desk.Merge(anna, anne);
        var second = await desk.Merge(ann, anna);
        (await desk.Business.Get($"customers/{anne}")).Headers.Location!.OriginalString.Should().EndWith(anna.ToString());

        ((Guid)(await desk.Undo(first)).ExpectProblem(409, "later-merge")["mergeId"]!).Should().Be(second);
        (await desk.OwnerOf(booking)).Should().Be(ann);
        (await desk.Undo(second)).Expect(200);
        (await desk.Undo(second)).ExpectProblem(409, "already-undone");
        (await desk.Undo(first)).Expect(200);
        (await desk.OwnerOf(booking)).Should().Be(anne);
        (await desk.Undo(Guid.NewGuid())).ExpectProblem(404, "not-found");
        (await desk.Business.Get("customers?q=smith")).Names().Should().BeEquivalentTo("Anna Smith", "Anne Smith", "Ann Smith");
    }

    [Theory, OnEveryDatabase]
    public async Task What_came_since_is_shown_and_goes_where_staff_say_and_what_was_changed_since_stays(Db db)
    {
        var desk = await MergeDesk.Open(db);
        var (anna, anne) = (await desk.Customer("Anna", "Smith", "anna@x.example"), await desk.Customer("Anne", "Smith", "anne@y.example", new { phone = "912345678" }));
        var merge = await desk.Merge(anna, anne);
        var (hers, others) = (await desk.Book(anna), await desk.Book(anna));
        (await desk.Business.Patch($"customers/{anna}", new { notes = "Likes tea" })).Expect(200);

        var shown = (await desk.Business.Get($"merges/{merge}")).Expect(200);

        shown["since"]!.AsArray().Select(one => (Guid)one!["id"]!).Should().BeEquivalentTo([hers, others]);
        shown["since"]!.AsArray().Should().OnlyContain(one => (Guid)one!["suggestedId"]! == anna);
        shown["changedSince"]!.AsArray().Select(one => (string)one!).Should().Equal("notes");
        (await desk.Undo(merge, new JsonObject { [others.ToString()] = Guid.NewGuid() })).ExpectProblem(422, "unknown-choice");
        (await desk.Undo(merge, new JsonObject { [others.ToString()] = anne })).Expect(200);
        (await desk.OwnerOf(hers), await desk.OwnerOf(others)).Should().Be((anna, anne));
        var kept = await desk.Show(anna);
        ((string)kept["notes"]!, (string?)kept["phone"]).Should().Be(("Likes tea", null));
        ((string)(await desk.Show(anne))["phone"]!).Should().Be("+351912345678");
    }

    [Theory, OnEveryDatabase]
    public async Task A_booking_assigned_elsewhere_since_stays_there_and_an_assignment_undone_since_finds_the_kept_record(Db db)
    {
        var desk = await MergeDesk.Open(db);
        var (anna, anne, tom) = (await desk.Customer("Anna", "Smith"), await desk.Customer("Anne", "Smith"), await desk.Customer("Tom", "Costa"));
        var (given, back) = (await desk.Book(anne), await desk.Book(anne));
        var assignment = (Guid)(await desk.Business.Post("bookings/assign", new { bookingIds = new[] { back }, customerId = tom })).Expect(200)["id"]!;
        var merge = await desk.Merge(anna, anne);
        (await desk.Business.Post("bookings/assign", new { bookingIds = new[] { given }, customerId = tom })).Expect(200);

        (await desk.Business.Post($"bookings/assign/{assignment}/undo")).Expect(200);
        (await desk.OwnerOf(back)).Should().Be(anna, "Anne's record points to Anna's");

        (await desk.Undo(merge)).Expect(200);
        (await desk.OwnerOf(given), await desk.OwnerOf(back)).Should().Be((tom, anne), "what Anne had before returns to her");
    }

    private static async Task<string?> Alert(MergeDesk desk, Guid booking) => (string?)(await desk.Business.Get($"bookings/{booking}")).Expect(200)["alert"]?["text"];
}
