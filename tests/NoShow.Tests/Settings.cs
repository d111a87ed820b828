using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;
using Platform = BookingPlatform.Testing.Platform;

namespace BookingPlatform.NoShow.Tests;

/// <summary>The advanced function is the business's choice.</summary>
public sealed class Settings
{
    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-8")]
    public async Task The_advanced_function_is_off_until_a_manager_switches_it_on_and_the_switch_is_on_record(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        ((bool)(await business.Get("no-show-settings")).Expect(200)["advanced"]!).Should().BeFalse();

        ((bool)(await business.Put("no-show-settings", new { advanced = true })).Expect(200)["advanced"]!).Should().BeTrue();

        ((bool)(await business.Get("no-show-settings")).Expect(200)["advanced"]!).Should().BeTrue();
        (await business.Get($"audit?subject={business.Id}")).Expect(200).Text.Should().Contain("Switched the advanced no-show function on");
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_not_said_stays_and_what_makes_no_sense_is_refused(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        (await business.Put("no-show-settings", new { graceMinutes = 45, detection = "mark" })).Expect(200);

        (await business.Put("no-show-settings", new { blockMonths = 0 })).ExpectProblem(422, "validation");
        (await business.Put("no-show-settings", new { graceMinutes = 1 })).ExpectProblem(422, "validation");
        var settings = (await business.Put("no-show-settings", new { blockMonths = 6 }, version: 1)).Expect(200);
        (await business.Put("no-show-settings", new { blockMonths = 7 }, version: 1)).ExpectProblem(412, "changed-meanwhile");

        ((int)settings["graceMinutes"]!, (string)settings["detection"]!, (int)settings["blockMonths"]!).Should().Be((45, "mark", 6));
    }
}
