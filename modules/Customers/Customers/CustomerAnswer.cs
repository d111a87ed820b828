using System.Text.Json.Serialization;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Lists;

namespace BookingPlatform.Customers;

/// <summary>A customer as the API tells it.</summary>
internal sealed record CustomerAnswer(Guid Id, string FirstName, string LastName, string? Email, EmailState EmailState)
{
    /// <summary>Only while there is no email.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PlaceholderEmail { get; init; }

    /// <summary>E.164 where it could be understood, otherwise as typed.</summary>
    public string? Phone { get; init; }

    public string? PhoneAsTyped { get; init; }

    public PostalAddress? Address { get; init; }

    public string? Notes { get; init; }

    public string? Language { get; init; }

    /// <summary>Why staff should take care with this person; null when not flagged.</summary>
    public string? AlertMessage { get; init; }

    /// <summary>Day of the last visit; null when there was none yet.</summary>
    public DateOnly? LastVisit { get; init; }

    /// <summary>The lists the customer is on, by name; told where a customer is read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ListName>? Lists { get; init; }

    /// <summary>May not book online (S3-15); always false while the business has switched blocking off.</summary>
    public bool OnlineBlocked { get; init; }

    /// <summary>How often they did not come.</summary>
    public int NoShows { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime ChangedAt { get; init; }

    /// <summary>The record was deleted then: it can be read, not changed. Null while it is in use.</summary>
    public DateTime? DeletedAt { get; init; }

    /// <summary>Until then the deletion can be undone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTime? RestorableUntil { get; init; }

    /// <summary>The person's data was erased then, for good.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTime? ErasedAt { get; init; }

    /// <summary>The record it was merged into.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? MergedIntoId { get; init; }

    public int Version { get; init; }

    /// <summary>Email and telephone are told in part only; <c>POST …/contact-details</c> tells them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ContactsMasked { get; init; }

    public CustomerAnswer Mask() => this with { Email = Masked.Email(Email), Phone = Masked.Phone(Phone), PhoneAsTyped = Masked.Phone(PhoneAsTyped), ContactsMasked = true };

    public CustomerAnswer Marked(CustomerMark? mark) => this with { OnlineBlocked = mark?.OnlineBlocked ?? false, NoShows = mark?.NoShows ?? 0 };

    /// <summary>As other modules see it.</summary>
    public CustomerCard ToCard() => new(Id, FirstName, LastName, Email, EmailState, Phone, Version)
    {
        PlaceholderEmail = PlaceholderEmail,
        Address = Address,
        Notes = Notes,
        Language = Language,
        Alert = AlertMessage,
        IsDeleted = DeletedAt is not null,
        MergedIntoId = MergedIntoId,
    };

    public static CustomerAnswer Of(Customer customer) => new(customer.Id, customer.FirstName, customer.LastName, customer.Email?.Address, customer.EmailState)
    {
        PlaceholderEmail = customer.Email is null ? Contracts.PlaceholderEmail.For(customer.Id) : null,
        Phone = customer.Phone,
        PhoneAsTyped = customer.PhoneAsTyped,
        Address = customer.Address,
        Notes = customer.Notes,
        Language = customer.Language,
        AlertMessage = customer.AlertMessage,
        LastVisit = customer.LastVisit,
        CreatedAt = customer.CreatedAtUtc,
        ChangedAt = customer.ChangedAtUtc,
        DeletedAt = customer.DeletedAtUtc,
        RestorableUntil = customer.ErasedAtUtc is null ? customer.DeletedAtUtc + Customer.Restorable : null,
        ErasedAt = customer.ErasedAtUtc,
        MergedIntoId = customer.MergedIntoId,
        Version = customer.Version,
    };
}
