using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Email;
using BookingPlatform.Customers.Merging;
using BookingPlatform.Customers.Phones;
using BookingPlatform.Customers.Search;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingPlatform.Customers;

/// <summary>A person the business knows. Who somebody is never follows from a name or an address, only from the id.</summary>
internal sealed class Customer : IBelongToBusiness, IVersioned
{
    public const int LongestAlert = 500;

    /// <summary>So long a deletion can be undone (S1-30).</summary>
    public static readonly TimeSpan Restorable = TimeSpan.FromDays(30);

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public int Version { get; set; } = 1;

    public string FirstName { get; private set; } = "";

    public string LastName { get; private set; } = "";

    /// <summary>Folded "last first": the order of the address book, and how namesakes are found.</summary>
    public string SortName { get; private set; } = "";

    public string? PhoneAsTyped { get; private set; }

    /// <summary>E.164; null when there is no number or it could not be understood.</summary>
    public string? PhoneE164 { get; private set; }

    public string? Street { get; private set; }

    public string? PostalCode { get; private set; }

    public string? City { get; private set; }

    public string? Region { get; private set; }

    public string? Country { get; private set; }

    public string? Notes { get; private set; }

    public string? Language { get; private set; }

    /// <summary>Why staff should take care with this person; null when not flagged. Never shown to a guest.</summary>
    public string? AlertMessage { get; private set; }

    public DateTime CreatedAtUtc { get; private init; }

    public DateTime ChangedAtUtc { get; private set; }

    /// <summary>Null while the record is in use.</summary>
    public DateTime? DeletedAtUtc { get; private set; }

    /// <summary>The day of the last visit, as the bookings tell it (<see cref="VisitBook"/>); null when there was none yet.</summary>
    public DateOnly? LastVisit { get; private set; }

    /// <summary>The import that made the record, so that it can be taken back; null for all others.</summary>
    public Guid? ImportId { get; private set; }

    /// <summary>The record this one was merged into: it only points there now. It counts as deleted too, so that every question for records in use leaves it out.</summary>
    public Guid? MergedIntoId { get; private set; }

    /// <summary>Null while there is no email: the placeholder is not stored, it follows from the id.</summary>
    public ContactPoint? Email { get; private set; }

    public string Name => $"{FirstName} {LastName}";

    public string? Phone => PhoneE164 ?? PhoneAsTyped;

    public EmailState EmailState => Email?.State ?? EmailState.Placeholder;

    public PostalAddress? Address => Street is null && PostalCode is null && City is null && Region is null && Country is null
        ? null
        : new PostalAddress(Street, PostalCode, City, Region, Country);

    /// <param name="details">Clean, with both names.</param>
    /// <param name="businessCountry">Whose telephone numbers may be written without a prefix.</param>
    /// <param name="now">The instant of the use case.</param>
    public static Customer Create(CustomerDetails details, string businessCountry, DateTime now)
    {
        var customer = new Customer { CreatedAtUtc = now };
        customer.Change(details, businessCountry, now);
        return customer;
    }

    public void Change(CustomerDetails details, string businessCountry, DateTime now)
    {
        (FirstName, LastName) = (details.FirstName!, details.LastName!);
        SortName = Words.SortKey(FirstName, LastName);
        (PhoneAsTyped, PhoneE164) = (details.Phone, PhoneNumber.ToE164(details.Phone, businessCountry));
        (Street, PostalCode, City, Region, Country) = details.Address ?? new PostalAddress(null, null, null, null, null);
        (Notes, Language) = (details.Notes, details.Language);
        ChangedAtUtc = now;
    }

    /// <summary>Sets or replaces the email.</summary>
    public void Reach(EmailAddress address, EmailState state, DateTime now)
    {
        Email ??= new ContactPoint { CustomerId = Id };
        Email.Become(address, state, now);
        ChangedAtUtc = now;
    }

    /// <summary>The record comes from an address book.</summary>
    public void CameWith(Guid importId) => ImportId = importId;

    /// <summary>Others turned out to use the same address.</summary>
    public void ShareEmail(DateTime now)
    {
        Email?.Share(now);
        ChangedAtUtc = now;
    }

    /// <summary>Mail to the address came back.</summary>
    public void BounceEmail(DateTime now)
    {
        Email?.Bounce(now);
        ChangedAtUtc = now;
    }

