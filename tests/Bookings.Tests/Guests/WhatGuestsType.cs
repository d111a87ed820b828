using System.Net;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;
using Desk = BookingPlatform.Bookings.Tests.Stories.Desk;

namespace BookingPlatform.Bookings.Tests.Guests;

/// <summary>Every field of the guests' forms with what should not be there: a clear answer by field, never a failure of ours.</summary>
public sealed class WhatGuestsType
{
    private static readonly string[] Odd = ["", "   ", "\u200b", "a\0b", new string('x', 5000), "\ud800", "\u202eevil", "🎉🎉", "<b>x</b>", "' OR 1=1 --", "../../etc", "مرحبا"];

    [Theory, OnEveryDatabase]
    public async Task Whatever_is_typed_into_the_details_is_answered_with_a_page(Db db)
    {
        var house = await Desk.Open(db);
        using var guest = new Caller(house);
        var details = await guest.AtDetails();

        string[] hidden = ["chosen", "hold", "step", "take", "emailSeen", "idempotency-key"];
        foreach (var field in new[] { "customer.firstName", "customer.lastName", "customer.email", "customer.phone", "notes" }.Concat(hidden))
        {
            foreach (var odd in hidden.Contains(field) ? Odd[2..6] : Odd)
            {
                var typed = Caller.Person("Ida", "Berg", "no address").Where(pair => pair.Item1 != field).Append((field, odd)).ToArray();
                var answer = await guest.Confirm(details, typed);
                ((int)answer.Status).Should().BeInRange(200, 499, $"{field} = {odd[..Math.Min(odd.Length, 20)]}");
                answer.Html.Should().NotContain("<b>x</b>");
            }
        }

        (await BookingByThemselves.Bookings(house)).Should().BeEmpty();
    }

    [Theory, OnEveryDatabase]
    public async Task What_cannot_be_kept_is_said_beside_its_field_in_the_guests_language(Db db)
    {
        var house = await Desk.Open(db);
        using var guest = new Caller(house, "de-AT,de;q=0.9");
        var details = await guest.AtDetails();

        var empty = (await guest.Confirm(details)).Expect(HttpStatusCode.UnprocessableEntity);
        (empty.ErrorOf("customer.firstName"), empty.ErrorOf("customer.lastName"), empty.ErrorOf("customer.email"))
            .Should().Be(("Geben Sie Ihren Vornamen ein.", "Geben Sie Ihren Nachnamen ein.", "Geben Sie Ihre E-Mail-Adresse ein."));
        (await guest.Confirm(details, Caller.Person("Ida", "Berg", "no address"))).Expect(HttpStatusCode.UnprocessableEntity).ErrorOf("customer.email").Should().StartWith("Das ist keine E-Mail-Adresse");
        (await guest.Confirm(details, Caller.Person("a\u0007b", "Berg", "ida@bell.example"))).Expect(HttpStatusCode.UnprocessableEntity).ErrorOf("customer.firstName").Should().StartWith("So ist diese Angabe");
        (await guest.Confirm(details, Caller.Person("a\0b", "Berg", "ida@nul.example"))).Expect(HttpStatusCode.BadRequest).Text.Should().Contain("Das Formular konnte so nicht angenommen werden");
        (await guest.Confirm(details, [.. Caller.Person("Ida", "Berg", "ida@long.example"), ("notes", new string('x', 2001))])).Expect(HttpStatusCode.UnprocessableEntity).ErrorOf("notes").Should().NotBeNull();
        var booked = await guest.Open((await guest.Confirm(details, Caller.Person("\u202bרות🎉", "李", "ruth@names.example", "+43 1 234567"))).Expect(HttpStatusCode.Redirect).Location!);
        booked.Heading.Should().Be("Ihre Buchung steht");
        var id = (string)(await BookingByThemselves.Single(house, Caller.CodeOf(booked)))["customerId"]!;
        ((string)(await house.Business.Get($"customers/{id}")).Expect(200)["language"]!).Should().Be("de-AT", "and is written to in it");
    }

    [Theory, OnEveryDatabase]
    public async Task A_slip_in_the_address_is_asked_about_once(Db db)
    {
        var house = await Desk.Open(db);
        using var guest = new Caller(house);
        var details = await guest.AtDetails();

        var asked = (await guest.Confirm(details, Caller.Person("Ida", "Berg", "ida@gnail.com"))).Expect(HttpStatusCode.UnprocessableEntity);

        asked.Document.QuerySelector("[data-suggest] button")!.GetAttribute("data-value").Should().Be("ida@gmail.com");
        (await guest.Confirm(asked, Caller.Person("Ida", "Berg", "ida@gnail.com"))).Status.Should().Be(HttpStatusCode.Redirect, "who presses again means it");
        (await guest.Http.GetStringAsync($"{guest.Root}/email-hint?email=ida@gnail.com")).Should().Contain("ida@gmail.com");
    }

    [Theory, OnEveryDatabase]
    public async Task Odd_addresses_of_the_pages_are_answered_plainly(Db db)
    {
        var house = await Desk.Open(db);
        using var guest = new Caller(house);
        string[] queries =
        [
            "?day=2026-13-45", "?day=9989-12-31", "?day=1901-01-01", "?month=0000-00", "?month=9989-12", "?party=-1", "?party=99999999999", "?party=0", "?with=nobody", $"?with={Guid.NewGuid()}",
            "?arrival=2030-01-01&departure=2029-01-01", "?arrival=2030-01-01&departure=9000-01-01", "?lang=xx", "?lang=de&lang=fr", "?start=%00",
        ];

        foreach (var service in new[] { house.Massage, house.Yoga, house.Double })
        {
            foreach (var query in queries)
            {
                ((int)(await guest.Open($"/book/{service}{query}")).Status).Should().Be(200, query);
                ((int)(await guest.Open($"/book/{service}/details{query}")).Status).Should().BeInRange(200, 499, query);
            }
        }

        foreach (var path in new[] { "/book/none", "/book/none/details", "/booked/x", $"/booked/{new string('a', 300)}", "/book/" })
            ((int)(await guest.Open(path)).Status).Should().BeInRange(400, 499, path);
        (await guest.Send(await guest.Times(), "time", ("take", "nothing"))).Expect(HttpStatusCode.UnprocessableEntity).Text.Should().Contain("Choose a time");
        (await guest.Send(await guest.Times(), "time", ("take", $"2020-01-01T10:00Z|{house.Eva}||"))).Expect(HttpStatusCode.UnprocessableEntity);
    }
}
