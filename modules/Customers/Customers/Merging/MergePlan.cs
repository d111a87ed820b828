using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Email;
using BookingPlatform.Kernel;

namespace BookingPlatform.Customers.Merging;

/// <summary>A record on its way into a merge.</summary>
/// <param name="Customer">The record.</param>
/// <param name="Lists">The lists it is on.</param>
internal sealed record MergingRecord(Customer Customer, IReadOnlyList<Guid> Lists)
{
    public Guid Id => Customer.Id;
}

/// <summary>
/// What the kept record will look like: of each field one record's value, by choice or as suggested; alerts and notes of all; all lists; the latest visit.
/// Pure: the preview and the merge itself compute the same from the same records.
/// </summary>
internal sealed class MergePlan
{
    private const string BetweenAlerts = "\n";
    private const string BetweenNotes = "\n\n";

    private MergePlan(IReadOnlyList<MergingRecord> records, IReadOnlyList<MergeField> fields) => (Records, Fields) = (records, fields);

    /// <summary>The kept one first.</summary>
    public IReadOnlyList<MergingRecord> Records { get; }

    public IReadOnlyList<MergeField> Fields { get; }

    public Customer Kept => Records[0].Customer;

    /// <returns>The plan; or <c>unknown-field</c>, <c>unknown-choice</c>.</returns>
    public static Answer<MergePlan> Of(IReadOnlyList<MergingRecord> records, IReadOnlyDictionary<string, Guid>? choices)
    {
        foreach (var (field, id) in choices ?? new Dictionary<string, Guid>())
        {
            if (!MergeField.Names.Contains(field))
                return Refusal.Invalid($"choices.{field}", $"There is no field {field} to choose. Choose among {string.Join(", ", MergeField.Names)}.", "unknown-field");
            if (records.All(record => record.Id != id))
                return Refusal.Invalid($"choices.{field}", "Choose the value of one of the records that are merged.", "unknown-choice");
        }

        var customers = records.Select(record => record.Customer).ToList();
        return new MergePlan(records, MergeField.Names.Select(field => MergeField.Of(field, customers, Chosen(choices, field))).ToList());
    }

    private static Guid? Chosen(IReadOnlyDictionary<string, Guid>? choices, string field) => choices is not null && choices.TryGetValue(field, out var id) ? id : null;

    public Customer ChosenFor(string field) => Records.First(record => record.Id == Fields.First(one => one.Key == field).ChosenId).Customer;

    /// <summary>The alerts of all, each once (S2-32).</summary>
    public string? Alert => UnitedText.Of(Records.Select(record => record.Customer.AlertMessage), BetweenAlerts, Customer.LongestAlert);

    public string? Notes => UnitedText.Of(Records.Select(record => record.Customer.Notes), BetweenNotes, CustomerDetails.LongestNotes);

    public DateOnly? LastVisit => Records.Max(record => record.Customer.LastVisit);

    public IReadOnlyList<Guid> Lists => Records.SelectMany(record => record.Lists).Distinct().ToList();

    public CustomerDetails Details => new()
    {
        FirstName = ChosenFor(MergeField.FirstName).FirstName,
        LastName = ChosenFor(MergeField.LastName).LastName,
        Phone = ChosenFor(MergeField.Phone).PhoneAsTyped,
        Address = ChosenFor(MergeField.Address).Address,
        Language = ChosenFor(MergeField.Language).Language,
        Notes = Notes,
    };

    /// <summary>Of two records with the same address what is known best about it counts.</summary>
    public RecordedEmail? Email => ChosenFor(MergeField.Email).Email is not { } chosen ? null : Records.Select(record => record.Customer.Email)
        .Where(email => email?.Key == chosen.Key)
        .OrderByDescending(email => MergeField.Rank(email!.State)).ThenByDescending(email => email == chosen)
        .Select(email => new RecordedEmail(chosen.Address, email!.State, email.SinceUtc))
        .First();

    /// <summary>Addresses that will stand on no record any more.</summary>
    public int AddressesLeft => Records.Select(record => record.Customer.Email?.Key).OfType<string>().Distinct().Count(key => key != ChosenFor(MergeField.Email).Email?.Key);

    /// <summary>What is known from before: every address with the name it was used under, but for the one that stays where it is.</summary>
    public IEnumerable<ContactPoint> FormerEmails => Records.Select(record => record.Customer.Email).OfType<ContactPoint>()
        .Where(email => email.CustomerId != Kept.Id || email.Key != ChosenFor(MergeField.Email).Email?.Key);

    public RecordedCustomer ToRecord(DateTime now) => new()
    {
        Details = Details,
        Email = Email,
        Alert = Alert,
        LastVisit = LastVisit,
        ChangedAtUtc = now,
        Lists = Lists,
    };

    /// <summary>Nobody else uses the address that was shared: it is one person's again.</summary>
    public static RecordedEmail NoLongerShared(RecordedEmail email) =>
        EmailFinding.FromText(email.Address).Kind is EmailKind.Ok ? email with { State = EmailState.Unverified } : email;
}
