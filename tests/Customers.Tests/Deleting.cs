using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Customers.Tests;

public sealed class Deleting
{
    [Theory, OnEveryDatabase, Trait("Criterion", "S1-28"), Trait("Criterion", "S1-29"), Trait("Criterion", "C7")]
    public async Task The_bookings_stay_open_and_keep_the_name(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var (anna, booking) = await Bookings.Made(business, "Anna", "anna@x.example");

        (await business.Delete($"customers/{anna}")).Expect(200).ShouldHave(new { bookingsKept = 1, version = 2 });

        var kept = (await business.Get($"bookings/{booking}")).Expect(200);
        ((Guid)kept["customerId"]!).Should().Be(anna);
        kept.Text.Should().Contain("Anna");
        (await business.Get($"bookings?customerId={anna}")).Expect(200)["items"]!.AsArray().Should().ContainSingle();
        var record = (await business.Get($"customers/{anna}")).Expect(200);
        record.ShouldHave(new { firstName = "Anna", email = "anna@x.example" });
        record["deletedAt"].Should().NotBeNull();
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-32")]
    public async Task The_record_is_found_nowhere_and_its_email_may_start_a_new_one(Db db)
    {
        var platform = await Platform.On(db);
        var business = await platform.NewBusiness();
        var anna = await Anna(business);
        (await business.Delete($"customers/{anna}")).Expect(200);

        (await business.Get("customers")).Names().Should().BeEmpty();
        (await business.Get("customers?q=anna")).Names().Should().BeEmpty();
        (await business.Get("customers?q=912345678")).Names().Should().BeEmpty();
        (await business.Get("customers.csv")).Expect(200).Text.Should().NotContain("anna@x.example");
        (await business.Get("email-check?email=anna@x.example")).Expect(200).ShouldHave(new { state = "ok", warnings = Array.Empty<object>() });
        var again = await Anna(business);
        (await business.Get($"customers/{again}/lookalikes")).Expect(200)["items"]!.AsArray().Should().BeEmpty();
        (await platform.Inside(business, services => services.GetRequiredService<CustomersDb>().SearchRows.CountAsync(row => row.CustomerId == anna))).Should().Be(0);
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-28")]
    public async Task Nothing_about_it_can_be_changed_and_no_booking_is_attached(Db db)
    {
        var platform = await Platform.On(db);
        var business = await platform.NewBusiness();
        var anna = await Anna(business);
        (await business.Delete($"customers/{anna}")).Expect(200);

        (await business.Patch($"customers/{anna}", new { notes = "x" })).ExpectProblem(409, "customer-deleted");
        (await business.Put($"customers/{anna}/email", new { email = "b@x.example" })).ExpectProblem(409, "customer-deleted");
        (await business.Put($"customers/{anna}/alert", new { message = "x" })).ExpectProblem(409, "customer-deleted");
        (await business.Delete($"customers/{anna}")).ExpectProblem(409, "customer-deleted");

        var (card, taken) = await platform.Inside(business, async services =>
        {
            var customers = services.GetRequiredService<ICustomers>();
            var taken = await customers.TakeForBooking(new("Anna", "Smith", "anna@x.example", null, false, false), CancellationToken.None);
            return (await customers.Find(anna, CancellationToken.None), taken.Value);
        });
        taken.Id.Should().NotBe(anna);
        card!.IsDeleted.Should().BeTrue();
        card.RefuseBooking()!.Code.Should().Be("customer-deleted");
        taken.RefuseBooking().Should().BeNull();
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-30"), Trait("Criterion", "S1-31")]
    public async Task Undone_everything_is_as_it_was_and_the_alert_has_survived(Db db)
    {
        var platform = await Platform.On(db);
        var business = await platform.NewBusiness();
        var anna = await Anna(business);
        (await business.Put($"customers/{anna}/alert", new { message = "Left without paying" })).Expect(200);
        var before = (await business.Get($"customers/{anna}")).Expect(200);
        (await business.Delete($"customers/{anna}", version: 2)).Expect(200);
        (await business.Get($"customers/{anna}")).ShouldHave(new { alertMessage = "Left without paying" });

        var restored = (await business.Send(HttpMethod.Post, $"customers/{anna}/restore", null, request => request.Headers.TryAddWithoutValidation("If-Match", "\"3\""))).Expect(200);

        foreach (var field in new[] { "firstName", "email", "emailState", "phone", "alertMessage", "createdAt", "deletedAt" })
            (restored[field]?.ToJsonString()).Should().Be(before[field]?.ToJsonString(), field);
        (await business.Get("customers?q=anna smi")).Names().Should().Equal("Anna Smith");
        (await business.Get("customers?q=912345678")).Names().Should().Equal("Anna Smith");
        (await business.Post($"customers/{anna}/restore")).ExpectProblem(409, "not-deleted");
        var told = await platform.Inside(business, services => services.GetRequiredService<KernelDb>().Audit.Where(entry => entry.SubjectId == anna).OrderByDescending(entry => entry.AtUtc).Select(entry => entry.Action).Take(2).ToListAsync());
        told.Should().Equal("customer.restored", "customer.deleted");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-30")]
    public async Task Deleting_needs_its_right_and_the_version_that_was_looked_at(Db db)
    {
        var platform = await Platform.On(db);
        var business = await platform.NewBusiness();
        var anna = await Anna(business);
        using var clerk = platform.Client();
        clerk.DefaultRequestHeaders.Authorization = new("Bearer", await platform.NewKey(business, Kernel.Web.Right.SeeCustomers, Kernel.Web.Right.ChangeCustomers));

        ((int)(await clerk.DeleteAsync(new Uri($"/api/v1/customers/{anna}", UriKind.Relative))).StatusCode).Should().Be(403);
        (await business.Delete($"customers/{anna}", version: 7)).ExpectProblem(412, "changed-meanwhile");
        (await (await platform.NewBusiness()).Delete($"customers/{anna}")).ExpectProblem(404, "not-found");

        (await business.Get($"customers/{anna}"))["deletedAt"].Should().BeNull();
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-30")]
    public async Task After_thirty_days_it_is_too_late(Db db)
    {
        await using var platform = await Platform.Start(db);
        var business = await platform.NewBusiness();
        var (anna, ben) = (await Anna(business), await Anna(business, "Ben", "ben@x.example"));
        (await business.Delete($"customers/{anna}")).Expect(200);
        platform.Clock.Shift(TimeSpan.FromDays(1));
        (await business.Delete($"customers/{ben}")).Expect(200);

        platform.Clock.Shift(TimeSpan.FromDays(29.5));

        (await business.Post($"customers/{anna}/restore")).ExpectProblem(409, "restore-too-late");
        (await business.Post($"customers/{ben}/restore")).Expect(200);
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-32"), Trait("Criterion", "C1")]
    public async Task A_verified_email_that_somebody_else_has_verified_meanwhile_stays_theirs(Db db)
    {
        var platform = await Platform.On(db);
        var business = await platform.NewBusiness();
        var first = await Anna(business);
        await Verify(platform, business, first);
        (await business.Delete($"customers/{first}")).Expect(200);
        var second = await Anna(business);
        await Verify(platform, business, second);

        var refused = (await business.Post($"customers/{first}/restore")).ExpectProblem(409, "email-belongs-to");

        ((Guid)refused["customer"]!["id"]!).Should().Be(second);
        (await business.Delete($"customers/{second}")).Expect(200);
        (await business.Post($"customers/{first}/restore")).Expect(200).ShouldHave(new { emailState = "verified" });
    }

    [Fact]
    public async Task The_outside_world_hears_of_it_by_id_only()
    {
        var ear = new Ear();
        await using var platform = await Platform.Start(Db.Sqlite, services: services => services.AddSingleton(ear)
            .Deliver<CustomerDeleted, Listener>("test-deleted").Deliver<CustomerRestored, Listener>("test-restored"));
        var business = await platform.NewBusiness();
        var anna = await Anna(business);

        (await business.Delete($"customers/{anna}")).Expect(200);
        (await business.Post($"customers/{anna}/restore")).Expect(200);
        await platform.Delivered(business);

        ear.Heard.Should().Equal(new CustomerDeleted(anna, 2), new CustomerRestored(anna, 3));
    }

    private static async Task<Guid> Anna(TestBusiness business, string name = "Anna", string email = "anna@x.example") =>
        (await business.Post("customers", new { firstName = name, lastName = "Smith", email, phone = name == "Anna" ? "912345678" : null })).Expect(201).Id;

    /// <summary>As a confirmed link will do.</summary>
    private static Task<int> Verify(Platform platform, TestBusiness business, Guid customer) => platform.Inside(business, async services =>
    {
        var stored = await services.GetRequiredService<CustomersDb>().Customers.SingleAsync(one => one.Id == customer);
        Email.EmailAddress.Read(stored.Email!.Address, out _).Should().NotBeNull();
        stored.Reach(Email.EmailAddress.Read(stored.Email.Address, out _)!, EmailState.Verified, DateTime.UtcNow);
        await services.GetRequiredService<Work>().SaveAsync(CancellationToken.None);
        return 0;
    });

    private sealed class Ear
    {
        public List<object> Heard { get; } = [];
    }

    private sealed class Listener(Ear ear) : IDeliver<CustomerDeleted>, IDeliver<CustomerRestored>
    {
        public Task<Delivery> Deliver(Envelope<CustomerDeleted> envelope, CancellationToken ct) => Hear(envelope.Fact);

        public Task<Delivery> Deliver(Envelope<CustomerRestored> envelope, CancellationToken ct) => Hear(envelope.Fact);

        private Task<Delivery> Hear(object fact)
        {
            ear.Heard.Add(fact);
            return Task.FromResult(Delivery.Done);
        }
    }
}
