using BookingPlatform.Customers.Matching;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Duplicates;

/// <summary>A pair as it was weighed just now.</summary>
internal sealed record WeighedPair(PersonRow One, PersonRow Other, Likeness Likeness);

/// <summary>Stores what was found. Rows that a person decided on stay as they are.</summary>
internal sealed class Suggestions(CustomersDb db, Work work)
{
    public static IEnumerable<WeighedPair> Weigh(PersonRow person, IReadOnlyList<PersonRow> partners, MatchRules rules)
    {
        if (partners.Count == 0)
            return [];
        var likenesses = Matcher.Compare(person.ToPerson(), partners.Select(partner => partner.ToPerson()).ToList(), rules.Model, rules.Settings);
        return partners.Zip(likenesses, (partner, likeness) => new WeighedPair(person, partner, likeness)).Where(pair => pair.Likeness.Bits >= Duplicate.Floor);
    }

    /// <summary>With whom a customer forms open pairs. To be asked before the keys are looked at, see <see cref="Replace"/>.</summary>
    public async Task<HashSet<Guid>> PartnersOf(Guid customerId, CancellationToken ct) =>
        (await Of(db, customerId).AsNoTracking().ToListAsync(ct)).Where(pair => pair.State is DuplicateState.Open).Select(pair => pair.OtherThan(customerId)).ToHashSet();

    /// <summary>Everything about one customer: pairs that were there before the others were looked at and are no longer found go.</summary>
    /// <returns>False when a record changed while it was weighed, or somebody new found this customer meanwhile: then look again.</returns>
    public async Task<bool> Replace(Guid customerId, IReadOnlySet<Guid> before, IReadOnlyList<WeighedPair> found, int round, CancellationToken ct)
    {
        if (found.Count == 0 && before.Count == 0)
            return true;
        await work.BeginAsync(ct);
        var stored = await Of(db, customerId).ToListAsync(ct);
        var partners = found.Select(pair => pair.Other.Id).ToHashSet();
        var gone = stored.Where(pair => pair.State is DuplicateState.Open && !partners.Contains(pair.OtherThan(customerId))).ToList();
        db.Duplicates.RemoveRange(gone);
        if (gone.TrueForAll(pair => before.Contains(pair.OtherThan(customerId))))
            return await Put(found, stored, round, ct);
        await work.AbandonAsync();
        return false;
    }

    /// <summary>Each side by its own index: asked for with "or", SQLite reads all pairs of the business.</summary>
    public static IQueryable<Duplicate> Of(CustomersDb db, Guid customerId) => db.Duplicates.Where(pair => pair.OneId == customerId).Concat(db.Duplicates.Where(pair => pair.OtherId == customerId));

    /// <summary>The pairs of which these customers are the first; others stay.</summary>
    public async Task<bool> Add(IReadOnlyCollection<Guid> ones, IReadOnlyList<WeighedPair> found, int round, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        return await Put(found, await db.Duplicates.Where(pair => ones.Contains(pair.OneId)).ToListAsync(ct), round, ct);
    }

    /// <summary>What the round did not find again is no longer suggested.</summary>
    public async Task ForgetBefore(int round, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        await db.Duplicates.Where(pair => pair.Round < round && pair.State == DuplicateState.Open).ExecuteDeleteAsync(ct);
        await work.SaveAsync(ct);
    }

    private async Task<bool> Put(IReadOnlyList<WeighedPair> found, List<Duplicate> stored, int round, CancellationToken ct)
    {
        var known = stored.ToDictionary(pair => (pair.OneId, pair.OtherId));
        foreach (var pair in found)
        {
            var fresh = Duplicate.Of(pair.One.Id, pair.Other.Id);
            if (!known.TryGetValue((fresh.OneId, fresh.OtherId), out var row))
                db.Duplicates.Add(row = fresh);
            row.Weigh(pair.Likeness, round);
        }

        if (await AreAsWeighed(found, ct))
            return await work.TrySaveVersionAsync(ct);
        await work.AbandonAsync();
        return false;
    }

    private async Task<bool> AreAsWeighed(IReadOnlyList<WeighedPair> found, CancellationToken ct)
    {
        var weighed = found.SelectMany(pair => (PersonRow[])[pair.One, pair.Other]).DistinctBy(person => person.Id).ToDictionary(person => person.Id, person => person.Version);
        var ids = weighed.Keys.ToList();
        var now = ids.Count == 0 ? [] : await db.Customers.Where(customer => ids.Contains(customer.Id)).Select(customer => new { customer.Id, customer.Version }).ToListAsync(ct);
        return now.Count == ids.Count && now.All(row => weighed[row.Id] == row.Version);
    }
}
