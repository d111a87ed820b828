using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Duplicates;
using BookingPlatform.Customers.Email;
using BookingPlatform.Customers.Matching;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Customers.Tests.Duplicates;

/// <summary>However customers came and changed, the same pairs are found.</summary>
public sealed class MatchingEverybody
{
    [Theory, OnEveryDatabase]
    public async Task Matching_change_by_change_ends_where_a_full_run_ends(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var chance = new Random(5);
        var people = Book(180);
        await Store(business, people.Take(110));
        await DecidingDuplicates.RunEverybody(business);
        await Store(business, Shuffled(people.Skip(110), chance));
        await ChangeSome(business, chance);
        await business.Platform.Delivered(business);

        var byChange = await Pairs(business);
        await Again(business);
        var atOnce = await Pairs(business);

        byChange.Should().HaveCountGreaterThan(20);
        byChange.Should().Equal(atOnce);
        await Again(business);
        (await Pairs(business)).Should().Equal(atOnce, "a second run changes nothing");
    }

    [Theory, OnEveryDatabase]
    public async Task The_order_in_which_people_came_does_not_matter(Db db)
    {
        var platform = await Platform.On(db);
        var found = new List<string>();
        foreach (var seed in new[] { 0, 1 })
        {
            var business = await platform.NewBusiness();
            await Store(business, seed == 0 ? Book(90) : Shuffled(Book(90), new Random(seed)));
            await platform.Delivered(business);
            await DecidingDuplicates.RunEverybody(business);
            found.Add(await Groups(business));
        }

        found[0].Should().NotBeEmpty().And.Be(found[1]);
    }

    [Theory, OnEveryDatabase]
    public async Task An_import_is_matched_as_a_whole_and_its_undo_takes_the_pairs_along(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        await FindingDuplicates.Add(business, "Anna", "Smithers", null, "+351 912 345 678");
        var book = new StringBuilder("first name,last name,phone,email\nAnna,Smithers,+351 912 345 678,anna@x.example\n");
        for (var row = 0; row < 300; row++)
            book.Append(CultureInfo.InvariantCulture, $"{(char)('A' + row % 26)}nn,Last{row}x,+351 93{row:0000000},p{row}@x.example\n");
        var content = new StringContent(book.ToString());
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");

        var import = (Guid)(await business.Send(HttpMethod.Post, "customers/import", content)).Expect(200)["importId"]!;

        (await FindingDuplicates.Queue(business)).Should().Contain(pair => pair.Names[0] == "Anna Smithers" && pair.Names[1] == "Anna Smithers");
        (await Inside(business, db => db.MatchKeys.Select(key => key.CustomerId).Distinct().CountAsync())).Should().Be(302, "everybody has keys");
        (await business.Post($"customers/imports/{import}/undo")).Expect(200);
        (await FindingDuplicates.Queue(business, "minProbability=0")).Should().BeEmpty();
        (await Inside(business, db => db.MatchKeys.Select(key => key.CustomerId).Distinct().CountAsync())).Should().Be(1);
    }

    [Fact]
    public async Task The_nightly_job_visits_every_business_and_says_how_far_it_is()
    {
        await using var platform = await Platform.Start(Db.Sqlite);
        var (one, two) = (await platform.NewBusiness(), await platform.NewBusiness());
        foreach (var business in new[] { one, two })
        {
            await Store(business, Book(40));
            await platform.Delivered(business);
            await Inside(business, db => db.Duplicates.ExecuteDeleteAsync());
            await Inside(business, db => db.MatchKeys.ExecuteDeleteAsync());
        }

        await platform.Services.GetRequiredService<JobRunner>().Run("find-duplicates", CancellationToken.None);

        foreach (var business in new[] { one, two })
        {
            (await Pairs(business)).Should().NotBeEmpty();
            (await Inside(business, db => db.MatchModels.SingleAsync())).Should().Match<LearnedModel>(model => model.Customers == 40 && model.Version == 1);
        }

        var run = await platform.Inside(one, services => services.GetRequiredService<KernelDb>().JobRuns.SingleAsync(run => run.Job == "find-duplicates"));
        (run.State, run.ItemsDone, run.ItemsTotal).Should().Be((JobState.Done, 160, 160));
    }

    [Theory, OnEveryDatabase]
    public async Task Nothing_personal_stands_in_a_suggestion_or_in_a_fact(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        await FindingDuplicates.Add(business, "Canaria", "Vogelsang", "canaria@vogelsang.example", "+351 912 345 678");
        await FindingDuplicates.Add(business, "Canaria", "Vogelsang", null, "+351 912 345 678");
        await business.Platform.Delivered(business);

        var reasons = await Inside(business, db => db.Duplicates.Select(pair => pair.Reasons).SingleAsync());

        reasons.Should().Contain("same phone").And.NotContainEquivalentOf("canaria").And.NotContainEquivalentOf("vogelsang").And.NotContain("912");
        typeof(MatchDue).GetProperties().Concat(typeof(ImportMatchDue).GetProperties()).Should().OnlyContain(property => property.PropertyType == typeof(Guid));
    }

