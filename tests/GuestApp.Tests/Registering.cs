using System.Text.Json.Nodes;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.GuestApp.Tests;

/// <summary>A password at the first booking (S2-5).</summary>
public sealed class Registering
{
    private const string Chosen = "chosen by whoever booked";

    [Theory, OnEveryDatabase]
    public async Task A_password_chosen_for_somebody_elses_address_opens_nothing_and_is_gone_once_they_prove_it(Db db)
    {
        var house = await House.Open(db);
        using var attacker = new Phone(house);
        var victim = await BookOnline(house, attacker, "victim@hijack.example", days: 4);
        (await Register(house, victim)).Refusal.Should().BeNull();

        (await attacker.Post("sign-in", new { email = "victim@hijack.example", password = Chosen })).Expect(202);
        (await attacker.Get("me/bookings")).ExpectProblem(401, "sign-in-first");
        using var owner = await Phone.SignedIn(house, "victim@hijack.example");
        (await owner.Bookings()).Should().ContainSingle();

        (await attacker.Post("sign-in", new { email = "victim@hijack.example", password = Chosen })).ExpectProblem(422, "sign-in-wrong");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S2-5")]
    public async Task Who_chose_a_password_and_proves_the_address_with_it_keeps_it(Db db)
    {
        var house = await House.Open(db);
        using var phone = new Phone(house);
        var customer = await BookOnline(house, phone, "ina@register.example", days: 4);
        (await Register(house, customer)).Refusal.Should().BeNull();
        (await Register(house, customer)).Refusal!.Code.Should().Be("registered-already");
        var challenge = (Guid)(await phone.Post("sign-in", new { email = "ina@register.example", password = Chosen })).Expect(202)["challenge"]!;
        (await phone.Post($"sign-in-codes/{challenge}", new { code = await house.CodeTo("ina@register.example") })).Expect(200);

        using var later = new Phone(house);
        (await later.Post("sign-in", new { email = "ina@register.example", password = Chosen })).Expect(200);
        (await later.Bookings()).Should().ContainSingle();
    }

    [Theory, OnEveryDatabase]
    public async Task A_record_with_a_past_takes_no_password_at_a_booking(Db db)
    {
        var house = await House.Open(db);
        var known = await house.Customer("Kay", "kay@past.example");
        await house.Book(known);

        (await Register(house, known)).Refusal!.Code.Should().Be("registered-already");
        (await Register(house, Guid.NewGuid())).Refusal!.Code.Should().Be("not-found");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S2-7")]
    public async Task Where_nobody_registers_there_is_the_link_and_no_password(Db db)
    {
        var house = await House.Open(db);
        using var phone = new Phone(house);
        await Register(house, await BookOnline(house, phone, "nell@never.example", days: 4));
        (await house.Business.Put("settings/customers", new { registration = "never" })).Expect(200);

        (await phone.Post("sign-in", new { email = "nell@never.example", password = Chosen })).ExpectProblem(422, "sign-in-wrong");
        (await phone.Open("/sign-in")).Document.QuerySelector("input[name=password]").Should().BeNull();
        using var signedIn = await Phone.SignedIn(house, "nell@never.example");
        (await signedIn.Bookings()).Should().ContainSingle();
    }

    private static async Task<Guid> BookOnline(House house, Phone phone, string email, int days)
    {
        var booked = (await phone.Post("bookings", new JsonObject
        {
            ["serviceId"] = house.Massage,
            ["startsAt"] = House.Iso(new DateTimeOffset(DateTime.UtcNow.Date.AddDays(days).AddHours(10), TimeSpan.Zero)),
            ["customer"] = new JsonObject { ["firstName"] = "Ina", ["lastName"] = "Guest", ["email"] = email },
        })).Expect(201);
        return (Guid)(await house.Business.Get($"bookings/{booked.Id}")).Expect(200)["customerId"]!;
    }

    private static Task<Answer<ProvenGuest>> Register(House house, Guid customer) =>
        house.Business.Platform.Inside(house.Business, services => services.GetRequiredService<IGuestSession>().Register(customer, Chosen, CancellationToken.None));
}
