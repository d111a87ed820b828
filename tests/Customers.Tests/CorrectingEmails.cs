using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Customers.Tests;

public sealed class CorrectingEmails
{
    [Theory, OnEveryDatabase, Trait("Criterion", "S0-35"), Trait("Criterion", "S0-39")]
    public async Task The_placeholder_disappears_from_the_record_and_stays_in_the_history(Db db)
    {
        var platform = await Platform.On(db);
        var business = await platform.NewBusiness();
        var anna = (await business.Post("customers", new { firstName = "Anna", lastName = "Smith" })).Expect(201);
        var placeholder = (string)anna["placeholderEmail"]!;

        var changed = (await business.Put($"customers/{anna.Id}/email", new { email = " Anna@X.example " }, version: 1)).Expect(200);

        changed.ShouldHave(new { email = "Anna@X.example", emailState = "unverified", version = 2 });
        (await business.Get($"customers/{anna.Id}")).Text.Should().NotContain("placeholder");
        var told = await History(platform, business, anna.Id, "customer.email-changed");
        told.Should().ContainSingle();
        told[0].Before.Should().Be(placeholder);
        told[0].After.Should().Be("Anna@X.example");
        told[0].Sentence.Should().Be("Email changed from no email yet to Anna@X.example.");
        told[0].ActorName.Should().Be("Test key");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-40"), Trait("Criterion", "S0-34")]
    public async Task An_address_of_somebody_else_changes_nothing_until_staff_choose(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var ben = (await business.Post("customers", new { firstName = "Ben", lastName = "Jones", email = "home@x.example" })).Expect(201);
        var anna = (await business.Post("customers", new { firstName = "Anna", lastName = "Smith" })).Expect(201);

        var refused = (await business.Put($"customers/{anna.Id}/email", new { email = " HOME@x.example" })).ExpectProblem(409, "email-belongs-to");

        ((Guid)refused["customer"]!["id"]!).Should().Be(ben.Id);
        ((string)refused["customer"]!["lastName"]!).Should().Be("Jones");
        (await business.Get($"customers/{anna.Id}"))["email"].Should().BeNull();
        ((string)(await business.Get($"customers/{ben.Id}"))["emailState"]!).Should().Be("unverified");
        (await business.Put($"customers/{anna.Id}/email", new { email = "home@x.example", onConflict = "overwrite" })).ExpectProblem(422, "validation");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-40")]
    public async Task Sharing_marks_the_address_on_both_records(Db db)
    {
        var platform = await Platform.On(db);
        var business = await platform.NewBusiness();
        var ben = (await business.Post("customers", new { firstName = "Ben", lastName = "Jones", email = "home@x.example" })).Expect(201);
        var anna = (await business.Post("customers", new { firstName = "Anna", lastName = "Smith" })).Expect(201);

        var changed = (await business.Put($"customers/{anna.Id}/email", new { email = "home@x.example", onConflict = "share" })).Expect(200);

        ((string)changed["emailState"]!).Should().Be("shared");
        var other = await business.Get($"customers/{ben.Id}");
        ((string)other["emailState"]!).Should().Be("shared");
        ((int)other["version"]!).Should().Be(2);
        (await History(platform, business, ben.Id, "customer.email-shared")).Should().ContainSingle();
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-43")]
    public async Task An_address_on_three_differently_named_customers_is_known_as_shared(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        foreach (var name in new[] { "Ada", "Bob", "Cy" })
            (await business.Post("customers", new { firstName = name, lastName = "Family", email = "family@x.example", createAnyway = true })).Expect(201);

        var check = (await business.Get("email-check?email=Family%40x.example")).Expect(200);
        var fourth = (await business.Post("customers", new { firstName = "Dee", lastName = "Family", email = "family@x.example", createAnyway = true })).Expect(201);

        ((string)check["state"]!).Should().Be("shared");
        ((string)check["warnings"]![0]!["code"]!).Should().Be("email-shared");
        ((string)fourth["emailState"]!).Should().Be("shared");
    }

    [Theory, OnEveryDatabase]
    public async Task A_stale_version_is_refused_and_of_two_at_once_one_wins(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var anna = (await business.Post("customers", new { firstName = "Anna", lastName = "Smith" })).Expect(201);
        (await business.Put($"customers/{anna.Id}/email", new { email = "a1@x.example" }, version: 1)).Expect(200);

        (await business.Put($"customers/{anna.Id}/email", new { email = "a2@x.example" }, version: 1)).ExpectProblem(412, "changed-meanwhile");
        var both = await Task.WhenAll(
            business.Put($"customers/{anna.Id}/email", new { email = "a3@x.example" }, version: 2),
            business.Put($"customers/{anna.Id}/email", new { email = "a4@x.example" }, version: 2));

        both.Select(answer => answer.Status).Order().Should().Equal(200, 412);
    }

    [Theory, OnEveryDatabase]
    public async Task The_same_address_again_changes_nothing(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var anna = (await business.Post("customers", new { firstName = "Anna", lastName = "Smith", email = "anna@x.example" })).Expect(201);

        var same = (await business.Put($"customers/{anna.Id}/email", new { email = "anna@x.example" })).Expect(200);

        ((int)same["version"]!).Should().Be(1);
    }

    [Fact, Trait("Criterion", "S0-36")]
    public async Task The_answer_tells_how_far_the_change_reaches()
    {
        await using var platform = await Platform.Start(Db.Sqlite, services: all => all.AddScoped<IFollowCustomer, SixBookings>());
        var business = await platform.NewBusiness();
        var anna = (await business.Post("customers", new { firstName = "Anna", lastName = "Smith" })).Expect(201);

        var changed = (await business.Put($"customers/{anna.Id}/email", new { email = "anna@x.example" })).Expect(200);

        ((int)changed["sixBookings"]!).Should().Be(6);
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-33")]
    public async Task Only_one_customer_of_a_business_can_have_a_verified_address(Db db)
    {
        var platform = await Platform.On(db);
        var (one, other) = (await platform.NewBusiness(), await platform.NewBusiness());

        (await Verified(platform, one)).Should().BeTrue();
        (await Verified(platform, other)).Should().BeTrue();
        (await Verified(platform, one)).Should().BeFalse();
    }

    private static Task<bool> Verified(Platform platform, TestBusiness business) => platform.Inside(business, async services =>
    {
        var work = services.GetRequiredService<Work>();
        var customer = Customer.Create(new CustomerDetails { FirstName = "Anna", LastName = "Smith" }, "PT", work.Now);
        customer.Reach(Email.EmailAddress.Read("anna@x.example", out _)!, EmailState.Verified, work.Now);
        services.GetRequiredService<CustomerRecords>().Add(customer);
        return await work.TrySaveAsync(CancellationToken.None);
    });

    private static Task<List<AuditEntry>> History(Platform platform, TestBusiness business, Guid customerId, string action) => platform.Inside(business, services =>
        services.GetRequiredService<KernelDb>().Audit.Where(entry => entry.SubjectId == customerId && entry.Action == action).ToListAsync());

    private sealed class SixBookings : IFollowCustomer
    {
        public string Key => "sixBookings";

        public Task<int> Count(Guid customerId, CancellationToken ct) => Task.FromResult(6);

        public string Say(int count) => $"{count} bookings";
    }
}