    private static async Task ChangeSome(TestBusiness business, Random chance)
    {
        var ids = await Inside(business, db => db.Customers.OrderBy(customer => customer.SortName).ThenBy(customer => customer.PhoneE164).ThenBy(customer => customer.Id).Select(customer => customer.Id).ToListAsync());
        foreach (var id in Shuffled(ids, chance).Take(40))
            await business.Platform.Inside(business, async services =>
            {
                var (db, work, records) = (services.GetRequiredService<CustomersDb>(), services.GetRequiredService<Work>(), services.GetRequiredService<CustomerRecords>());
                var customer = await db.Customers.SingleAsync(row => row.Id == id);
                if (chance.Next(4) == 0)
                    await records.Delete(customer, CancellationToken.None);
                else
                    await records.Change(customer, () => customer.Change(Book(180)[chance.Next(180)].Details, "PT", work.Now), CancellationToken.None);
                await work.SaveAsync(CancellationToken.None);
                if (customer.DeletedAtUtc is not null && chance.Next(2) == 0)
                    records.Restore(customer);
                await work.SaveAsync(CancellationToken.None);
                return true;
            });
    }

    /// <summary>A full run by the model that the changes were matched by.</summary>
    private static Task<bool> Again(TestBusiness business) => business.Platform.Inside(business, async services =>
    {
        var models = services.GetRequiredService<MatchModels>();
        var rules = await models.Keep((await models.Current(CancellationToken.None)).Model, 0, CancellationToken.None);
        await services.GetRequiredService<MatchEverybody>().Match(rules, _ => Task.CompletedTask, CancellationToken.None);
        return true;
    });

    private static Task<List<string>> Pairs(TestBusiness business) => Inside(business, async db =>
        (await db.Duplicates.Where(pair => pair.State == DuplicateState.Open).ToListAsync())
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.OneId} {pair.OtherId} {pair.Bits:R} {pair.CertainBits:R} {pair.Reasons}")).Order(StringComparer.Ordinal).ToList());

    /// <summary>Who are one person, by what their records say.</summary>
    private static Task<string> Groups(TestBusiness business) => business.Platform.Inside(business, async services =>
    {
        var db = services.GetRequiredService<CustomersDb>();
        var people = await db.Customers.Select(PersonRow.Shape).ToListAsync();
        var pairs = await db.Duplicates.Where(pair => pair.Bits >= 2).Select(pair => new { pair.OneId, pair.OtherId }).ToListAsync();
        var model = (await services.GetRequiredService<MatchModels>().Current(CancellationToken.None)).Model;
        var says = people.ToDictionary(person => person.Id.ToString(), person => $"{person.FirstName} {person.LastName} {person.Phone} {person.Email}");
        var groups = Matcher.Cluster(people.Select(person => person.ToPerson()).ToList(), pairs.Select(pair => (pair.OneId.ToString(), pair.OtherId.ToString())), model);
        return string.Join('\n', groups.Select(group => string.Join(" | ", group.Select(id => says[id]).Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal));
    });

    private static Task<T> Inside<T>(TestBusiness business, Func<CustomersDb, Task<T>> ask) => business.Platform.Inside(business, services => ask(services.GetRequiredService<CustomersDb>()));

    private static async Task Store(TestBusiness business, IEnumerable<(CustomerDetails Details, string? Email)> people)
    {
        foreach (var some in people.Chunk(20))
            await business.Platform.Inside(business, async services =>
            {
                var (work, records) = (services.GetRequiredService<Work>(), services.GetRequiredService<CustomerRecords>());
                foreach (var (details, email) in some)
                {
                    var customer = Customer.Create(details, "PT", work.Now);
                    if (email is not null)
                        customer.Reach(EmailAddress.Read(email, out _)!, EmailState.Unverified, work.Now);
                    records.Add(customer);
                }

                await work.SaveAsync(CancellationToken.None);
                return true;
            });
    }

    /// <summary>People of whom every third is there twice, with slips, other mailboxes and other homes; some share a home.</summary>
    private static List<(CustomerDetails Details, string? Email)> Book(int count)
    {
        string[] firsts = ["Anna", "Robert", "Maria", "João", "Ingrid", "Peter", "Sofia", "Daniel", "Chloé", "Tiago"];
        string[] bobs = ["Ana", "Bob", "Mary", "Joao", "Ingrid", "Pete", "Sophia", "Dan", "Chloe", "Tiago"];
        string[] lasts = ["Smith", "Pereira", "Sørensen", "Kowalski", "Almeida", "Weiß", "Lefèvre", "Miller", "Nunes", "Moreau", "Bianchi", "Cohen", "Taylor"];
        return Enumerable.Range(0, count).Select(number =>
        {
            var (who, again) = (number / 3, number % 3 == 2);
            var (first, last) = (who * 7 % firsts.Length, lasts[who * 5 % lasts.Length] + (who % 2 == 0 ? "" : "son"));
            var home = number % 3 == 1 ? who : number + 1000;
            return (new CustomerDetails
            {
                FirstName = again ? bobs[first] : number % 3 == 1 ? firsts[(first + 3) % firsts.Length] : firsts[first],
                LastName = last,
                Phone = again && who % 4 == 0 ? null : $"+3519{number % 3 % 2:0}{who:0000000}",
                Address = number % 2 == 0 ? new PostalAddress($"Rua Nova {home}", $"{1000 + home % 500}-100", "Porto", null, "PT") : null,
            }, who % 5 == 0 ? null : (string?)$"{firsts[first][..2].ToLowerInvariant()}{who}@{(again ? "casa" : "praia")}-mail.pt");
        }).ToList();
    }

    private static List<T> Shuffled<T>(IEnumerable<T> all, Random chance)
    {
        var array = all.ToArray();
        chance.Shuffle(array);
        return [.. array];
    }
}
