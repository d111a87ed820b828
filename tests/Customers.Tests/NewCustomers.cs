using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Customers.Tests;

public sealed class NewCustomers
{
    [Theory, OnEveryDatabase, Trait("Criterion", "S1-4")]
    public async Task A_new_customer_needs_no_booking(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();

        var made = (await business.Post("customers", new
        {
            firstName = " Anna ",
            lastName = "Smith",
            email = " Anna@X-Ray.example ",
            phone = "912 345 678",
            address = new { street = "Rua Nova 1\n2.º Esq.", city = "Porto", country = "pt" },
            notes = "Allergic to nuts",
            language = "pt-PT",
        })).Expect(201);

        made.Headers.Location!.ToString().Should().Be($"/api/v1/customers/{made.Id}");
        var stored = (await business.Get($"customers/{made.Id}")).Expect(200);
        stored.Text.Should().Be(made.Text);
        stored.ShouldHave(new
        {
            firstName = "Anna",
            lastName = "Smith",
            email = "Anna@X-Ray.example",
            emailState = "unverified",
            phone = "+351912345678",
            phoneAsTyped = "912 345 678",
            notes = "Allergic to nuts",
            language = "pt-PT",
            version = 1,
        });
        stored["address"]!["country"]!.GetValue<string>().Should().Be("PT");
        stored.Json.AsObject().ContainsKey("placeholderEmail").Should().BeFalse();
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-23"), Trait("Criterion", "S0-26")]
    public async Task Namesakes_without_an_email_get_placeholders_of_their_own(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();

        var made = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => business.Post("customers", new { firstName = "John", lastName = "Smith" })));

        made.Should().OnlyContain(answer => answer.Status == 201);
        made.Should().OnlyContain(answer => answer["email"] == null && (string)answer["emailState"]! == "placeholder");
        made.Select(answer => (string)answer["placeholderEmail"]!).Should().OnlyHaveUniqueItems().And.OnlyContain(address => address.EndsWith("@placeholder.invalid"));
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-5"), Trait("Criterion", "S0-34")]
    public async Task A_stored_address_offers_the_existing_record(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var first = (await business.Post("customers", new { firstName = "Anna", lastName = "Smith", email = "anna@x.example" })).Expect(201);
        var again = new { firstName = "Anna", lastName = "Smith", email = " ANNA@X.example" };

        var refused = (await business.Post("customers", again)).ExpectProblem(409, "possible-duplicate");
        refused["existing"]!.AsArray().Select(id => (Guid)id!).Should().Equal(first.Id);

        (await business.Post("customers", new { again.firstName, again.lastName, again.email, createAnyway = true })).Expect(201);
    }

    [Theory, OnEveryDatabase]
    public async Task The_same_name_and_telephone_number_offer_the_existing_record_and_a_name_alone_does_not(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var first = (await business.Post("customers", new { firstName = "Anna", lastName = "Smith", phone = "912345678" })).Expect(201);

        (await business.Post("customers", new { firstName = "Anna", lastName = "Smith" })).Expect(201);
        (await business.Post("customers", new { firstName = "Ben", lastName = "Jones", phone = "912345678" })).Expect(201);
        var refused = (await business.Post("customers", new { firstName = "Ann", lastName = "Smith", phone = "+351 912 345 678" })).ExpectProblem(409, "possible-duplicate");

        refused["existing"]!.AsArray().Select(id => (Guid)id!).Should().Equal(first.Id);
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-32")]
    public async Task Whoever_booked_under_another_email_is_suggested_as_a_possible_duplicate(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var without = (await business.Post("customers", new { firstName = "Anna", lastName = "Smith" })).Expect(201);
        var with = (await business.Post("customers", new { firstName = "Anna", lastName = "Smith", email = "anna@x.example" })).Expect(201);
        (await business.Post("customers", new { firstName = "Ben", lastName = "Jones", email = "ben@x.example" })).Expect(201);

        var found = (await business.Get($"customers/{with.Id}/lookalikes")).Expect(200);

        found["items"]!.AsArray().Should().ContainSingle();
        ((Guid)found["items"]![0]!["customer"]!["id"]!).Should().Be(without.Id);
        ((string)found["items"]![0]!["reasons"]![0]!).Should().Be("sameName");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-28"), Trait("Criterion", "S0-42")]
    public async Task An_address_that_cannot_be_a_customers_is_refused_with_its_reason(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        (await business.Put("customers/settings", new { ownEmailDomains = new[] { "harbour.example", " @Spa.Harbour-Group.example" } })).Expect(200);

        Task<ApiAnswer> Add(string email) => business.Post("customers", new { firstName = "Anna", lastName = "Smith", email });

        (await Add("anna@")).ExpectProblem(422, "email-malformed")["errors"]!["email"].Should().NotBeNull();
        (await Add("guest.x@placeholder.invalid")).ExpectProblem(422, "email-placeholder");
        (await Add("frontdesk@harbour.example")).ExpectProblem(422, "email-own-domain")["harms"]!.AsArray().Should().HaveCount(4);
        (await Add("anna@mail.Harbour.example")).ExpectProblem(422, "email-own-domain");
        (await Add("anna@spa.harbour-group.example")).ExpectProblem(422, "email-own-domain");
        (await Add("anna@harbour-group.example")).Expect(201);
        (await Add("reception@other.example")).ExpectProblem(422, "email-role");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-42")]
    public async Task A_desks_mailbox_that_staff_accept_is_kept_as_shared(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();

        var made = (await business.Post("customers", new { firstName = "Anna", lastName = "Smith", email = "info@agency.example", acceptSharedEmail = true })).Expect(201);

        ((string)made["emailState"]!).Should().Be("shared");
    }

    [Theory, OnEveryDatabase]
    public async Task A_relay_is_kept_as_what_it_is(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();

        var made = (await business.Post("customers", new { firstName = "Anna", lastName = "Smith", email = "asmit.1234@guest.booking.com" })).Expect(201);

        ((string)made["emailState"]!).Should().Be("relay");
    }
}
