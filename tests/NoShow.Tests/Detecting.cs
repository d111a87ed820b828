using BookingPlatform.NoShow.Features;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.NoShow.Tests;

/// <summary>What the platform does by itself about guests who have not come.</summary>
public sealed class Detecting
{
    [Theory, OnEveryDatabase]
    public async Task After_the_grace_time_of_its_service_a_booking_is_proposed_once_and_the_history_says_why(Db db)
    {
        var salon = await Salon.Open(db);
        (await salon.Business.Put("no-show-settings", new { graceMinutes = 30 })).Expect(200);
        var ana = await salon.Customer();
        var (late, recent) = (await salon.Book(ana, 60), await salon.Book(ana, 20, salon.Tom));

        await Detect(salon);
        await Detect(salon);

        (await salon.Status(late)).Should().Be("booked", "it is only proposed");
        var history = (await salon.Business.Get($"bookings/{late}")).Expect(200).Text;
        history.Split("Proposed as a no-show: nobody came within 30 minutes of the start.").Should().HaveCount(2, "it is proposed once");
        (await salon.Business.Get($"bookings/{recent}")).Expect(200).Text.Should().NotContain("Proposed");
        using var desk = await salon.SignIn();
        var tray = await desk.Open("/agenda/outcomes");
        tray.Text.Should().Contain("Probably a no-show: nobody came within 30 minutes");
        (await desk.Send(tray, "outcomes", ("missed", late.ToString()))).Text.Should().Contain("did not come");
        (await salon.Status(late)).Should().Be("noShow");
    }

    [Theory, OnEveryDatabase]
    public async Task Where_the_business_chose_so_it_is_marked_and_a_service_may_have_its_own_grace_time(Db db)
    {
        var salon = await Salon.Open(db);
        (await salon.Business.Put("no-show-settings", new { detection = "mark", graceMinutes = 10, serviceGraceMinutes = new Dictionary<Guid, int> { [salon.Massage] = 90 } })).Expect(200);
        var ana = await salon.Customer();
        var (late, inGrace) = (await salon.Book(ana, 120), await salon.Book(ana, 60, salon.Tom));

        await Detect(salon);

        (await salon.Status(late), await salon.Status(inGrace)).Should().Be(("noShow", "booked"));
        (await salon.Business.Get($"bookings/{late}")).Expect(200).Text.Should().Contain("Marked as a no-show by itself: nobody came within 90 minutes of the start.");
        (await salon.Unmiss(late, arrived: true)).Expect(200);
    }

    [Theory, OnEveryDatabase]
    public async Task Switched_off_nothing_happens_by_itself(Db db)
    {
        var salon = await Salon.Open(db);
        (await salon.Business.Put("no-show-settings", new { detection = "off" })).Expect(200);
        var late = await salon.Book(await salon.Customer(), 300);

        (await Detect(salon)).Should().Be(0);
        (await salon.Status(late)).Should().Be("booked");
    }

    private static Task<int> Detect(Salon salon) => salon.Business.Platform.Inside(salon.Business, services => services.GetRequiredService<DetectInBusiness>().Run(CancellationToken.None));
}
