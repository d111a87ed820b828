using BookingPlatform.Customers.AddressBook;
using BookingPlatform.Customers.Duplicates;
using BookingPlatform.Customers.Email;
using BookingPlatform.Customers.Erasing;
using BookingPlatform.Customers.Lists;
using BookingPlatform.Customers.Merging;
using BookingPlatform.Customers.Search;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers;

/// <summary>The tables <c>customers_…</c>.</summary>
internal sealed class CustomersDb(DbContextOptions<CustomersDb> options, Work work) : ModuleDb(options, work)
{
    /// <summary>Name of the filter that hides deleted records from every question that does not ask for them.</summary>
    public const string InUse = "in-use";

    public DbSet<Customer> Customers => Set<Customer>();

    /// <summary>For what must still be read of a deleted record: its page, its bookings, undoing it.</summary>
    public IQueryable<Customer> CustomersEvenDeleted => Customers.IgnoreQueryFilters([InUse]);

    public DbSet<ContactPoint> ContactPoints => Set<ContactPoint>();

    public DbSet<SearchRow> SearchRows => Set<SearchRow>();

    public DbSet<OwnDomain> OwnDomains => Set<OwnDomain>();

    public DbSet<CustomerSettings> Settings => Set<CustomerSettings>();

    public DbSet<CustomerList> Lists => Set<CustomerList>();

    public DbSet<ListMember> ListMembers => Set<ListMember>();

    public DbSet<SavedFilter> SavedFilters => Set<SavedFilter>();

    public DbSet<ImportRun> Imports => Set<ImportRun>();

    public DbSet<RefusedLine> RefusedLines => Set<RefusedLine>();

    public DbSet<MatchKey> MatchKeys => Set<MatchKey>();

    public DbSet<Duplicate> Duplicates => Set<Duplicate>();

    public DbSet<LearnedModel> MatchModels => Set<LearnedModel>();

    public DbSet<DuplicateSettings> DuplicateSettings => Set<DuplicateSettings>();

    public DbSet<CustomerMerge> Merges => Set<CustomerMerge>();

    public DbSet<MergedCustomer> MergedCustomers => Set<MergedCustomer>();

    public DbSet<FormerEmail> FormerEmails => Set<FormerEmail>();

    public DbSet<Erasure> Erasures => Set<Erasure>();

    public DbSet<PrivacyRules> Privacy => Set<PrivacyRules>();

    public DbSet<LegalHold> LegalHolds => Set<LegalHold>();

    protected override void Shape(ModelBuilder model)
    {
        var binary = Migrating.BinaryCollation(Database.ProviderName!);
        model.ApplyConfiguration(new CustomerShape(binary));
        model.ApplyConfiguration(new ContactPointShape());
        model.Entity<SearchRow>(row =>
        {
            row.ToTable("customers_search").HasKey(x => new { x.BusinessId, x.Text, x.CustomerId });
            row.Property(x => x.Text).HasMaxLength(SearchRow.Longest).UseCollation(binary);
        });
        ListShapes.Apply(model);
        ImportShapes.Apply(model);
        DuplicateShapes.Apply(model);
        MergeShapes.Apply(model);
        ErasureShapes.Apply(model);
        model.Entity<CustomerSettings>(settings =>
        {
            settings.ToTable("customers_settings").HasKey(x => x.BusinessId);
            settings.Property(x => x.BusinessId).ValueGeneratedNever();
        });
        model.Entity<OwnDomain>(domain =>
        {
            domain.ToTable("customers_own_domains").HasKey(x => new { x.BusinessId, x.Domain });
            domain.Property(x => x.Domain).HasMaxLength(EmailAddress.Longest);
        });
    }
}
