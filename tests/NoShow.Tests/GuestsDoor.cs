using System.Net;
using System.Text.Json.Nodes;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.NoShow.Tests;

/// <summary>The guests' side of a business, without a key.</summary>
public sealed class GuestsDoor
{
    [Theory, OnEveryDatabase]
    public async Task A_guest_sees_free_times_books_one_and_learns_nothing_the_business_knows(Db db)
    {
        var salon = await Salon.Open(db);
        var ana = await salon.Customer(email: "ana@silva.example", phone: "+351912000111");
        (await salon.Business.Put($"customers/{ana}/alert", new { message = "Secret of the house" })).Expect(200);
        using var client = salon.Business.Platform.Client();
        var day = Salon.Day(DateOnly.FromDateTime(salon.Now.UtcDateTime).AddDays(2));
        var free = JsonNode.Parse(await client.GetStringAsync($"/g/{salon.Business.Slug}/availability?serviceId={salon.Massage}&from={day}&to={day}"))!;
        ((JsonArray)free["items"]!).Should().NotBeEmpty();

        var booked = (await Guest.Of(salon).Book(48, key: "once")).Expect(201);

        booked.Text.Should().NotContainAny("Secret", "+351912000111", "customerId");
        (await Guest.Of(salon).Book(48, key: "once")).Bytes.Should().Equal(booked.Bytes, "asked twice it is made once");
        (await Guest.Of(salon, "rui@costa.example", "Rui", "Costa").Book(48)).ExpectProblem(409, "slot-taken");
        ((string)(await salon.Business.Get($"bookings/{booked.Id}")).Expect(200)["path"]!).Should().Be("online");
    }

    [Theory, OnEveryDatabase]
    public async Task Without_a_name_an_email_a_business_or_patience_nothing_is_booked(Db db)
    {
        var salon = await Salon.Open(db);
        (await Guest.Of(salon, email: " ").Book(3)).ExpectProblem(422, "email-missing");
        (await Guest.Of(salon, email: "no address").Book(3)).ExpectProblem(422, "email-malformed");
        (await Guest.Of(salon, first: " ").Book(3)).ExpectProblem(422, "validation");
        (await Guest.Of(salon).Book(-3)).ExpectProblem(422, "in-the-past");
        using var client = salon.Business.Platform.Client();
        (await client.GetAsync($"/g/nowhere/availability?serviceId={salon.Massage}&from=2026-01-01&to=2026-01-01")).StatusCode.Should().Be(HttpStatusCode.NotFound);

        for (var attempt = 0; attempt < 10; attempt++)
            (await Guest.Of(salon, "busy@bot.example").Book(-3)).ExpectProblem(422, "in-the-past");
        (await Guest.Of(salon, "Busy@bot.example").Book(3)).ExpectProblem(429, "too-many-tries");
    }
}
