using BookingPlatform.Customers.Search;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers;

/// <summary>Why two records may be one person.</summary>
internal enum LikenessReason
{
    SameEmail,
    SamePhone,
    SameName,
}

internal sealed record Lookalike(Customer Customer, IReadOnlyList<LikenessReason> Reasons)
{
    /// <summary>A name alone is shared by strangers; a name and a telephone number hardly.</summary>
    public bool IsLikely => Reasons.Contains(LikenessReason.SameEmail) || Reasons.Contains(LikenessReason.SamePhone) && Reasons.Contains(LikenessReason.SameName);
}

/// <summary>Finds records that may be the same person (S0-32): the same address, telephone number or name, each by an index.</summary>
internal sealed class Lookalikes(CustomersDb db)
{
    private const int Most = 20;

    public async Task<IReadOnlyList<Lookalike>> Of(Customer customer, CancellationToken ct)
    {
        var ids = (await Candidates(customer).ToListAsync(ct)).Where(id => id != customer.Id).Distinct().Take(Most).ToList();
        if (ids.Count == 0)
            return [];
        var others = await db.Customers.AsNoTracking().Where(other => ids.Contains(other.Id)).ToListAsync(ct);
        return others.Select(other => Compare(customer, other)).Where(like => like.Reasons.Count > 0).OrderByDescending(like => like.IsLikely).ThenBy(like => like.Reasons[0]).ThenBy(like => like.Customer.Id).ToList();
    }

    private static Lookalike Compare(Customer customer, Customer other)
    {
        var reasons = new List<LikenessReason>();
        if (customer.Email is { } email && email.Key == other.Email?.Key)
            reasons.Add(LikenessReason.SameEmail);
        if (Words.Of(customer.Phone) is { Count: > 0 } digits && digits.SequenceEqual(Words.Of(other.Phone)))
            reasons.Add(LikenessReason.SamePhone);
        if (PersonNames.Agree((customer.FirstName, customer.LastName), (other.FirstName, other.LastName)))
            reasons.Add(LikenessReason.SameName);
        return new(other, reasons);
    }

    private IQueryable<Guid> Candidates(Customer customer)
    {
        string[] names = [customer.SortName, Words.SortKey(customer.LastName, customer.FirstName)];
        var found = db.Customers.Where(other => names.Contains(other.SortName) && other.SortName != "").OrderBy(other => other.Id).Take(Most).Select(other => other.Id);
        if (customer.Email?.Key is { } key)
            found = found.Concat(db.ContactPoints.Where(contact => contact.Key == key).OrderBy(contact => contact.CustomerId).Take(Most).Select(contact => contact.CustomerId));
        if (customer.Phone is { } phone && Words.Of(phone) is [var digits, ..])
        {
            var (from, to) = ($"{digits} ", $"{digits}!");
            found = found.Concat(db.SearchRows.Where(row => string.Compare(row.Text, from) >= 0 && string.Compare(row.Text, to) < 0).OrderBy(row => row.Text).Take(Most).Select(row => row.CustomerId));
        }

        return found;
    }
}
