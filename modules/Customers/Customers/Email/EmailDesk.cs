using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Email;

/// <summary>Finds out what the business knows about an address: one statement for a mailbox at a public provider, two for others, none when there is no address.</summary>
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
        return await IsOurs(address, ct)
            ? finding with { Kind = EmailKind.OwnDomain }
            : finding.Among(await Holders(address, apartFrom, ct));
    }

    /// <summary>Who has the address, oldest record first; then who had it before records were merged.</summary>
    private async Task<IReadOnlyList<EmailHolder>> Holders(EmailAddress address, Guid? apartFrom, CancellationToken ct)
    {
        var rows = await db.ContactPoints.Where(contact => contact.Key == address.Key).OrderBy(contact => contact.CustomerId).Take(MostHolders)
            .Join(db.Customers, contact => contact.CustomerId, customer => customer.Id, (contact, customer) => new HolderRow { Id = customer.Id, FirstName = customer.FirstName, LastName = customer.LastName, State = contact.State, IsFormer = false })
            .Concat(db.FormerEmails.Where(former => former.Key == address.Key)
                .Join(db.CustomersEvenDeleted, former => former.CustomerId, customer => customer.Id, (former, customer) => new HolderRow { Id = customer.Id, FirstName = customer.FirstName, LastName = customer.LastName, State = former.State, IsFormer = true }))
            .ToListAsync(ct);
        var holders = rows.Where(row => !row.IsFormer).ToDictionary(row => row.Id, row => new EmailHolder(row.Id, row.FirstName, row.LastName, row.State));
        foreach (var former in rows.Where(row => row.IsFormer))
        {
            if (await Today(former.Id, ct) is not { DeletedAtUtc: null } customer)
                continue;
            var holder = holders.GetValueOrDefault(customer.Id) ?? new EmailHolder(customer.Id, customer.FirstName, customer.LastName, former.State) { HasItToday = false };
            holders[customer.Id] = holder with { FormerNames = [.. holder.FormerNames, (former.FirstName, former.LastName)] };
        }

        return holders.Values.Where(holder => holder.CustomerId != apartFrom).OrderBy(holder => !holder.HasItToday).ThenBy(holder => holder.CustomerId).ToList();
    }

    /// <summary>The record that stands for it after all merges.</summary>
    private async Task<Customer?> Today(Guid id, CancellationToken ct)
    {
        var found = await db.CustomersEvenDeleted.AsNoTracking().SingleOrDefaultAsync(customer => customer.Id == id, ct);
        while (found?.MergedIntoId is { } kept)
            found = await db.CustomersEvenDeleted.AsNoTracking().SingleOrDefaultAsync(customer => customer.Id == kept, ct);
        return found;
    }

    private sealed class HolderRow
    {
        public Guid Id { get; init; }

        public required string FirstName { get; init; }

        public required string LastName { get; init; }

        public EmailState State { get; init; }

        public bool IsFormer { get; init; }
    }

    private async Task<bool> IsOurs(EmailAddress address, CancellationToken ct)
    {
        var own = await OwnMailbox(ct);
        if (new OwnAddresses(own, []).Include(address))
            return true;
        if (MailProviders.Has(address.Domain))
            return false;
        var domains = OwnDomain.CoveredBy(address.Domain);
        return await db.OwnDomains.AnyAsync(domain => domains.Contains(domain.Domain), ct);
    }

    /// <summary>For many addresses at once.</summary>
    public async Task<OwnAddresses> OwnAddresses(CancellationToken ct) =>
        new(await OwnMailbox(ct), await db.OwnDomains.Select(domain => domain.Domain).ToListAsync(ct));

    private async Task<EmailAddress?> OwnMailbox(CancellationToken ct) =>
        (await businesses.Get(work.BusinessId, ct)).Email is { } email ? EmailAddress.Read(email, out _) : null;
}

/// <summary>
/// The business's own addresses: those of its domains, and the mailbox it answers from. That needs no entry on the list,
/// unless it is one at a public provider: then only the mailbox itself counts.
/// </summary>
internal sealed record OwnAddresses(EmailAddress? Mailbox, IReadOnlyCollection<string> Domains)
{
    public bool Include(EmailAddress address)
    {
        if (Mailbox?.Key == address.Key)
            return true;
        var covered = OwnDomain.CoveredBy(address.Domain);
        return covered.Any(Domains.Contains) || Mailbox is not null && !MailProviders.Has(Mailbox.Domain) && covered.Contains(Mailbox.Domain);
    }
}
