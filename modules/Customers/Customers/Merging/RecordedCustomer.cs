using System.Text.Encodings.Web;
using System.Text.Json;
using BookingPlatform.Customers.Contracts;

namespace BookingPlatform.Customers.Merging;

/// <summary>How a record stood in a moment: what a merge changes of the kept one, and what its undo puts back.</summary>
internal sealed record RecordedCustomer
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public required CustomerDetails Details { get; init; }

    public RecordedEmail? Email { get; init; }

    public string? Alert { get; init; }

    public DateOnly? LastVisit { get; init; }

    public DateTime ChangedAtUtc { get; init; }

    /// <summary>The lists it was on.</summary>
    public IReadOnlyList<Guid> Lists { get; init; } = [];

    public static RecordedCustomer Of(Customer customer, IReadOnlyList<Guid> lists) => new()
    {
        Details = CustomerDetails.Of(customer),
        Email = customer.Email is { } email ? new(email.Address, email.State, email.SinceUtc) : null,
        Alert = customer.AlertMessage,
        LastVisit = customer.LastVisit,
        ChangedAtUtc = customer.ChangedAtUtc,
        Lists = lists,
    };

    /// <summary>The form before a merge, but with whatever was changed after it: that is newer than both.</summary>
    /// <param name="before">Before the merge.</param>
    /// <param name="after">Right after it.</param>
    /// <param name="now">The instant of the undo.</param>
    public RecordedCustomer Without(RecordedCustomer before, RecordedCustomer after, DateTime now) => new()
    {
        Details = new CustomerDetails
        {
            FirstName = Back(form => form.Details.FirstName, before, after),
            LastName = Back(form => form.Details.LastName, before, after),
            Phone = Back(form => form.Details.Phone, before, after),
            Address = Back(form => form.Details.Address, before, after),
            Notes = Back(form => form.Details.Notes, before, after),
            Language = Back(form => form.Details.Language, before, after),
        },
        Email = BackToEmail(before, after),
        Alert = Back(form => form.Alert, before, after),
        LastVisit = Back(form => form.LastVisit, before, after),
        ChangedAtUtc = ChangedAtUtc == after.ChangedAtUtc ? before.ChangedAtUtc : now,
        Lists = Lists,
    };

    private T Back<T>(Func<RecordedCustomer, T> part, RecordedCustomer before, RecordedCustomer after) =>
        EqualityComparer<T>.Default.Equals(part(this), part(after)) ? part(before) : part(this);

    /// <summary>An address taken over from another record goes back with it, even if its state changed since: it was never this record's.</summary>
    private RecordedEmail? BackToEmail(RecordedCustomer before, RecordedCustomer after) => Email?.Address != after.Email?.Address ? Email
        : before.Email?.Address == after.Email?.Address && Email?.State != after.Email?.State ? Email
        : before.Email;

    /// <summary>Names of what people changed on the record after the merge, for the question before the undo.</summary>
    public IReadOnlyList<string> ChangedSince(RecordedCustomer after)
    {
        var changed = Details.Values().Zip(after.Details.Values()).Where(pair => pair.First.Value != pair.Second.Value).Select(pair => pair.First.Field).ToList();
        if (Email?.Address != after.Email?.Address)
            changed.Add("email");
        if (Alert != after.Alert)
            changed.Add("alert");
        return changed;
    }

    public string ToJson() => JsonSerializer.Serialize(this, Readable);

    public static RecordedCustomer FromJson(string json) =>
        JsonSerializer.Deserialize<RecordedCustomer>(json, Readable) ?? throw new JsonException("A merge holds no record.");
}

/// <summary>An address as it stood on a record.</summary>
internal sealed record RecordedEmail(string Address, EmailState State, DateTime SinceUtc);
