using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Search;

/// <summary>
/// Finds customers while staff type, as a rule in one statement. It reads only as many rows as it shows, in the order of the index;
/// where the words do not stand beside each other it looks through a bounded number of rows, so that no question costs more because a name is common.
/// </summary>
internal sealed class CustomerSearch(CustomersDb db)
{
    /// <summary>Looked through where words do not stand beside each other. Only beginnings that more rows share are not answered in full: one more letter is.</summary>
    internal const int MostLookedThrough = 2000;

    public Task<SearchPage> Find(string? text, int most, SearchPosition? after, CancellationToken ct) => Find(text, most, after, among: null, ct);

    /// <param name="text">Whatever staff typed.</param>
    /// <param name="most">How many to find.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <param name="among">Only these customers; null for all that are not deleted.</param>
    /// <param name="ct">Cancels the question.</param>
    public async Task<SearchPage> Find(string? text, int most, SearchPosition? after, IQueryable<Guid>? among, CancellationToken ct)
    {
        var plan = SearchPlan.For(text);
        var found = new List<Customer>();
        var position = after ?? new SearchPosition(0, "", Guid.Empty);
        while (position.Place < plan.Places.Count)
        {
            var rows = await Read(plan, position, 2 * most, among, ct);
            foreach (var row in rows.TakeWhile(row => row.Place <= FirstUnfinished(rows, 2 * most)).Where(row => row.Customer.DeletedAtUtc is null && IsFirst(row, plan)))
            {
                found.Add(row.Customer);
                if (found.Count == most)
                    return new(found, new(row.Place, row.Text, row.Customer.Id));
            }

            var unfinished = FirstUnfinished(rows, 2 * most);
            position = rows.LastOrDefault(row => row.Place == unfinished) is { } last ? new(last.Place, last.Text, last.Customer.Id) : new(int.MaxValue, "", Guid.Empty);
        }

        return new(found, null);
    }

    /// <summary>The first place of which there may be more than was read.</summary>
    private static int FirstUnfinished(IReadOnlyList<FoundRow> rows, int read) =>
        rows.GroupBy(row => row.Place).Where(place => place.Count() == read).Select(place => place.Key).DefaultIfEmpty(int.MaxValue).Min();

    private async Task<IReadOnlyList<FoundRow>> Read(SearchPlan plan, SearchPosition after, int most, IQueryable<Guid>? among, CancellationToken ct) => await Enumerable
        .Range(after.Place, plan.Places.Count - after.Place)
        .Select(place => Range(plan.Places[place], place, place == after.Place ? after : new(place, "", Guid.Empty), most, among))
        .Aggregate((rows, more) => rows.Concat(more))
        .Join(db.Customers.AsNoTracking(), row => row.CustomerId, customer => customer.Id, (row, customer) => new { row.Place, row.Text, Customer = customer })
        .OrderBy(row => row.Place).ThenBy(row => row.Text).ThenBy(row => row.Customer.Id)
        .Select(row => new FoundRow(row.Place, row.Text, row.Customer))
        .ToListAsync(ct);

    private IQueryable<Hit> Range(SearchPlace range, int place, SearchPosition after, int most, IQueryable<Guid>? among)
    {
        var from = after.Text.Length == 0 ? range.Start : after.Text;
        var rows = Between(from, range.End);
        if (among is not null)
            rows = rows.Where(row => among.Contains(row.CustomerId));
        if (after.Text.Length > 0)
            rows = rows.Where(row => row.Text != from || row.CustomerId > after.CustomerId);
        if (range.Contained.Count > 0)
            rows = rows.OrderBy(row => row.Text).ThenBy(row => row.CustomerId).Take(MostLookedThrough);
        foreach (var word in range.Contained)
            rows = rows.Where(row => row.Text.Contains(word));
        return rows.OrderBy(row => row.Text).ThenBy(row => row.CustomerId).Take(most).Select(row => new Hit { Place = place, Text = row.Text, CustomerId = row.CustomerId });
    }

    /// <summary>Everybody the words mean, without bound or order, as a part of a larger statement: an export, a whole list.</summary>
    public IQueryable<Guid> Ids(string text) => SearchPlan.For(text).Places
        .Select(place => place.Contained.Aggregate(Between(place.Start, place.End), (rows, word) => rows.Where(row => row.Text.Contains(word))).Select(row => row.CustomerId))
        .DefaultIfEmpty(db.SearchRows.Where(row => false).Select(row => row.CustomerId))
        .Aggregate((ids, more) => ids.Concat(more));

    /// <summary>Deleted customers have no search rows, and are few: each word anywhere in the name.</summary>
    public static IQueryable<Customer> ByName(IQueryable<Customer> customers, string text) =>
        Words.Of(text).Aggregate(customers, (rows, word) => rows.Where(customer => customer.SortName.Contains(word)));

    private IQueryable<SearchRow> Between(string from, string end) => db.SearchRows.Where(row => string.Compare(row.Text, from) >= 0 && string.Compare(row.Text, end) < 0);

    /// <summary>A customer has several rows; the first of them in the plan's order is where it is listed.</summary>
    private static bool IsFirst(FoundRow row, SearchPlan plan)
    {
        var own = SearchRow.TextsOf(row.Customer);
        return !plan.Places.Take(row.Place).Any(earlier => own.Any(earlier.Holds))
            && !own.Any(other => string.CompareOrdinal(other, row.Text) < 0 && plan.Places[row.Place].Holds(other));
    }

    private sealed class Hit
    {
        public int Place { get; init; }

        public required string Text { get; init; }

        public Guid CustomerId { get; init; }
    }

    private sealed record FoundRow(int Place, string Text, Customer Customer);
}

internal sealed record SearchPage(IReadOnlyList<Customer> Customers, SearchPosition? Last);

/// <summary>A row that was listed; the next page starts behind it.</summary>
internal sealed record SearchPosition(int Place, string Text, Guid CustomerId);
