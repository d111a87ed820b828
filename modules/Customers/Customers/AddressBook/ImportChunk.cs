using System.Globalization;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Email;
using BookingPlatform.Customers.Search;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.AddressBook;

/// <summary>Imports some rows of an address book in one transaction: four statements to look things up, one batch to store.</summary>
internal sealed class ImportChunk(CustomersDb db, CustomerRecords records, EmailDesk emails, IImportedConsents consents, IBusinesses businesses, Work work)
{
    private static readonly string[] Yes = ["yes", "y", "true", "1", "x", "ja", "j", "oui", "o", "si", "sí", "sì", "sim", "tak", "t", "on", "subscribed"];
    private readonly List<ImportedConsent> agreed = [];

    private sealed record Candidate(AddressBookLine Line, Customer Customer, EmailFinding Email);

    public async Task Handle(IReadOnlyList<AddressBookLine> rows, KnownInFile known, ImportReport report, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var ownAddresses = await emails.OwnAddresses(ct);
        var candidates = rows.Select(row => Read(row, business, ownAddresses, report)).OfType<Candidate>().ToList();
        var stored = await Stored.Of(candidates.ConvertAll(candidate => (candidate.Customer, candidate.Email.Address)), db, ct);
        foreach (var candidate in candidates)
            Take(candidate, known, stored, report);
        if (report.DryRun)
            return;
        await consents.Note(agreed, ct);
        db.RefusedLines.AddRange(report.TakeRefusedLines());
        await work.SaveAsync(ct);
    }

    /// <summary>A row as a customer, or null with the reason in the report.</summary>
    private Candidate? Read(AddressBookLine line, Business business, OwnAddresses own, ImportReport report)
    {
        if (line.IsBroken)
            return Refuse(line, Refusal.Invalid("row", "A quotation mark is opened and not closed.", "import-broken-row"), report);
        var row = line.Cells;
        if (!row.ToDetails().Clean().Is(out var details, out var refusal))
            return Refuse(line, refusal, report);
        var finding = EmailFinding.FromText(row.Email);
        if (finding.Address is { } address && own.Include(address))
            finding = finding with { Kind = EmailKind.OwnDomain };
        if (finding.Refuse("email", acceptShared: true) is { } refused)
            return Refuse(line, refused, report);
        return new(line, Customer.Create(details, business.Country, work.Now), finding);
    }

    private void Take(Candidate candidate, KnownInFile known, Stored stored, ImportReport report)
    {
        var (line, customer, email) = candidate;
        if (email.Address is { } address)
        {
            email = email.Among([.. stored.Holders(address.Key), .. known.Holders(address.Key)]);
            customer.Reach(address, email.State, work.Now);
        }

        if (known.RowOf(customer) is { } earlier)
            report.Duplicate(line, $"The same person as in row {earlier}.");
        else if (stored.Has(customer))
            report.Duplicate(line, $"{Words.Cut(customer.Name, 100)} is stored already.");
        else
            Add(candidate with { Email = email }, known, report);
    }

    private void Add(Candidate candidate, KnownInFile known, ImportReport report)
    {
        var (line, customer, email) = candidate;
        known.Add(customer, line.Row);
        report.Took(customer);
        if (report.ImportId is { } import)
        {
            customer.CameWith(import);
            records.Add(customer, " from an address book");
            if (line.Cells.Consent is { } cell && SaysYes(cell))
                agreed.Add(new(customer.Id, customer.Email?.Address, $"{AddressBookColumns.Consent.Header}: {Words.Cut(cell.Trim(), 200)}"));
        }

        if (email.Suggestion is { } suggestion)
            report.Note(line, "email", "email-typo", $"Perhaps {suggestion} was meant.");
        if (email.Kind is EmailKind.Role)
            report.Note(line, "email", "email-role", "This looks like the mailbox of a desk; kept as shared.");
        else if (email.Kind is EmailKind.Relay)
            report.Note(line, "email", "email-relay", "This is a booking site's forwarding address; kept as what it is.");
        else if (email.Holders.Count > 0)
            report.Note(line, "email", "email-shared", "Somebody of another name has this email too.");
    }

    private static bool SaysYes(string cell) => Yes.Contains(cell.Trim(), StringComparer.OrdinalIgnoreCase)
        || (cell.Any(char.IsDigit) && DateTime.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year > 1990);

    private static Candidate? Refuse(AddressBookLine line, Refusal refusal, ImportReport report)
    {
        var (field, messages) = refusal.Errors.First();
        report.Refuse(line, field, refusal.Code, messages[0]);
        return null;
    }

    /// <summary>What the business has stored of the people in the rows. Records merged away are known too: a file that is sent again does not bring them back.</summary>
    private sealed class Stored(ILookup<string, EmailHolder> byEmail, HashSet<string> byName)
    {
        public static async Task<Stored> Of(List<(Customer Customer, EmailAddress? Address)> people, CustomersDb db, CancellationToken ct)
        {
            var keys = people.Select(person => person.Address?.Key).OfType<string>().Distinct().ToList();
            var names = people.Where(person => person.Address is null).Select(person => person.Customer.SortName).Distinct().ToList();
            var holders = await db.ContactPoints.Where(contact => keys.Contains(contact.Key))
                .Join(db.Customers.Where(customer => customer.DeletedAtUtc == null), contact => contact.CustomerId, customer => customer.Id, (contact, customer) => new { contact.Key, Holder = new EmailHolder(customer.Id, customer.FirstName, customer.LastName, contact.State) })
                .ToListAsync(ct);
            holders.AddRange(await db.FormerEmails.Where(former => keys.Contains(former.Key))
                .Join(db.CustomersEvenDeleted.Where(customer => customer.MergedIntoId != null || customer.DeletedAtUtc == null), former => former.CustomerId, customer => customer.Id, (former, customer) => new { former.Key, Holder = new EmailHolder(customer.Id, customer.FirstName, customer.LastName, former.State) })
                .ToListAsync(ct));
            var namesakes = await db.Customers.AsNoTracking().IgnoreAutoIncludes().Where(customer => names.Contains(customer.SortName) && customer.DeletedAtUtc == null).ToListAsync(ct);
            return new(holders.ToLookup(row => row.Key, row => row.Holder), namesakes.Select(KnownInFile.NameAndPhone).ToHashSet());
        }

        public IEnumerable<EmailHolder> Holders(string key) => byEmail[key];

        public bool Has(Customer customer) => customer.Email is { } email
            ? byEmail[email.Key].Any(holder => KnownInFile.Agree(customer, holder))
            : byName.Contains(KnownInFile.NameAndPhone(customer));
    }
}
