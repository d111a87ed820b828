using System.Text;
using System.Text.Json;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Customers.Tests;

public sealed class BadInput
{
    [Theory, OnEveryDatabase, Trait("Criterion", "S0-9")]
    public async Task Names_that_show_nothing_count_as_missing(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();

        foreach (var blank in new[] { "", "   ", "\t", "\u00a0", "\u200b\u200d", "\u3000", "\u2800", "\u3164" })
            (await business.Post("customers", new { firstName = blank, lastName = "Smith" })).ExpectProblem(422, "validation")["errors"]!.AsObject().Select(field => field.Key).Should().Equal("firstName");
        var both = (await business.Post("customers", new { })).ExpectProblem(422, "validation");

        both["errors"]!.AsObject().Select(field => field.Key).Should().Equal("firstName", "lastName");
        (await business.Get("customers")).Names().Should().BeEmpty();
    }

    [Theory, OnEveryDatabase]
    public async Task Names_of_any_script_are_kept_as_they_are(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();

        foreach (var name in new[] { "محمد", "שָׂרָה", "ประภาศรี", "नरेन्द्र", "🌊", "Nguyễn", "김철수", "Д’Артаньян", "<script>", "'; DROP TABLE x; --", "=1+1", "X Æ A-12", "𠮷野" })
        {
            var made = (await business.Post("customers", new { firstName = name, lastName = name })).Expect(201);
            var found = (await business.Get($"customers/{made.Id}")).Expect(200);
            ((string)found["firstName"]!).Should().Be(name.Normalize());
        }

        (await business.Get("customers")).Names().Should().HaveCount(13);
    }

    [Theory, OnEveryDatabase]
    public async Task What_cannot_be_stored_is_refused_beside_its_field(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();

        await Refused(business, "firstName", "A\0nna");
        await Refused(business, "firstName", "Anna\u0007");
        await Refused(business, "firstName", "An\nna");
        await Refused(business, "firstName", new string('a', 101));
        await Refused(business, "phone", new string('1', 41));
        await Refused(business, "notes", new string('n', 2001));
        await Refused(business, "notes", "\0");
        await Refused(business, "language", "not a language");
        await Refused(business, "email", new string('e', 10_000) + "@x.example", "email-malformed");
    }

    [Theory, OnEveryDatabase]
    public async Task Bodies_of_the_wrong_shape_are_malformed(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        Task<ApiAnswer> Raw(string json) => business.Send(HttpMethod.Post, "customers", new StringContent(json, Encoding.UTF8, "application/json"));

        (await Raw("""{"firstName":{"x":1},"lastName":"Smith"}""")).Status.Should().Be(400);
        (await Raw("""{"firstName":"\ud83d","lastName":"Smith"}""")).Status.Should().BeInRange(400, 422);
        (await Raw("null")).Status.Should().Be(400);
        (await Raw("")).Status.Should().Be(400);
        (await business.Put($"customers/{Guid.NewGuid()}/email", new { email = "a@x.example" })).ExpectProblem(404, "not-found");
        (await business.Get("customers/not-an-id")).Status.Should().Be(404);
        (await business.Get("email-check")).Expect(200);
        (await business.Get("email-check?email=%00%ED%A0%80")).Expect(200);
    }

    private static async Task Refused(TestBusiness business, string field, string value, string code = "validation")
    {
        var body = new Dictionary<string, string> { ["firstName"] = "Anna", ["lastName"] = "Smith", [field] = value };
        var answer = await business.Post("customers", JsonSerializer.SerializeToElement(body));
        answer.ExpectProblem(422, code)["errors"]!.AsObject().Select(error => error.Key).Should().Equal(field);
    }
}
