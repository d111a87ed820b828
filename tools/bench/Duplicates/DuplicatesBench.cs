using BookingPlatform.Bench.Customers;
using BookingPlatform.Bench.Report;
using BookingPlatform.Bench.Stage;
using BookingPlatform.Customers;
using BookingPlatform.Customers.Duplicates;
using BookingPlatform.Customers.Matching;
using BookingPlatform.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Bench.Duplicates;

/// <summary>One changed customer against many stored ones, in the platform.</summary>
internal static class DuplicatesBench
{
    public static async Task<Section> Run(BenchOptions options)
    {
        var section = new Section("duplicates", $"One changed customer against {options.Stored:#,0} stored ones; 99th percentile (median) of {ChangedRow.Changes} changes.");
        foreach (var db in new[] { Db.PostgreSql, Db.Sqlite }.Where((_, row) => options.Has(row + 1)))
        {
            var settings = await PlatformSettings.New(db);
            await using var platform = BenchHost.Quiet(settings);
            var business = await platform.NewBusiness();
            await BigAddressBook.Fill(settings, new People(business.Id).Make(options.Stored));
            await Learn(settings, business);
            section.Add($"One changed customer, {db}", await new ChangedRow(business, options.Stored).Run());
        }

        section.Note("In the engine: keys of the person and comparison with everybody who shares one. Reading: those people, through the key table. All of it: the delivery of the fact, with the keys and pairs it writes.");
        return section;
    }

    /// <summary>The model and the keys, as a full run would leave them.</summary>
    private static Task<bool> Learn(PlatformSettings settings, TestBusiness business) => business.Platform.Inside(business, async services =>
    {
        var (db, models) = (services.GetRequiredService<CustomersDb>(), services.GetRequiredService<MatchModels>());
        var people = await db.Customers.AsNoTracking().Select(PersonRow.Shape).ToListAsync();
        var rules = await models.Current(CancellationToken.None);
        rules = await models.Keep(Matcher.Learn(people.Select(person => person.ToPerson()), rules.Settings), people.Count, CancellationToken.None);
        await BigAddressBook.FillKeys(settings, people.Select(person => (business.Id, person.Id, (IEnumerable<long>)KeyTable.Of(person, rules))));
        return true;
    });
}
