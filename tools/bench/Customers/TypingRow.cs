using System.Diagnostics;
using System.Globalization;
using BookingPlatform.Bench.Measure;
using BookingPlatform.Bench.Report;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Bench.Customers;

/// <summary>Search while typing beside a read by primary key.</summary>
internal sealed class TypingRow(BenchOptions options, TestBusiness business, IReadOnlyList<Guid> ids)
{
    private const int Questions = 400;
    private const int Shown = 8;
    private readonly Random chance = new(11);

    public async Task<Figure> Run()
    {
        await Slowest(Search);
        await Slowest(Read);
        var pairs = new List<(double Ours, double Peer)>();
        for (var pair = 0; pair < options.Pairs; pair++)
            pairs.Add((await Slowest(Search), await Slowest(Read)));
        var ratio = Ratio.Of(pairs.Select(pair => pair.Ours / pair.Peer));
        return new Figure("p99 of a search ÷ p99 of a read by id", Milliseconds(pairs.Select(pair => pair.Ours)), Milliseconds(pairs.Select(pair => pair.Peer)), ratio.Median)
        {
            Spread = string.Create(CultureInfo.InvariantCulture, $"{ratio.Low:0.0}…{ratio.High:0.0}"),
            Bar = new(10, true),
            Goal = new(3, true),
        };
    }

    /// <summary>The 99th percentile in milliseconds.</summary>
    private async Task<double> Slowest(Func<ICustomers, Task> ask)
    {
        var times = new List<double>();
        for (var question = 0; question < Questions; question++)
        {
            await business.Platform.Inside(business, async services =>
            {
                var customers = services.GetRequiredService<ICustomers>();
                var start = Stopwatch.GetTimestamp();
                await ask(customers);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                return true;
            });
        }

        return times.Order().ElementAt(Questions * 99 / 100);
    }

    private Task Read(ICustomers customers) => customers.Find(ids[chance.Next(ids.Count)], CancellationToken.None);

    private async Task Search(ICustomers customers) => await customers.Search(Typed(), Shown, CancellationToken.None);

    /// <summary>What somebody has typed so far of a person in the book or of nobody.</summary>
    private string Typed()
    {
        var person = new People(business.Id, chance.Next()).Make(1).Single();
        return chance.Next(6) switch
        {
            0 => person.FirstName[..1],
            1 => Beginning(person.LastName),
            2 => $"{person.FirstName} {Beginning(person.LastName)}",
            3 => $"{Beginning(person.LastName)} {Beginning(person.FirstName)}",
            4 => $"{person.FirstName}.{person.LastName}{chance.Next(1000)}",
            _ => $"+35191{chance.Next(10, 10_000)}",
        };
    }

    private string Beginning(string name) => name[..Math.Min(name.Length, 1 + chance.Next(4))];

    private static string Milliseconds(IEnumerable<double> times) => Ratio.MedianOf(times).ToString("0.0 ms", CultureInfo.InvariantCulture);
}
