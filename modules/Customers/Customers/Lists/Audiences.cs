using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Features;
using BookingPlatform.Customers.Search;
using BookingPlatform.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Lists;

/// <summary>Whom a filter of the address book means, for those who write to them.</summary>
internal sealed class Audiences(Membership membership, ManageLists lists, SavedFilters filters, ICustomerMarks marks) : IAudiences
{
    private const int LongestName = 200;

    public async Task<IReadOnlyList<Audience>> Offered(CancellationToken ct) =>
    [
        new("", "Everybody"),
        .. (await lists.Names(ct)).Select(list => new Audience($"listId={list.Id}", $"List “{list.Name}”")),
        .. (await filters.Get(ct)).Select(filter => new Audience(filter.Query, $"Filter “{filter.Name}”")),
    ];

    public async Task<Answer<Audience>> Read(string? query, CancellationToken ct)
    {
        var asked = FilterAsked.Of(query);
        if (!CustomerFilter.Read(asked).Is(out var filter, out _) || filter.Deleted || (query ?? "").Length > Audience.LongestQuery)
            return Refusal.Invalid("audience", "Choose a list, a saved filter, or give a filter of the address book.");
        var list = filter.ListId is { } id ? (await lists.Names(ct)).FirstOrDefault(one => one.Id == id) : null;
        if (filter.ListId is not null && list is null)
            return Refusal.Invalid("audience", "This list does not exist any more. Choose another one.");
        var words = filter.InWords(list?.Name);
        var kept = QueryString.Create(asked.Parts()).ToString().TrimStart('?');
        return new Audience(kept, words.Length == 0 ? "Everybody" : Words.Cut($"Customers {words}", LongestName));
    }

    public async Task<IReadOnlyList<CustomerCard>> Next(string query, Guid after, int most, CancellationToken ct)
    {
        if (!CustomerFilter.Read(FilterAsked.Of(query)).Is(out var filter, out _))
            return [];
        // A list deleted since means nobody: the rows that named its members went with it.
        var people = membership.Of(await filter.Known(marks, ct)).AsNoTracking().Where(customer => customer.Id.CompareTo(after) > 0).OrderBy(customer => customer.Id).Take(most);
        return (await people.ToListAsync(ct)).ConvertAll(customer => customer.ToCard());
    }
}
