using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Customers.Tests;

public sealed class Renaming
{
    [Theory, OnEveryDatabase, Trait("Criterion", "C3")]
    public async Task A_wholly_different_name_on_a_known_record_is_asked_about(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var anna = await Anna(business, "anna@x.example");

        var asked = (await business.Patch($"customers/{anna}", new { firstName = "Bo", lastName = "Jones" }, version: 1)).ExpectProblem(409, "renamed-or-someone-else");

        asked["choices"]!.AsArray().Select(choice => (string)choice!).Should().Equal("renamed", "someone-else");
        (await business.Get($"customers/{anna}")).ShouldHave(new { firstName = "Anna", version = 1 });
        (await business.Patch($"customers/{anna}", new { firstName = "Bo", lastName = "Jones", onRename = "nobody" })).ExpectProblem(422, "validation")["errors"]!["onRename"].Should().NotBeNull();
        (await business.Patch($"customers/{anna}", new { firstName = "Bo", lastName = "Jones", onRename = "renamed" }, version: 1)).Expect(200).ShouldHave(new { firstName = "Bo", lastName = "Jones", version = 2 });
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "C3")]
    public async Task Someone_else_gets_a_record_of_their_own_and_the_first_one_is_untouched(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var anna = await Anna(business, "anna@x.example", "912345678", "Allergic to nuts");
        var before = (await business.Get($"customers/{anna}")).Text;

        var made = (await business.Patch($"customers/{anna}", new { firstName = "Bo", lastName = "Jones", phone = "+44 20 7946 0123", onRename = "someone-else" }, version: 1)).Expect(201);

        made.Headers.Location!.ToString().Should().Be($"/api/v1/customers/{made.Id}");
        made.ShouldHave(new { firstName = "Bo", lastName = "Jones", phone = "+442079460123", email = (string?)null, notes = (string?)null });
        made.Id.Should().NotBe(anna);
        (await business.Get($"customers/{anna}")).Text.Should().Be(before);
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "C3")]
    public async Task Bookings_make_a_record_known_too_and_keep_the_name_they_were_made_under(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var (anna, booking) = await Bookings.Made(business, "Anna", null);

        (await business.Patch($"customers/{anna}", new { firstName = "Bo", lastName = "Jones" })).ExpectProblem(409, "renamed-or-someone-else");
        (await business.Patch($"customers/{anna}", new { firstName = "Bo", lastName = "Jones", onRename = "renamed" })).Expect(200);

        var shown = (await business.Get($"bookings/{booking}")).Expect(200);
        ((string)shown["customer"]!["firstName"]!).Should().Be("Bo");
        shown.Text.Should().Contain("Anna Smith", "what it was booked as stays");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "C3")]
    public async Task A_correction_and_a_record_that_nobody_knows_are_not_asked_about(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var known = await Anna(business, "anna@x.example");
        var unknown = await Anna(business, null);

        (await business.Patch($"customers/{known}", new { firstName = "ANNA", lastName = "Smyth" })).Expect(200);
        (await business.Patch($"customers/{known}", new { firstName = "Smyth", lastName = "Anna" })).Expect(200);
        (await business.Patch($"customers/{known}", new { lastName = "Jones" })).Expect(200);
        (await business.Patch($"customers/{unknown}", new { firstName = "Bo", lastName = "Jones" })).Expect(200);
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-7"), Trait("Criterion", "S1-8"), Trait("Criterion", "S1-9"), Trait("Criterion", "S1-10")]
    public async Task A_change_is_seen_from_past_present_and_future_bookings_alike(Db db)
    {
        await using var platform = await Platform.Start(db);
        var business = await platform.NewBusiness();
        var massage = await Bookings.Massage(business);
        var anna = await Anna(business, "anna@x.example");
        var bookings = new List<Guid>();
        foreach (var inDays in new[] { 1.0, 3.0, 9.0 })
            bookings.Add((await Bookings.Book(business, massage, inDays, new { id = anna }, "validated")).Id);
        platform.Clock.Shift(TimeSpan.FromDays(3.5));

        (await business.Patch($"customers/{anna}", new { lastName = "Jones", phone = "912345678" })).Expect(200);
        (await business.Put($"customers/{anna}/email", new { email = "jones@x.example" })).Expect(200).ShouldHave(new { bookings = 3 });

        foreach (var booking in bookings)
        {
            var customer = (await business.Get($"bookings/{booking}")).Expect(200)["customer"]!;
            ((string)customer["lastName"]!, (string)customer["phone"]!, (string)customer["email"]!).Should().Be(("Jones", "+351912345678", "jones@x.example"));
        }
    }

    private static async Task<Guid> Anna(TestBusiness business, string? email, string? phone = null, string? notes = null) =>
        (await business.Post("customers", new { firstName = "Anna", lastName = "Smith", email, phone, notes, createAnyway = true })).Expect(201).Id;
}

public sealed class Collisions
{
    private static readonly CustomerDetails Seen = new() { FirstName = "Anna", LastName = "Smith", Phone = "1", Notes = "old" };

    [Fact, Trait("Criterion", "S1-12")]
    public void What_was_typed_goes_over_what_is_stored_and_what_was_not_touched_stays()
    {
        var collision = new Collision(Seen, Typed: Seen with { Notes = "mine", LastName = "Jones" }, Stored: Seen with { Notes = "theirs", Phone = "2" });

        collision.Mine.Should().BeEquivalentTo(Seen with { Notes = "mine", LastName = "Jones", Phone = "2" }, options => options.Excluding(details => details.Address));
        collision.Differences.Should().Equal(("last name", "Smith", "Jones"), ("notes", "theirs", "mine"));
    }

    [Fact, Trait("Criterion", "S1-12")]
    public void Whoever_typed_the_same_collides_with_nothing() =>
        new Collision(Seen, Seen with { Phone = "2" }, Seen with { Phone = "2" }).Differences.Should().BeEmpty();
}
