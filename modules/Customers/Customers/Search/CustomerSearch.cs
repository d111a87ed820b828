using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Search;

/// <summary>
/// Finds customers while staff type. Reads only as many rows as it shows, in the order of the index; where words cannot be one range,
/// it looks through a bounded number of rows, so that no question costs more because a name is common.
/// </summary>
internal sealed class CustomerSearch(CustomersDb db)
{
    /// <summary>How many rows are looked through where the typed words do not stand beside each other: one more letter makes it exact.</summary>
    internal const int MostLookedThrough = 5000;

    public async Task<SearchPage> Find(string? text, int most, SearchPosition? after, CancellationToken ct)
    {
        var plan = SearchPlan.For(text);
        var found = new List<Customer>();
        for (var place = after?.Place ?? 0; place < plan.Places.Count; place++)
        {
            var position = after?.Place == place ? after : new SearchPosition(place, "", Guid.Empty);
            while (position is not null)
            {
                var rows = await Read(plan.Places[place], position, 2 * most, ct);
                foreach (var row in rows.Where(row => IsFirstPlace(row, place, plan)))
                {
                    found.Add(row.Customer);
                    if (found.Count == most)
                        return new(found, new(place, row.Text, row.Customer.Id));
                }

                position = rows.Count < 2 * most ? null : new(place, rows[^1].Text, rows[^1].Customer.Id);
            }
        }

        return new(found, null);
    }

    private async Task<IReadOnlyList<FoundRow>> Read(SearchPlace place, SearchPosition after, int most, CancellationToken ct)
    {
        var from = after.Text.Length == 0 ? place.Start : after.Text;
        var rows = db.SearchRows.AsNoTracking().Where(row => string.Compare(row.Text, from) >= 0 && string.Compare(row.Text, place.End) < 0);
        if (after.Text.Length > 0)
            rows = rows.Where(row => row.Text != from || row.CustomerId.CompareTo(after.CustomerId) > 0);
        rows = rows.OrderBy(row => row.Text).ThenBy(row => row.CustomerId);
        if (place.Contained.Count > 0)
            rows = rows.Take(MostLookedThrough);
        foreach (var word in place.Contained)
            rows = rows.Where(row => row.Text.Contains(word));
        return await rows.OrderBy(row => row.Text).ThenBy(row => row.CustomerId).Take(most)
            .Join(db.Customers.AsNoTracking(), row => row.CustomerId, customer => customer.Id, (row, customer) => new { row.Text, Customer = customer })
            .OrderBy(found => found.Text).ThenBy(found => found.Customer.Id)
            .Select(found => new FoundRow(found.Text, found.Customer))
            .ToListAsync(ct);
    }

    /// <summary>A customer has several rows; the first of them in the plan's order is where it is listed.</summary>
    private static bool IsFirstPlace(FoundRow row, int place, SearchPlan plan)
    {
        var own = SearchRow.TextsOf(row.Customer);
        return !plan.Places.Take(place).Any(earlier => own.Any(earlier.Holds))
            && !own.Any(other => string.CompareOrdinal(other, row.Text) < 0 && plan.Places[place].Holds(other));
    }

    private sealed record FoundRow(string Text, Customer Customer);
}

internal sealed record SearchPage(IReadOnlyList<Customer> Customers, SearchPosition? Last);

/// <summary>A row that was listed; the next page starts behind it.</summary>
internal sealed record SearchPosition(int Place, string Text, Guid CustomerId);
