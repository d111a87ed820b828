using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Bookings.Tests.Stories;

/// <summary>Tidying up after a booking under the wrong or a temporary record, from the first look to the next booking (S0-47, S0-55, S0-58).</summary>
public sealed class OnePersonOneRecord
{
    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-47")]
    public async Task The_record_with_the_right_email_is_found_beside_its_namesakes(Db db)
    {
        var desk = await Desk.Open(db);
        (await desk.Book(desk.Booking("10:00"))).Expect(201);
        var right = await desk.Customer("Ana", "Silva", "ana.silva@example.com");

        var (byName, byEmail) = (await Found(desk, "ana silva"), await Found(desk, "ana.silva@exam"));

        byName.Select(one => (one.Email, one.State)).Should().BeEquivalentTo([((string?)null, "placeholder"), ("ana.silva@example.com", "unverified")]);
        byEmail.Select(one => one.Id).Should().Equal(right);
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-55"), Trait("Criterion", "S0-58"), Trait("Criterion", "S1-6")]
    public async Task After_assigning_the_next_booking_with_that_email_lands_on_the_kept_record(Db db)
    {
        var desk = await Desk.Open(db);
        var temporary = (await desk.Book(desk.Booking("10:00"))).Expect(201);
        var kept = await desk.Customer("Ana", "Silva", "ana@example.com");
        (await desk.Business.Post($"bookings/{temporary.Id}/assign", new { customerId = kept })).Expect(200);
        (await desk.Business.Delete($"customers/{temporary["customerId"]}")).Expect(200);

        var next = (await desk.Book(desk.Booking("12:00").For("Ana", "Silva", " ANA@example.com"))).Expect(201);

        ((Guid)next["customerId"]!).Should().Be(kept);
        (await Found(desk, "ana")).Select(one => one.Id).Should().Equal([kept], "there is one record for one person");
        (await desk.Business.Get($"bookings?customerId={kept}")).Expect(200)["items"]!.AsArray().Select(booking => (Guid)booking!["id"]!).Should().BeEquivalentTo([temporary.Id, next.Id]);
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S2-15")]
    public async Task A_flagged_person_with_a_new_email_gets_a_record_of_their_own_without_the_flag(Db db)
    {
        var desk = await Desk.Open(db);
        var flagged = await desk.Customer("Ana", "Silva", "ana@example.com");
        await desk.Flag(flagged, "Argues about the bill");

        var booking = (await desk.Book(desk.Booking().For("Ana", "Silva", "ana.other@example.com"))).Expect(201);

        ((Guid)booking["customerId"]!).Should().NotBe(flagged);
        booking["alert"].Should().BeNull();
        (await desk.Business.Get($"customers/{booking["customerId"]}")).Expect(200)["alertMessage"].Should().BeNull();
    }

    private static async Task<IReadOnlyList<(Guid Id, string? Email, string State)>> Found(Desk desk, string text) =>
        (await desk.Business.Get($"customers?q={Uri.EscapeDataString(text)}")).Expect(200)["items"]!.AsArray()
        .Select(one => ((Guid)one!["id"]!, (string?)one["email"], (string)one["emailState"]!)).ToList();
}
