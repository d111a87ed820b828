using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Customers.Tests.Merging;

public sealed class MergingTwoRecords
{
    [Theory, OnEveryDatabase, Trait("Criterion", "S1-37"), Trait("Criterion", "S1-38"), Trait("Criterion", "S1-39"), Trait("Criterion", "S0-58")]
    public async Task The_one_clicked_first_stays_with_all_bookings_and_the_other_goes_away(Db db)
    {
        var desk = await MergeDesk.Open(db);
        var (first, second) = (await desk.Customer("Anna", "Smith", "anna@x.example"), await desk.Customer("Anna", "Smith", "anna@x.example"));
        var (one, two) = (await desk.Book(first), await desk.Book(second));

        var merged = (await desk.TryMerge(second, first)).Expect(201);

        ((Guid)merged["keptId"]!).Should().Be(second);
        ((int)merged["moved"]!["bookings"]!).Should().Be(1);
        (await desk.OwnerOf(one)).Should().Be(second);
        (await desk.OwnerOf(two)).Should().Be(second);
        (await desk.Business.Get($"bookings?customerId={second}")).Expect(200)["items"]!.AsArray().Should().HaveCount(2);
        (await desk.Business.Get("customers?q=anna")).Names().Should().ContainSingle();
        (await desk.Business.Get("customers?deleted=true")).Names().Should().BeEmpty("a merged record is no deleted one to restore");
        var gone = await desk.Business.Get($"customers/{first}");
        gone.Status.Should().Be(308);
        gone.Headers.Location!.OriginalString.Should().Be($"/api/v1/customers/{second}");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-41")]
    public async Task Neither_needs_a_booking_nor_the_same_email(Db db)
    {
        var desk = await MergeDesk.Open(db);
        var (anna, anne) = (await desk.Customer("Anna", "Smith"), await desk.Customer("Anne", "Smith", "anne@y.example", new { phone = "912345678", address = new { city = "Porto" } }));

        await desk.Merge(anna, anne);

        var kept = await desk.Show(anna);
        ((string)kept["firstName"]!, (string)kept["email"]!, (string)kept["phone"]!, (string)kept["address"]!["city"]!).Should().Be(("Anna", "anne@y.example", "+351912345678", "Porto"));
        (await desk.Business.Get("customers?q=912345678")).Names().Should().Equal("Anna Smith");
        (await desk.Business.Get("customers?q=anne smith")).Names().Should().BeEquivalentTo(["Anna Smith"], "the email it took over is found by its words");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-40"), Trait("Criterion", "C1"), Trait("Criterion", "S0-58")]
    public async Task A_later_booking_under_either_address_attaches_to_the_kept_record(Db db)
    {
        var desk = await MergeDesk.Open(db);
        var (anna, mary) = (await desk.Customer("Anna", "Smith", "anna@x.example"), await desk.Customer("Mary Ann", "Jones", "mary@y.example"));
        await desk.Merge(anna, mary);

        foreach (var (first, last, email) in new[] { ("Anna", "Smith", "anna@x.example"), ("Anna", "Smith", "MARY@y.example"), ("Mary Ann", "Jones", "mary@y.example") })
            ((Guid)(await desk.BookAs(first, last, email))["customerId"]!).Should().Be(anna, "{0} {1} books under {2}", first, last, email);
        ((Guid)(await desk.BookAs("Tom", "Jones", "mary@y.example"))["customerId"]!).Should().NotBe(anna, "a name that never belonged to the address is somebody else");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-40")]
    public async Task An_address_that_only_the_merged_records_shared_says_again_who_somebody_is(Db db)
    {
        var desk = await MergeDesk.Open(db);
        var (anna, again) = (await desk.Customer("Anna", "Smith", "anna@x.example"), await desk.Customer("A.", "Smith"));
        (await desk.Business.Put($"customers/{again}/email", new { email = "anna@x.example", onConflict = "share" })).Expect(200);
        ((string)(await desk.Show(anna))["emailState"]!).Should().Be("shared");

        var merge = await desk.Merge(anna, again);

        ((string)(await desk.Show(anna))["emailState"]!).Should().Be("unverified");
        (await desk.Business.Post($"customers/{anna}/password-reset")).Expect(202);
        (await desk.Undo(merge)).Expect(200);
        ((string)(await desk.Show(anna))["emailState"]!).Should().Be("shared");
        ((string)(await desk.Show(again))["emailState"]!).Should().Be("shared");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "C15")]
    public async Task Values_are_chosen_field_by_field_lists_are_united_and_notes_joined(Db db)
    {
        var desk = await MergeDesk.Open(db);
        var anna = await desk.Customer("Anna", "Smith", "anna@x.example", new { phone = "911111111", notes = "Quiet room", language = "pt" });
        var anne = await desk.Customer("Anne", "Smith-Jones", "anne@y.example", new { phone = "922222222", notes = "Allergic to nuts", language = "en" });
        var (vip, cycling) = (await List(desk, "VIP", anna), await List(desk, "Cycling", anne));

        (await desk.Business.Post("merges", new { primaryId = anna, otherIds = new[] { anne }, choices = new { lastName = anne, phone = anna, email = anne, language = anna } })).Expect(201);

        var kept = await desk.Show(anna);
        ((string)kept["firstName"]!, (string)kept["lastName"]!, (string)kept["email"]!, (string)kept["phone"]!, (string)kept["language"]!)
            .Should().Be(("Anna", "Smith-Jones", "anne@y.example", "+351911111111", "pt"));
        ((string)kept["notes"]!).Should().Be("Quiet room\n\nAllergic to nuts");
        kept["lists"]!.AsArray().Select(list => (Guid)list!["id"]!).Should().BeEquivalentTo([vip, cycling]);
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-40"), Trait("Criterion", "C14")]
    public async Task Correcting_an_email_that_somebody_has_may_merge_the_two(Db db)
    {
        var desk = await MergeDesk.Open(db);
        var (known, temporary) = (await desk.Customer("Anna", "Smith", "anna@x.example"), await desk.Customer("Anna", "Smith"));
        var (one, two) = (await desk.Book(known), await desk.Book(temporary));
        var put = new { email = "anna@x.example", onConflict = "merge" };
        var key = await desk.Business.Platform.NewKey(desk.Business, Kernel.Web.Right.ChangeCustomers);
        (await desk.Business.Send(HttpMethod.Put, $"customers/{temporary}/email", put, request => request.Headers.Authorization = new("Bearer", key))).ExpectProblem(403, "may-not-merge");

        var saved = (await desk.Business.Put($"customers/{temporary}/email", put)).Expect(200);

        saved.ShouldHave(new { email = "anna@x.example", emailState = "unverified", bookings = 2 });
        (await desk.OwnerOf(one), await desk.OwnerOf(two)).Should().Be((temporary, temporary));
        (await desk.Business.Get($"customers/{known}")).Status.Should().Be(308);
        (await desk.Undo((Guid)saved["mergeId"]!)).Expect(200);
        (await desk.OwnerOf(one)).Should().Be(known);
        ((string)(await desk.Show(temporary))["emailState"]!).Should().Be("placeholder");
    }

    private static async Task<Guid> List(MergeDesk desk, string name, Guid member)
    {
        var list = (await desk.Business.Post("customer-lists", new { name })).Expect(201).Id;
        (await desk.Business.Post($"customer-lists/{list}/members", new { customerIds = new[] { member } })).Status.Should().BeInRange(200, 204);
        return list;
    }
}
