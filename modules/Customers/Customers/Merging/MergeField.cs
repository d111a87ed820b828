using BookingPlatform.Customers.Contracts;

namespace BookingPlatform.Customers.Merging;

/// <summary>One field of the records to be merged: their values beside each other, whose is taken, and why.</summary>
/// <param name="Key">As in the API: <c>firstName</c> … <c>language</c>.</param>
/// <param name="Label">For people.</param>
/// <param name="Values">By record, the kept one first; null where a record has none.</param>
/// <param name="ChosenId">The record whose value is taken.</param>
/// <param name="Why">Why it was suggested; null when people chose it, or when there is nothing to choose.</param>
/// <param name="Differs">Two records have different values.</param>
internal sealed record MergeField(string Key, string Label, IReadOnlyList<MergeValue> Values, Guid ChosenId, string? Why, bool Differs)
{
    public const string FirstName = "firstName";
    public const string LastName = "lastName";
    public const string Email = "email";
    public const string Phone = "phone";
    public const string Address = "address";
    public const string Language = "language";

    public static IReadOnlyList<string> Names { get; } = [FirstName, LastName, Email, Phone, Address, Language];

    /// <summary>There is a value at all.</summary>
    public bool IsGiven => Values.Any(value => value.Text is not null);

    /// <summary>People have something to choose.</summary>
    public bool HasChoice => Values.Where(value => value.Text is not null).Skip(1).Any() && Differs || IsGiven && Values.Any(value => value.Text is null);

    public static MergeField Of(string key, IReadOnlyList<Customer> records, Guid? choice)
    {
        var values = records.Select(customer => new MergeValue(customer.Id, TextOf(key, customer))).ToList();
        var given = records.Where(customer => TextOf(key, customer) is not null).ToList();
        var differs = given.Select(customer => ComparedBy(key, customer)).Distinct(StringComparer.Ordinal).Skip(1).Any();
        var (suggested, why) = Suggest(key, records, given, differs);
        return new(key, LabelOf(key), values, choice ?? suggested, choice is null || choice == suggested ? why : null, differs);
    }

    private static (Guid Id, string? Why) Suggest(string key, IReadOnlyList<Customer> records, List<Customer> given, bool differs)
    {
        if (given.Count == 0)
            return (records[0].Id, null);
        if (given.Count == 1)
            return (given[0].Id, "only one given");
        if (!differs && key != Email)
            return (given[0].Id, null);
        return key switch
        {
            FirstName or LastName => (records[0].Id, "of the primary record"),
            Email => Best(given, differs),
            _ => (given.MaxBy(customer => customer.ChangedAtUtc)!.Id, "newer"),
        };
    }

    private static (Guid Id, string? Why) Best(List<Customer> given, bool differs)
    {
        var best = given.MaxBy(customer => (Rank(customer.EmailState), customer.ChangedAtUtc))!;
        if (!differs)
            return (given.Find(customer => customer.EmailState == best.EmailState)!.Id, null);
        var isBetter = given.Exists(customer => Rank(customer.EmailState) < Rank(best.EmailState));
        return (best.Id, best.EmailState is EmailState.Verified ? "verified" : isBetter ? "mail reaches the person best" : "newer");
    }

    /// <summary>How good an address is for reaching one person.</summary>
    public static int Rank(EmailState state) => state switch
    {
        EmailState.Verified => 5,
        EmailState.Unverified => 4,
        EmailState.Shared => 3,
        EmailState.Relay => 2,
        EmailState.Bounced => 1,
        _ => 0,
    };

    private static string? TextOf(string key, Customer customer) => key switch
    {
        FirstName => customer.FirstName,
        LastName => customer.LastName,
        Email => customer.Email?.Address,
        Phone => customer.PhoneAsTyped,
        Address => customer.Address is { } address ? string.Join(", ", new[] { address.Street, address.PostalCode, address.City, address.Region, address.Country }.OfType<string>()) : null,
        Language => customer.Language,
        _ => throw new ArgumentOutOfRangeException(nameof(key)),
    };

    private static string? ComparedBy(string key, Customer customer) => key switch
    {
        Email => customer.Email?.Key,
        Phone => customer.Phone,
        _ => TextOf(key, customer),
    };

    private static string LabelOf(string key) => key switch
    {
        FirstName => "First name",
        LastName => "Last name",
        Email => "Email",
        Phone => "Telephone",
        Address => "Address",
        Language => "Language",
        _ => throw new ArgumentOutOfRangeException(nameof(key)),
    };
}

/// <param name="CustomerId">Whose.</param>
/// <param name="Text">Null when the record has none.</param>
internal sealed record MergeValue(Guid CustomerId, string? Text);
