using BookingPlatform.Customers.Matching;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Matching.Tests;

public sealed class MatcherTests
{
    private static readonly Model General = Matcher.Learn([]);

    private static readonly Person Anna = new("1")
    {
        GivenName = "Anna",
        FamilyName = "Papadimitriou",
        BirthDate = new(1984, 5, 17),
        Emails = [new("anna.p@example-mail.com")],
        Phones = ["+306912345678"],
        Street = "12 Harbour Road",
        PostalCode = "85100",
        City = "Kastro",
        Country = "GR",
    };

    [Fact, Trait("Criterion", "S0-46"), Trait("Criterion", "S0-32")]
    public void A_guest_who_books_with_another_email_is_suggested() =>
        Judge(Anna with { Id = "2", Emails = [new("annapapa84@example-post.com")] }).Verdict.Should().NotBe(Verdict.Different);

    [Fact, Trait("Criterion", "S0-46")]
    public void A_guest_with_a_placeholder_is_found_by_the_rest()
    {
        var likeness = Judge(Anna with { Id = "2", Emails = [new("guest.abc@placeholder.invalid")], Phones = [] });

        likeness.Verdict.Should().NotBe(Verdict.Different);
        likeness.Reasons.Should().NotContain(reason => reason.Field == "email");
    }

    [Fact, Trait("Criterion", "S0-46")]
    public void A_shared_or_generic_address_brings_nobody_together()
    {
        var one = new Person("1") { GivenName = "Jorge", FamilyName = "Barge", Emails = [new("info@firm.com"), new("agency@trips.com", EmailProof.None)] };

        var likeness = Matcher.Compare(one, one with { Id = "2", GivenName = "Inez", FamilyName = "Inverness" }, General);

        likeness.Verdict.Should().Be(Verdict.Different);
        likeness.Reasons.Should().OnlyContain(reason => reason.Bits < 0);
    }

    [Fact]
    public void The_same_everything_is_certain_and_says_why()
    {
        var likeness = Judge(Anna with { Id = "2", GivenName = "Annie" });

        likeness.Verdict.Should().Be(Verdict.Certain);
        likeness.Reasons.Select(reason => reason.Words).Should().Contain(["same email", "same phone", "same birth date", "forms of one first name"]);
        likeness.Reasons.Select(reason => reason.ToString()).Should().Contain(text => text.StartsWith("+ same email (+"));
        (General.Prior + likeness.Reasons.Sum(reason => reason.Bits)).Should().BeApproximately(likeness.Bits, 1.5);
    }

    [Fact]
    public void A_wife_at_the_same_address_is_somebody_else() =>
        Judge(Anna with { Id = "2", GivenName = "Nikos", BirthDate = new(1980, 1, 2), Emails = [], Phones = [] }).Verdict.Should().Be(Verdict.Different);

    [Fact]
    public void A_twin_is_never_certain() =>
        Judge(Anna with { Id = "2", GivenName = "Eleni", Emails = [] }).Verdict.Should().NotBe(Verdict.Certain);

    [Fact]
    public void Names_in_the_wrong_boxes_are_seen() =>
        Judge(Anna with { Id = "2", GivenName = "Papadimitriou", FamilyName = "Anna" }).Reasons.Should().Contain(reason => reason.Words == "first name in the place of the other name");

    [Fact]
    public void Cyrillic_and_Latin_are_one_name() =>
        Matcher.Compare(new Person("1") { GivenName = "Александр", FamilyName = "Васильев", Phones = ["+74812856234"] }, new Person("2") { GivenName = "Alexander", FamilyName = "Vasiliev", Phones = ["4812856234"] }, General).Verdict.Should().NotBe(Verdict.Different);

    [Fact]
    public void The_order_of_two_people_does_not_matter()
    {
        var other = Anna with { Id = "2", GivenName = "Ana", FamilyName = "Papadimitrou", BirthDate = new(1984, 5, 16) };

        Matcher.Compare(Anna, other, General).Bits.Should().BeApproximately(Matcher.Compare(other, Anna, General).Bits, 1e-4);
    }

    [Fact]
    public void A_rare_name_says_more_than_a_frequent_one()
    {
        var town = Enumerable.Range(0, 400).Select(at => new Person($"{at}") { GivenName = "A" + (char)('a' + at % 26), FamilyName = at % 2 == 0 ? "Smith" : $"Fam{(char)('a' + at % 23)}{(char)('a' + at % 19)}ly" }).ToList();
        var model = Matcher.Learn(town);

        Bits("Smith").Should().BeLessThan(Bits("Papadimitriou") - 3);
        double Bits(string family) => Matcher.Compare(new Person("x") { FamilyName = family }, new Person("y") { FamilyName = family }, model).Reasons.Single(reason => reason.Field == "last name").Bits;
    }

    [Fact]
    public void People_with_two_confirmed_mailboxes_or_senior_and_junior_are_not_joined()
    {
        var confirmed = Anna with { Emails = [new("anna@one-mail.com", EmailProof.Verified)] };
        var other = confirmed with { Id = "2", Emails = [new("anna@two-mail.com", EmailProof.Verified)] };
        var senior = Anna with { FamilyName = "Papadimitriou Sr" };

        Matcher.Cluster([confirmed, other], [("1", "2")], General).Should().BeEmpty();
        Matcher.Cluster([senior, senior with { Id = "2", FamilyName = "Papadimitriou Jr" }], [("1", "2")], General).Should().BeEmpty();
        Matcher.Cluster([Anna, Anna with { Id = "2" }], [("1", "2")], General).Should().ContainSingle().Which.Should().Equal("1", "2");
    }

    [Fact]
    public void One_of_several_addresses_or_numbers_is_enough()
    {
        var other = Anna with { Id = "2", Emails = [new("new@example-post.com"), Anna.Emails[0]], Phones = ["+447700900123", "6912345678"] };

        Judge(other).Reasons.Select(reason => reason.Words).Should().Contain(["same email", "same phone"]);
        Matcher.KeysOf(other, General).Should().Contain(Matcher.KeysOf(Anna with { GivenName = null, FamilyName = null, BirthDate = null, Street = null, City = null, PostalCode = null }, General));
    }

    [Fact]
    public void Keys_are_short_stable_texts_that_likely_pairs_share()
    {
        var keys = Matcher.KeysOf(Anna, General);

        keys.Should().OnlyHaveUniqueItems().And.OnlyContain(key => key.Length <= 18);
        keys.Should().Contain("004632623923a785d6", "keys are stored, so they must never change");
        keys.Should().IntersectWith(Matcher.KeysOf(new Person("2") { GivenName = "Annie", FamilyName = "Papadimitrou", PostalCode = "85100" }, General));
    }

    [Fact]
    public void A_model_can_be_stored()
    {
        var model = Matcher.Learn([Anna, Anna with { Id = "2" }, new("3") { GivenName = "Bo", FamilyName = "Ek" }]);

        var copy = Model.Read(model.Write());

        Matcher.Compare(Anna, Anna with { Id = "2", Phones = [] }, copy).Bits.Should().Be(Matcher.Compare(Anna, Anna with { Id = "2", Phones = [] }, model).Bits);
    }

    [Fact]
    public void Nothing_known_is_nobody() => Matcher.Compare(new Person("1"), new Person("2"), General).Verdict.Should().Be(Verdict.Different);

    private static Likeness Judge(Person other) => Matcher.Compare(Anna, other, General);
}
