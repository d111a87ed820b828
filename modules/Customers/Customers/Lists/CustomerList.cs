using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Lists;

/// <summary>A list of customers that staff keep by hand: VIPs, the Christmas card, the cycling club. A customer may be on many.</summary>
internal sealed class CustomerList : IBelongToBusiness, IVersioned
{
    public const int LongestName = 100;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public int Version { get; set; } = 1;

    public string Name { get; private set; } = "";

    /// <summary>What names are compared by: unique in a business, whatever the case.</summary>
    public string NameKey { get; private set; } = "";

    public static CustomerList Named(string name)
    {
        var list = new CustomerList();
        list.Rename(name);
        return list;
    }

    public void Rename(string name) => (Name, NameKey) = (name, KeyOf(name));

    public static string KeyOf(string name) => name.ToUpperInvariant();

    /// <summary>One line with something to see in it, or the refusal.</summary>
    public static Answer<string> CleanName(string? typed)
    {
        var fields = new TypedFields("");
        var name = fields.Required("name", typed, LongestName, "Type a name.");
        return fields.Faults.Count == 0 ? name! : Refusal.Invalid(fields.Faults);
    }
}

/// <summary>A customer stands on a list.</summary>
internal sealed class ListMember : IBelongToBusiness
{
    public Guid BusinessId { get; set; }

    public required Guid ListId { get; init; }

    public required Guid CustomerId { get; init; }
}

/// <summary>A question to the address book that a business asks often, by name; colleagues share it.</summary>
internal sealed class SavedFilter : IBelongToBusiness
{
    public const int LongestQuery = 500;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required string Name { get; init; }

    public required string NameKey { get; init; }

    /// <summary>The query of the list's address: <c>flagged=true&amp;sort=lastVisit</c>.</summary>
    public required string Query { get; init; }
}

internal static class ListShapes
{
    public static void Apply(ModelBuilder model)
    {
        model.Entity<CustomerList>(list =>
        {
            list.ToTable("customers_lists").HasKey(x => x.Id);
            list.Property(x => x.Id).ValueGeneratedNever();
            list.Property(x => x.Name).HasMaxLength(CustomerList.LongestName);
            list.Property(x => x.NameKey).HasMaxLength(CustomerList.LongestName);
            list.HasIndex(x => new { x.BusinessId, x.NameKey }).IsUnique();
        });
        model.Entity<ListMember>(member =>
        {
            member.ToTable("customers_list_members").HasKey(x => new { x.ListId, x.CustomerId });
            member.HasOne<CustomerList>().WithMany().HasForeignKey(x => x.ListId);
            member.HasOne<Customer>().WithMany().HasForeignKey(x => x.CustomerId);
            member.HasIndex(x => x.CustomerId);
        });
        model.Entity<SavedFilter>(filter =>
        {
            filter.ToTable("customers_saved_filters").HasKey(x => x.Id);
            filter.Property(x => x.Id).ValueGeneratedNever();
            filter.Property(x => x.Name).HasMaxLength(CustomerList.LongestName);
            filter.Property(x => x.NameKey).HasMaxLength(CustomerList.LongestName);
            filter.Property(x => x.Query).HasMaxLength(SavedFilter.LongestQuery);
            filter.HasIndex(x => new { x.BusinessId, x.NameKey }).IsUnique();
        });
    }
}