    /// <param name="alert">Null takes the flag away.</param>
    /// <param name="now">The instant of the use case.</param>
    public void Flag(string? alert, DateTime now) => (AlertMessage, ChangedAtUtc) = (alert, now);

    /// <summary>Bookings, alert and email stay with the record; the email no longer keeps anybody else from having it (S1-32).</summary>
    public void Delete(DateTime now)
    {
        (DeletedAtUtc, ChangedAtUtc) = (now, now);
        Email?.Release(now);
    }

    public void Restore(DateTime now)
    {
        (DeletedAtUtc, ChangedAtUtc) = (null, now);
        Email?.Hold();
    }

    /// <summary>Everything else stays as it was, for the undo.</summary>
    public void MergeInto(Guid keptId, DateTime now)
    {
        (MergedIntoId, DeletedAtUtc) = (keptId, now);
        Email?.Release(now);
    }

    /// <summary>The merge was undone.</summary>
    public void ComeBack()
    {
        (MergedIntoId, DeletedAtUtc) = (null, null);
        Email?.Hold();
    }

    /// <summary>Takes the form it had in another moment: after a merge, or before it.</summary>
    public void Become(RecordedCustomer form, string businessCountry, DateTime now)
    {
        Change(form.Details, businessCountry, now);
        (AlertMessage, LastVisit) = (form.Alert, form.LastVisit);
        if (form.Email is not { } email)
            Email = null;
        else if (EmailAddress.Read(email.Address, out _) is { } address)
            (Email ??= new ContactPoint { CustomerId = Id }).Become(address, email.State, email.SinceUtc);
        ChangedAtUtc = form.ChangedAtUtc;
    }

    /// <summary>Why nothing about the record can be changed; null while it is in use.</summary>
    public Refusal? RefuseChange() => MergedIntoId is { } kept ? CustomerRefusals.Merged(Id, kept) : DeletedAtUtc is null ? null : CustomerRefusals.Deleted(Id);

    public CustomerCard ToCard() => new(Id, FirstName, LastName, Email?.Address, EmailState, Phone, Version)
    {
        PlaceholderEmail = Email is null ? PlaceholderEmail.For(Id) : null,
        Address = Address,
        Notes = Notes,
        Language = Language,
        Alert = AlertMessage,
        IsDeleted = DeletedAtUtc is not null,
        MergedIntoId = MergedIntoId,
    };
}

internal sealed class CustomerShape(string binaryCollation) : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.ToTable("customers_customers").HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.FirstName).HasMaxLength(CustomerDetails.LongestName);
        builder.Property(x => x.LastName).HasMaxLength(CustomerDetails.LongestName);
        builder.Property(x => x.AlertMessage).HasMaxLength(Customer.LongestAlert);
        builder.Property(x => x.SortName).HasMaxLength(Words.LongestSortKey).UseCollation(binaryCollation);
        builder.Property(x => x.PhoneAsTyped).HasMaxLength(CustomerDetails.LongestPhone);
        builder.Property(x => x.PhoneE164).HasMaxLength(16);
        builder.Property(x => x.PostalCode).HasMaxLength(20);
        builder.Property(x => x.City).HasMaxLength(100);
        builder.Property(x => x.Region).HasMaxLength(100);
        builder.Property(x => x.Country).HasMaxLength(2);
        builder.Property(x => x.Notes).HasMaxLength(CustomerDetails.LongestNotes);
        builder.Property(x => x.Language).HasMaxLength(35);
        builder.HasIndex(x => new { x.BusinessId, x.SortName, x.Id });
        builder.HasIndex(x => new { x.BusinessId, x.LastVisit, x.Id });
        builder.HasIndex(x => new { x.BusinessId, x.CreatedAtUtc, x.Id });
        builder.HasIndex(x => new { x.BusinessId, x.SortName, x.Id }, "IX_customers_customers_flagged").HasFilter("\"AlertMessage\" IS NOT NULL");
        builder.HasQueryFilter(CustomersDb.InUse, customer => customer.DeletedAtUtc == null);
        builder.HasIndex(x => x.MergedIntoId).HasFilter("\"MergedIntoId\" IS NOT NULL");
        builder.HasIndex(x => x.ImportId).HasFilter("\"ImportId\" IS NOT NULL");
        builder.HasOne(x => x.Email).WithOne().HasForeignKey<ContactPoint>(x => x.CustomerId);
        builder.Navigation(x => x.Email).AutoInclude();
    }
}
