using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Email;

/// <summary>Finds out what the business knows about an address, in one statement; none at all when there is no address.</summary>
internal sealed class EmailDesk(CustomersDb db, Work work, IBusinesses businesses)
{
    private const int MostHolders = 50;

    /// <param name="typed">As typed; may be empty.</param>
    /// <param name="apartFrom">The customer whose address it is about to become.</param>
    /// <param name="ct">Cancels the question.</param>
    public async Task<EmailFinding> Examine(string? typed, Guid? apartFrom, CancellationToken ct)
    {
        var finding = EmailFinding.FromText(typed);
        if (finding.Kind is EmailKind.Missing or EmailKind.Malformed or EmailKind.Placeholder)
            return finding;
        var address = finding.Address!;
        var rows = await Known(address).ToListAsync(ct);
        var holders = rows.Where(row => row.CustomerId != Guid.Empty && row.CustomerId != apartFrom)
            .Select(row => new EmailHolder(row.CustomerId, row.FirstName, row.LastName, row.State))
            .ToList();
        var isOwn = rows.Any(row => row.CustomerId == Guid.Empty) || IsOurs(address, await businesses.Get(work.BusinessId, ct));
        return finding.Among(holders, isOwn);
    }

    /// <summary>Who has the address, oldest record first, and (without a customer) whether its domain is on the list of own ones.</summary>
    private IQueryable<KnownRow> Known(EmailAddress address)
    {
        var domains = OwnDomain.CoveredBy(address.Domain);
        var holders = db.Customers.AsNoTracking()
            .Where(customer => customer.Email!.Key == address.Key)
            .OrderBy(customer => customer.Id)
            .Take(MostHolders)
            .Select(customer => new KnownRow { CustomerId = customer.Id, FirstName = customer.FirstName, LastName = customer.LastName, State = customer.Email!.State });
        var own = db.OwnDomains.Where(domain => domains.Contains(domain.Domain))
            .Select(domain => new KnownRow { CustomerId = Guid.Empty, FirstName = "", LastName = "", State = EmailState.Placeholder });
        return holders.Concat(own);
    }

    /// <summary>The mailbox that the business itself answers from needs no entry on the list, unless it is one at a public provider: then only itself counts.</summary>
    private static bool IsOurs(EmailAddress address, Business business)
    {
        if (business.Email is null || EmailAddress.Read(business.Email, out _) is not { } own)
            return false;
        return own.Key == address.Key || !MailProviders.Has(own.Domain) && OwnDomain.CoveredBy(address.Domain).Contains(own.Domain);
    }

    private sealed record KnownRow
    {
        public Guid CustomerId { get; init; }

        public required string FirstName { get; init; }

        public required string LastName { get; init; }

        public EmailState State { get; init; }
    }
}
