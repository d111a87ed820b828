using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;
using Platform = BookingPlatform.Testing.Platform;

namespace BookingPlatform.NoShow.Tests;

/// <summary>What needs time to pass: told one after the other, on a platform whose clock only they move.</summary>
public sealed class Later
{
    private static readonly ConcurrentDictionary<Db, Lazy<Task<Platform>>> Shared = new();

    private static Task<Platform> On(Db db) => Shared.GetOrAdd(db, _ => new Lazy<Task<Platform>>(() => Platform.Start(db))).Value;

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-27")]
    public async Task Of_a_class_one_participant_did_not_come_and_the_others_are_as_before(Db db)
    {
        var salon = await Salon.Open(await Later.On(db), advanced: true);
        var start = Salon.Iso(salon.Now.AddMinutes(30));
        (await salon.Business.Post("class-sessions", new { serviceId = salon.Drumming, startsAt = start })).Expect(201);
        var (ana, rui) = (await Place("Ana"), await Place("Rui"));
        (await Try("Eva")).ExpectProblem(409, "slot-taken");

        salon.Business.Platform.Clock.Shift(TimeSpan.FromMinutes(40));
        var marked = (await salon.Miss(ana)).Expect(200);

        ((bool)marked["askToBlock"]!).Should().BeFalse("nothing but a name is known of who walked in");
        (await salon.Status(rui)).Should().Be("booked");
        ((int)(await salon.Business.Get($"availability?serviceId={salon.Drumming}&from={salon.Now:yyyy-MM-dd}&to={salon.Now.AddDays(1):yyyy-MM-dd}")).Expect(200)["items"]!.AsArray().Count).Should().Be(0, "it has begun");
        (await salon.Unmiss(ana)).Expect(200);

        async Task<Guid> Place(string name) => (await Try(name)).Expect(201).Id;
        Task<ApiAnswer> Try(string name) => salon.Business.Post("bookings", new { serviceId = salon.Drumming, startsAt = start, customer = new { firstName = name, lastName = "Walkin" }, bookWithoutEmail = true });
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-16")]
    public async Task A_block_ends_by_itself_after_its_last_day(Db db)
    {
        var salon = await Salon.Open(await On(db), advanced: true);
        var ana = await salon.Customer(email: "ana@silva.example");
        (await salon.Block(ana, until: DateOnly.FromDateTime(salon.Now.UtcDateTime))).Expect(200);
        (await Guest.Of(salon).Book(30)).ExpectProblem(403, "online-blocked");

        salon.Business.Platform.Clock.Shift(TimeSpan.FromDays(1));

        (await Guest.Of(salon).Book(30)).Expect(201);
        ((bool)(await salon.CustomerNow(ana))["onlineBlocked"]!).Should().BeFalse();
    }
}
