using System.Runtime.CompilerServices;
using BookingPlatform.Customers.Matching;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Duplicates;

/// <summary>
/// A full run over the customers of the business at work: learns, brings the keys into step, finds all pairs in memory and stores them in parts.
/// The new model is committed before anybody is read, so that whoever changes while it runs is matched by the same model.
/// </summary>
internal sealed class MatchEverybody(CustomersDb db, MatchModels models, KeyTable keys, Suggestions suggestions)
{
    private const int Part = 200;

    /// <summary>Learns from the business's own customers, then matches.</summary>
    /// <param name="advance">Told how far it is: every customer counts twice, once for the keys and once for the pairs.</param>
    /// <param name="ct">Stops it between two parts; what is stored by then is right.</param>
    public async Task Handle(Func<int, Task> advance, CancellationToken ct)
    {
        var before = await models.Current(ct);
        var customers = await db.Customers.CountAsync(ct);
        await Match(await models.Keep(Matcher.Learn(People(), before.Settings), customers, ct), advance, ct);
    }

    /// <summary>Matches everybody by a model that was kept before.</summary>
    public async Task Match(MatchRules rules, Func<int, Task> advance, CancellationToken ct)
    {
        var done = 0;
        await foreach (var ids in Ids(ct))
        {
            await keys.Keep(ids, await Read(ids, ct), rules, ct);
            await advance(done += ids.Count);
        }

        var index = new PeopleIndex(rules.Model, rules.Settings);
        index.Load(People());
        await foreach (var ids in Ids(ct))
        {
            await Store(index, ids, rules, ct);
            await advance(done += ids.Count);
        }

        await suggestions.ForgetBefore(rules.Round, ct);
    }

    /// <summary>Weighs the pairs once more from what is stored by now, for the reasons and because somebody may have changed.</summary>
    private async Task Store(PeopleIndex index, List<Guid> ones, MatchRules rules, CancellationToken ct)
    {
        var partners = ones.ToDictionary(one => one, one => index.PairsOf(one.ToString()).Where(pair => pair.One == one.ToString()).Select(pair => Guid.Parse(pair.Other)).ToList());
        var ids = partners.Where(one => one.Value.Count > 0).SelectMany(one => one.Value.Append(one.Key)).Distinct().ToList();
        if (ids.Count == 0)
            return;
        bool stored;
        do
        {
            var people = (await Read(ids, ct)).ToDictionary(person => person.Id);
            var found = partners.Where(one => people.ContainsKey(one.Key)).SelectMany(one => Suggestions.Weigh(people[one.Key], one.Value.Where(people.ContainsKey).Select(id => people[id]).ToList(), rules)).ToList();
            stored = await suggestions.Add(ones, found, rules.Round, ct);
            db.ChangeTracker.Clear();
        }
        while (!stored);
    }

    /// <summary>Read one by one: the engine keeps numbers, and nobody keeps the texts.</summary>
    private IEnumerable<Person> People() => db.Customers.AsNoTracking().Select(PersonRow.Shape).AsEnumerable().Select(person => person.ToPerson());

    private Task<List<PersonRow>> Read(List<Guid> ids, CancellationToken ct) =>
        db.Customers.AsNoTracking().Where(customer => ids.Contains(customer.Id)).Select(PersonRow.Shape).ToListAsync(ct);

    private async IAsyncEnumerable<List<Guid>> Ids([EnumeratorCancellation] CancellationToken ct)
    {
        var last = Guid.Empty;
        while (await db.Customers.Where(customer => customer.Id.CompareTo(last) > 0).OrderBy(customer => customer.Id).Select(customer => customer.Id).Take(Part).ToListAsync(ct) is { Count: > 0 } ids)
        {
            yield return ids;
            last = ids[^1];
        }
    }
}
