using System.Diagnostics;
using System.Globalization;
using BookingPlatform.Bench.Report;
using BookingPlatform.Customers;
using BookingPlatform.Customers.Duplicates;
using BookingPlatform.Customers.Matching;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Bench.Duplicates;

/// <summary>Customers get another telephone number, one after the other, and each is matched at once.</summary>
internal sealed class ChangedRow(TestBusiness business, int stored)
{
    public const int Changes = 400;
    private const int WarmUp = 100;
    private const int Large = 200_000;
    private readonly Random chance = new(3);

    private sealed record Turn(double Engine, double Reading, double Whole, double Read, int Partners);

    public async Task<IReadOnlyList<Figure>> Run()
    {
        var ids = await Inside(services => services.GetRequiredService<CustomersDb>().Customers.OrderBy(customer => customer.Id).Select(customer => customer.Id).Take(50_000).ToListAsync());
        var turns = new List<Turn>();
        for (var change = 0; change < WarmUp + Changes; change++)
        {
            var turn = await Change(ids[chance.Next(ids.Count)]);
            if (change >= WarmUp)
                turns.Add(turn);
        }

        var (read, partners) = (Text(turns, turn => turn.Read), turns.Average(turn => turn.Partners));
        return
        [
            new Figure($"in the engine, {partners.ToString("0", CultureInfo.InvariantCulture)} compared on average", Text(turns, turn => turn.Engine), read, Slowest(turns, turn => turn.Engine)) { Bar = new(stored > Large ? 5 : 2, true) },
            new Figure("reading who shares a key", Text(turns, turn => turn.Reading), read, null),
            new Figure("all of it, with what is written", Text(turns, turn => turn.Whole), read, null),
        ];
    }

    private async Task<Turn> Change(Guid id)
    {
        await Inside(async services =>
        {
            var (db, work) = (services.GetRequiredService<CustomersDb>(), services.GetRequiredService<Work>());
            var customer = await db.Customers.SingleAsync(row => row.Id == id);
            var phone = $"+35192{chance.Next(1_000_000, 9_999_999).ToString(CultureInfo.InvariantCulture)}";
            await services.GetRequiredService<CustomerRecords>().Change(customer, () => customer.Change(CustomerDetails.Of(customer) with { Phone = phone }, "PT", work.Now), CancellationToken.None);
            await work.SaveAsync(CancellationToken.None);
            return true;
        });
        var whole = await Inside(services => Time(async () =>
        {
            if (!await services.GetRequiredService<MatchCustomer>().Handle(id, CancellationToken.None))
                throw new InvalidOperationException("Nobody else changes customers here.");
        }));
        return await Inside(services => Look(services, id, whole));
    }

    private static async Task<Turn> Look(IServiceProvider services, Guid id, double whole)
    {
        var (db, keys) = (services.GetRequiredService<CustomersDb>(), services.GetRequiredService<KeyTable>());
        var rules = await services.GetRequiredService<MatchModels>().Current(CancellationToken.None);
        PersonRow? person = null;
        var read = await Time(async () => person = await db.Customers.AsNoTracking().Where(customer => customer.Id == id).Select(PersonRow.Shape).SingleAsync());
        List<PersonRow> partners = [];
        var reading = await Time(async () => partners = await keys.Partners(person!, rules, CancellationToken.None));
        var engine = await Time(() =>
        {
            Matcher.KeysOf(person!.ToPerson(), rules.Model, rules.Settings);
            return Task.FromResult(Suggestions.Weigh(person, partners, rules).Count());
        });
        return new(engine, reading, whole, read, partners.Count);
    }

    private static async Task<double> Time(Func<Task> act)
    {
        var start = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private Task<T> Inside<T>(Func<IServiceProvider, Task<T>> act) => business.Platform.Inside(business, act);

    private static double Slowest(List<Turn> turns, Func<Turn, double> part) => turns.Select(part).Order().ElementAt(turns.Count * 99 / 100);

    private static string Text(List<Turn> turns, Func<Turn, double> part) =>
        string.Create(CultureInfo.InvariantCulture, $"{Slowest(turns, part):0.0} ms ({turns.Select(part).Order().ElementAt(turns.Count / 2):0.0})");
}
