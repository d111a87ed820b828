using System.Text;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Customers.Tests;

public sealed class ChangingDetails
{
    [Theory, OnEveryDatabase, Trait("Criterion", "S1-17")]
    public async Task What_is_absent_stays_and_what_is_null_is_cleared(Db db)
    {
        var platform = await Platform.On(db);
        var business = await platform.NewBusiness();
        var anna = (await business.Post("customers", new { firstName = "Anna", lastName = "Smith", phone = "912345678", notes = "Nuts", address = new { city = "Porto", country = "PT" } })).Expect(201);

        var changed = (await business.Patch($"customers/{anna.Id}", new { lastName = "Jones", notes = (string?)null, address = new { city = "Braga" } }, version: 1)).Expect(200);

        changed.ShouldHave(new { firstName = "Anna", lastName = "Jones", phone = "+351912345678", version = 2 });
        changed["notes"].Should().BeNull();
        ((string)changed["address"]!["city"]!).Should().Be("Braga");
        ((string)changed["address"]!["country"]!).Should().Be("PT");
        (await business.Get($"customers/{anna.Id}")).Text.Should().Be(changed.Text);
        var told = await platform.Inside(business, services => services.GetRequiredService<KernelDb>().Audit.SingleAsync(entry => entry.SubjectId == anna.Id && entry.Action == "customer.changed"));
        told.Sentence.Should().Be("Changed last name from “Smith” to “Jones”, city from “Porto” to “Braga”, notes from “Nuts” to nothing.");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-12")]
    public async Task The_second_of_two_editors_sees_a_conflict(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var anna = (await business.Post("customers", new { firstName = "Anna", lastName = "Smith" })).Expect(201);

        var both = await Task.WhenAll(
            business.Patch($"customers/{anna.Id}", new { notes = "one" }, version: 1),
            business.Patch($"customers/{anna.Id}", new { notes = "two" }, version: 1));

        both.Select(answer => answer.Status).Order().Should().Equal(200, 412);
        ((int)(await business.Get($"customers/{anna.Id}"))["version"]!).Should().Be(2);
    }

    [Theory, OnEveryDatabase]
    public async Task Nothing_changed_is_no_change(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var anna = (await business.Post("customers", new { firstName = "Anna", lastName = "Smith" })).Expect(201);

        var same = (await business.Patch($"customers/{anna.Id}", new { lastName = "Smith", version = 7, id = Guid.NewGuid(), emailState = "verified", email = (string?)null })).Expect(200);

        same.Text.Should().Be(anna.Text);
    }

    [Theory, OnEveryDatabase]
    public async Task A_patch_that_is_wrong_changes_nothing(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var anna = (await business.Post("customers", new { firstName = "Anna", lastName = "Smith" })).Expect(201);
        Task<ApiAnswer> Raw(string json) => business.Send(HttpMethod.Patch, $"customers/{anna.Id}", new StringContent(json, Encoding.UTF8, "application/json"));

        (await Raw("""{"firstName":null}""")).ExpectProblem(422, "validation")["errors"]!["firstName"].Should().NotBeNull();
        (await Raw("""{"firstName":7}""")).ExpectProblem(422, "validation");
        (await Raw("""{"address":"Porto"}""")).ExpectProblem(422, "validation");
        (await Raw("""{"address":{"country":"Portugal"}}""")).ExpectProblem(422, "validation")["errors"]!["address.country"].Should().NotBeNull();
        (await Raw("""{"notes":"\ud83d"}""")).ExpectProblem(422, "validation");
        (await Raw("""{"email":"anna@x.example"}""")).ExpectProblem(422, "validation")["errors"]!["email"].Should().NotBeNull();
        (await Raw("""["firstName"]""")).Status.Should().Be(400);
        (await Raw("{")).Status.Should().Be(400);
        (await business.Get($"customers/{anna.Id}")).Text.Should().Be(anna.Text);
    }
}
