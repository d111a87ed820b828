using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Bookings.Tests.Stories;

[Trait("Criterion", "S0-20")]
public sealed class AskedTwice
{
    [Theory, OnEveryDatabase]
    public async Task A_retry_is_answered_with_the_same_bytes_and_books_nothing_more(Db db)
    {
        var desk = await Desk.Open(db);
        var (body, key) = (desk.Booking(), Guid.NewGuid().ToString());

        var first = (await desk.Book(body, key)).Expect(201);
        var second = (await desk.Book(body, key)).Expect(201);

        second.Bytes.Should().Equal(first.Bytes);
        (await desk.Bookings(), await desk.Customers()).Should().Be((1, 1));
    }

    [Theory, OnEveryDatabase]
    public async Task A_double_click_books_once_and_both_clicks_see_that_booking(Db db)
    {
        var desk = await Desk.Open(db);
        var (body, key) = (desk.Booking(), Guid.NewGuid().ToString());

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => desk.Book(body, key))));

        answers.Select(answer => answer.Expect(201).Id).Distinct().Should().ContainSingle();
        (await desk.Bookings(), await desk.Customers()).Should().Be((1, 1));
    }

    [Theory, OnEveryDatabase]
    public async Task The_same_key_for_another_request_is_refused(Db db)
    {
        var desk = await Desk.Open(db);
        var key = Guid.NewGuid().ToString();
        (await desk.Book(desk.Booking(), key)).Expect(201);

        (await desk.Book(desk.Booking("14:00"), key)).ExpectProblem(422, "idempotency-mismatch");
    }

    [Theory, OnEveryDatabase]
    public async Task A_refused_request_may_be_corrected_under_the_same_key(Db db)
    {
        var desk = await Desk.Open(db);
        var key = Guid.NewGuid().ToString();
        (await desk.Book(desk.Booking().With("bookWithoutEmail", false), key)).ExpectProblem(422, "email-missing");

        (await desk.Book(desk.Booking(), key)).Expect(201);
    }
}
