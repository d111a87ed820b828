using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BookingPlatform.Kernel.Data;

/// <summary>A row of one business. Queries see only the rows of the business at work; saving another's row throws.</summary>
public interface IBelongToBusiness
{
    Guid BusinessId { get; set; }
}

/// <summary>A row that two people may edit: the version is checked and raised by every update.</summary>
public interface IVersioned
{
    int Version { get; set; }
}

/// <summary>Says why a table holds no business's data (a test demands a reason for every table without BusinessId).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AcrossBusinessesAttribute(string why) : Attribute
{
    public string Why { get; } = why;
}

/// <summary>The DbContext of one module. It joins the scope's <see cref="Work"/>: one connection, one transaction, one save.</summary>
public abstract class ModuleDb(DbContextOptions options, Work work) : DbContext(options)
{
    private static readonly MethodInfo Keep = typeof(ModuleDb).GetMethod(nameof(KeepBusinessesApart), BindingFlags.NonPublic | BindingFlags.Instance)!;

    /// <summary>Name of the query filter, for the few questions that are asked across businesses.</summary>
    public const string BusinessFilter = "business";

    /// <summary>Whose rows its statements may touch.</summary>
    public Guid BusinessAtWork => work.BusinessId;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<string>().HaveMaxLength(200);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(24);
        configurationBuilder.Properties<DateTime>().HaveConversion<Utc>();
    }

    protected abstract void Shape(ModelBuilder model);

    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Shape(modelBuilder);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(entity => !entity.IsOwned()).ToList())
        {
            if (entity.ClrType.IsAssignableTo(typeof(IBelongToBusiness)))
                Keep.MakeGenericMethod(entity.ClrType).Invoke(this, [modelBuilder]);
            if (entity.ClrType.IsAssignableTo(typeof(IVersioned)))
                modelBuilder.Entity(entity.ClrType).Property(nameof(IVersioned.Version)).IsConcurrencyToken();
        }
    }

    private void KeepBusinessesApart<T>(ModelBuilder model) where T : class, IBelongToBusiness =>
        model.Entity<T>().HasQueryFilter(BusinessFilter, row => row.BusinessId == BusinessAtWork);

    public sealed override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        GuardRows();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public sealed override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        GuardRows();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    private void GuardRows()
    {
        foreach (var entry in ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            if (entry.Entity is IBelongToBusiness owned)
                GuardBusiness(owned, entry.State);
            if (entry.Entity is IVersioned versioned && entry.State is EntityState.Modified)
                versioned.Version++;
        }
    }

    private void GuardBusiness(IBelongToBusiness row, EntityState state)
    {
        if (state is EntityState.Added && row.BusinessId == Guid.Empty)
            row.BusinessId = BusinessAtWork;
        if (row.BusinessId != BusinessAtWork || row.BusinessId == Guid.Empty)
            throw new InvalidOperationException($"A {row.GetType().Name} of business {row.BusinessId} cannot be saved while working for {BusinessAtWork}.");
    }

    /// <summary>Databases return unspecified kinds; ours are all UTC. A local time given by mistake is a bug, not a conversion.</summary>
    private sealed class Utc() : ValueConverter<DateTime, DateTime>(
        value => value.Kind == DateTimeKind.Local ? ThrowLocal(value) : DateTime.SpecifyKind(value, DateTimeKind.Utc),
        value => DateTime.SpecifyKind(value, DateTimeKind.Utc))
    {
        private static DateTime ThrowLocal(DateTime value) => throw new InvalidOperationException($"{value} is a local time; instants are stored in UTC.");
    }
}
