using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Platform.Tests.Engines;

/// <summary>What the setting <c>Jobs__Engine</c> may say, and what is said when it says something else.</summary>
[Trait("Criterion", "I-7")]
public sealed class ChoosingAnEngine
{
    [Fact]
    public async Task An_engine_that_nobody_knows_stops_the_start_and_says_what_to_set() =>
        (await Refusal("cron")).Should().Be("Jobs__Engine is 'cron'. It must be quartz or hangfire.");

    [Fact]
    public async Task Hangfire_that_cannot_run_here_stops_the_start_and_says_what_to_do() =>
#if HANGFIRE
        (await Refusal("hangfire")).Should().Contain("hangfire-needs-server").And.Contain("Set Jobs__Engine to quartz");
#else
        (await Refusal("hangfire")).Should().Contain("hangfire-not-built").And.Contain("-p:HangfirePackage=<version>");
#endif

    private static async Task<string> Refusal(string engine)
    {
        var settings = await PlatformSettings.Empty(Db.Sqlite);
        return ((Func<Testing.Platform>)(() => Testing.Platform.Start(settings, OnEveryEngineAttribute.Setting(engine)))).Should().Throw<InvalidOperationException>().Which.Message;
    }
}
