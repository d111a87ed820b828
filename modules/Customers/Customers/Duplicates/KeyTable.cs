using System.Globalization;
using BookingPlatform.Customers.Matching;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Duplicates;

/// <summary>
/// The table of keys. It holds every key of a customer, whatever the model, so that a new model makes no row wrong;
/// those that the model calls crowded are left out when partners are looked for.
/// </summary>
internal sealed class KeyTable(CustomersDb db, Work work)
{
    /// <summary>A safety limit for keys that became crowded since the last full run.</summary>
    private const int MostMembers = 250;

    private static readonly Model Uncrowded = new(0, 0, [], []);

    /// <summary>Brings the keys of these customers into step and commits them; others of the same instant see them from then on.</summary>
    /// <param name="ids">Whose keys.</param>
    /// <param name="people">Those of them that are in use; the others lose their keys.</param>
    /// <param name="rules">Own domains are used.</param>
    /// <param name="ct">Cancels it.</param>
    public async Task Keep(IReadOnlyCollection<Guid> ids, IEnumerable<PersonRow> people, MatchRules rules, CancellationToken ct)
    {
        var wanted = people.SelectMany(person => Of(person, rules).Select(key => (person.Id, key))).ToHashSet();
        while (!await Store(ids, wanted, ct))
            db.ChangeTracker.Clear();
        db.ChangeTracker.Clear();
    }

    /// <returns>False when somebody else brought some of them into step at the same time.</returns>
    private async Task<bool> Store(IReadOnlyCollection<Guid> ids, HashSet<(Guid CustomerId, long Key)> wanted, CancellationToken ct)
    {
        var stored = (await db.MatchKeys.Where(row => ids.Contains(row.CustomerId)).Select(row => new { row.CustomerId, row.Key }).ToListAsync(ct)).Select(row => (row.CustomerId, row.Key)).ToHashSet();
        if (stored.SetEquals(wanted))
            return true;
        await work.BeginAsync(ct);
        foreach (var gone in stored.Except(wanted).GroupBy(row => row.CustomerId, row => row.Key))
        {
            var keys = gone.ToList();
            await db.MatchKeys.Where(row => keys.Contains(row.Key) && row.CustomerId == gone.Key).ExecuteDeleteAsync(ct);
        }

        db.MatchKeys.AddRange(wanted.Except(stored).Select(row => new MatchKey { Key = row.Key, CustomerId = row.CustomerId }));
        return await work.TrySaveAsync(ct);
    }

    /// <summary>Everybody in use who shares a key with the person.</summary>
    public async Task<List<PersonRow>> Partners(PersonRow person, MatchRules rules, CancellationToken ct)
    {
        var keys = Of(person, rules.Model, rules);
        var crowded = db.MatchKeys.Where(row => keys.Contains(row.Key)).GroupBy(row => row.Key).Where(members => members.Count() > MostMembers).Select(members => members.Key);
        var ids = await db.MatchKeys.Where(row => keys.Contains(row.Key) && row.CustomerId != person.Id && !crowded.Contains(row.Key)).Select(row => row.CustomerId).Distinct().ToListAsync(ct);
        return ids.Count == 0 ? [] : await db.Customers.AsNoTracking().Where(customer => ids.Contains(customer.Id)).Select(PersonRow.Shape).ToListAsync(ct);
    }

    /// <summary>What stands in the table for a person, whatever the model.</summary>
    public static List<long> Of(PersonRow person, MatchRules rules) => Of(person, Uncrowded, rules);

    private static List<long> Of(PersonRow person, Model model, MatchRules rules) => Matcher.KeysOf(person.ToPerson(), model, rules.Settings).Select(Number).ToList();

    /// <summary>Kind and hash of a key's text in one number.</summary>
    private static long Number(string key) =>
        (long)(ulong.Parse(key.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) ^ (ulong.Parse(key.AsSpan(0, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) + 1) * 0x9e3779b97f4a7c15);
}
