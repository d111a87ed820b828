using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.NoShow.Tests;

/// <summary>A block outlives whatever happens to the record (reliability 15).</summary>
public sealed class Surviving
{
    private static readonly int Sequences = int.TryParse(Environment.GetEnvironmentVariable("BOOKING_BLOCK_SEQUENCES"), out var wanted) ? wanted : 4;

    [Theory, OnEveryDatabase]
    public async Task Merged_a_block_wins_and_undone_each_record_has_its_own_again(Db db)
    {
        var salon = await Salon.Open(db, advanced: true);
        var (ana, anna, third) = (await salon.Customer(email: "ana@silva.example"), await salon.Customer("Anna", "Silva", "anna@silva.example"), await salon.Customer("An", "Silva"));
        var missed = await salon.Book(anna);
        (await salon.Miss(missed)).Expect(200);
        (await salon.Block(anna, "Did not come")).Expect(200);

        var merge = (await salon.Business.Post("merges", new { primaryId = ana, otherIds = new[] { anna, third } })).Expect(201).Id;

        ((bool)(await salon.CustomerNow(ana))["onlineBlocked"]!, (int)(await salon.CustomerNow(ana))["noShows"]!).Should().Be((true, 1));
        foreach (var email in new[] { "ana@silva.example", "anna@silva.example" })
            (await Guest.Of(salon, email).Book(3)).ExpectProblem(403, "online-blocked");
        var since = await salon.Book(ana, 180);
        (await salon.Miss(since)).Expect(200);
        (await salon.Business.Post($"merges/{merge}/undo", new { })).Expect(200);

        ((bool)(await salon.CustomerNow(ana))["onlineBlocked"]!, (int)(await salon.CustomerNow(ana))["noShows"]!).Should().Be((false, 1));
        ((bool)(await salon.CustomerNow(anna))["onlineBlocked"]!, (int)(await salon.CustomerNow(anna))["noShows"]!).Should().Be((true, 1));
        (await Guest.Of(salon, "anna@silva.example", "Anna").Book(3)).ExpectProblem(403, "online-blocked");
        (await Guest.Of(salon).Book(5)).Expect(201);
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-29")]
    public async Task No_sequence_of_merge_undo_reassign_delete_and_restore_loses_a_block(Db db)
    {
        var salon = await Salon.Open(db, advanced: true);
        for (var sequence = 0; sequence < Sequences; sequence++)
            await Live(salon, new Random(sequence), $"s{sequence}");
    }

    private static async Task Live(Salon salon, Random chance, string name)
    {
        var people = new List<Guid>();
        for (var number = 0; number < 3; number++)
            people.Add(await salon.Customer($"Ana{number}", name, $"{name}-{number}@x.example"));
        (await salon.Block(people[0])).Expect(200);
        (await salon.Block(people[1], until: DateOnly.FromDateTime(salon.Now.UtcDateTime).AddDays(chance.Next(1, 900)))).Expect(200);
        var (merges, told) = (new List<Guid>(), new List<string>());
        for (var step = 0; step < 8; step++)
        {
            var (one, other) = (people[chance.Next(3)], people[chance.Next(3)]);
            var (act, answer) = chance.Next(6) switch
            {
                0 or 1 => ("merge", await salon.Business.Post("merges", new { primaryId = one, otherIds = new[] { other } })),
                2 when merges.Count > 0 => ("undo", await salon.Business.Post($"merges/{merges[^1]}/undo", new { })),
                3 => ("delete", await salon.Business.Delete($"customers/{one}")),
                4 => ("email", await salon.Business.Put($"customers/{one}/email", new { email = $"{name}-{step}-new@x.example" })),
                _ => ("restore", await salon.Business.Post($"customers/{one}/restore")),
            };
            answer.Status.Should().BeLessThan(500, answer.Text);
            if (act == "merge" && answer.Status == 201)
                merges.Add(answer.Id);
            told.Add($"{act} {answer.Status}");
            foreach (var blocked in new[] { 0, 1 })
                (await Ask(salon, $"{name}-{blocked}@x.example")).Should().BeTrue($"person {blocked} stays blocked after {string.Join(", ", told)}");
        }
    }

    private static Task<bool> Ask(Salon salon, string email) => salon.Business.Platform.Inside(salon.Business, async services =>
        await services.GetRequiredService<IOnlineGate>().Ask(new(Guid.NewGuid(), email, EmailIsOwn: true), CancellationToken.None) is not null);
}
