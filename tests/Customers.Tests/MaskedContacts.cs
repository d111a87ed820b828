using System.Net;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Customers.Tests;

/// <summary>Emails and telephones are told in part to who may not see them, and one at a time, on record, where the business wants it so.</summary>
[Trait("Criterion", "H-5")]
public sealed class MaskedContacts
{
    private const string Email = "anna.smyth@example.com", Mask = "a…@e….com";

    [Theory]
    [InlineData("anna.smyth@example.com", "a…@e….com")]
    [InlineData("é@bücher.example", "é…@b….example")]
    [InlineData("👩‍🚀x@y.z", "👩‍🚀…@y….z")]
    [InlineData("a@localhost", "a…@l…")]
    [InlineData("nobody", "…")]
    [InlineData(null, null)]
    public void An_email_is_recognised_and_not_read(string? email, string? masked) => Masked.Email(email).Should().Be(masked);

    [Theory]
    [InlineData("+351 912 345 689", "…89")]
    [InlineData("1234", "…")]
    [InlineData(null, null)]
    public void Of_a_telephone_two_digits_are_left(string? phone, string? masked) => Masked.Phone(phone).Should().Be(masked);

    [Theory, OnEveryDatabase]
    public async Task A_key_without_the_right_is_told_them_in_part_everywhere_and_still_finds_by_the_whole(Db db)
    {
        var platform = await Platform.On(db);
        var business = await platform.NewBusiness();
        var anna = (await Anna(business)).Id;
        var plain = business.With(await platform.NewKey(business, Right.SeeCustomers, Right.ChangeCustomers, Right.ExportCustomers, Right.SeeReports));

        foreach (var path in new[] { "customers", $"customers?q={Email}", "customers?q=912345689", $"customers/{anna}", "reports/customers" })
            (await plain.Get(path)).Expect(200).Text.Should().Contain("e….com").And.Contain("…89").And.NotContain("anna.smyth").And.NotContain("912345689", path);
        (await plain.Patch($"customers/{anna}", new { notes = "Tall" })).Expect(200).Text.Should().NotContain("anna.smyth");
        (await plain.Get("customers.csv")).Expect(200).Text.Should().Contain("Smyth").And.NotContain("example.com").And.NotContain("912345689");
        (await plain.Get("reports/customers?format=csv")).Expect(200).Text.Should().Contain("Smyth").And.NotContain("example.com");
        (await plain.Post($"customers/{anna}/contact-details")).ExpectProblem(403, "forbidden");
        (await business.Get("customers")).Expect(200).Text.Should().Contain(Email).And.NotContain("contactsMasked", "a key with the right sees them");
    }

    [Theory, OnEveryDatabase]
    public async Task Where_lists_are_masked_the_desk_reveals_one_at_a_time_and_the_history_says_who_looked(Db db)
    {
        var platform = await Platform.On(db);
        var business = await platform.NewBusiness();
        var anna = (await Anna(business)).Id;
        using var fred = await Desk.Of(business, await platform.NewStaff(business, "FrontDesk"));
        (await fred.Open("/customers")).Text.Should().Contain(Email, "the business has not asked for masks");
        (await business.Put("settings/customers", new { registration = "onReturn", maskContacts = true })).Expect(200);

        foreach (var address in new[] { "/customers", $"/customers?q={Email}", $"/search?q={Email}", $"/search/options?q={Email}", $"/bookings/new/customers?q={Email}", $"/customers/{anna}" })
            (await fred.Open(address)).Expect(HttpStatusCode.OK).Text.Should().Contain(Mask).And.NotContain("912 345", address);
        var shown = await fred.Send(await fred.Open($"/customers/{anna}"), "reveal");

        shown.Expect(HttpStatusCode.OK).Text.Should().Contain(Email).And.Contain("912 345 689");
        (await fred.Open($"/customers/{anna}")).Text.Should().NotContain(Email, "the next look is written down again");
        (await fred.Open($"/customers/{anna}?tab=history")).Text.Should().Contain("Email and telephone were looked at.").And.Contain("Fred FrontDesk");
        (await business.Get("audit?action=customer.revealed")).Expect(200)["items"]!.AsArray().Should().ContainSingle();
        (await business.Post($"customers/{anna}/contact-details", new { reason = "She is late" })).Expect(200).ShouldHave(new { email = Email });
        (await business.Get("audit?action=customer.revealed")).Text.Should().Contain("looked at: “She is late”.");
    }

    [Fact]
    public async Task Who_may_not_reveal_has_no_button_and_is_refused_without_a_line_in_the_history()
    {
        var platform = await Platform.On(Db.Sqlite);
        var business = await platform.NewBusiness();
        var anna = (await Anna(business)).Id;
        var email = await platform.NewStaff(business, "FrontDesk");
        var person = (string)(await business.Get("team")).Json["items"]!.AsArray().Single(one => (string?)one!["email"] == email)!["id"]!;
        (await business.Patch($"team/{person}", new { withheldRights = new[] { Right.RevealCustomers } })).Expect(204);
        using var desk = await Desk.Of(business, email);

        var card = (await desk.Open($"/customers/{anna}")).Expect(HttpStatusCode.OK);
        (await desk.SendTo($"/customers/{anna}", card, ("_handler", "reveal"))).Expect(HttpStatusCode.BadRequest);

        card.Text.Should().Contain(Mask).And.NotContain("Show email and phone");
        (await business.Get("audit?action=customer.revealed")).Expect(200)["items"]!.AsArray().Should().BeEmpty();
    }

    private static async Task<ApiAnswer> Anna(TestBusiness business) => (await business.Post("customers", new { firstName = "Anna", lastName = "Smyth", email = Email, phone = "+351 912 345 689" })).Expect(201);
}
