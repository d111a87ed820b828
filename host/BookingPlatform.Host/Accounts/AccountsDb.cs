using BookingPlatform.Host.Accounts.SignOn;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Passkeys;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts;

/// <summary>Businesses, staff, API keys and the installation's own keys.</summary>
internal sealed class AccountsDb(DbContextOptions<AccountsDb> options, Work work) : ModuleDb(options, work)
{
    public DbSet<BusinessRow> Businesses => Set<BusinessRow>();

    public DbSet<Staff> Staff => Set<Staff>();

    public DbSet<Membership> Memberships => Set<Membership>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<StaffSession> Sessions => Set<StaffSession>();

    public DbSet<Authenticator> Authenticators => Set<Authenticator>();

    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    public DbSet<StaffPasskey> Passkeys => Set<StaffPasskey>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    public DbSet<StaffLogin> Logins => Set<StaffLogin>();

    public DbSet<SignOnSettings> SignOns => Set<SignOnSettings>();

    protected override void Shape(ModelBuilder model)
    {
        model.Entity<BusinessRow>(row =>
        {
            row.ToTable("accounts_businesses").HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.Property(x => x.Slug).HasMaxLength(60);
            row.Property(x => x.TimeZone).HasMaxLength(64);
            row.Property(x => x.Currency).HasMaxLength(3);
            row.Property(x => x.Language).HasMaxLength(35);
            row.Property(x => x.Country).HasMaxLength(2);
            row.Property(x => x.Phone).HasMaxLength(40);
            row.HasIndex(x => x.Slug).IsUnique();
        });
        model.Entity<Membership>(row =>
        {
            row.ToTable("accounts_memberships").HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.Property(x => x.ExtraRights).HasMaxLength(1000);
            row.Property(x => x.WithheldRights).HasMaxLength(1000);
            row.HasIndex(x => new { x.StaffId, x.BusinessId }).IsUnique();
        });
        model.Entity<ApiKey>(row =>
        {
            row.ToTable("accounts_api_keys").HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.Property(x => x.Hash).HasMaxLength(64);
            row.Property(x => x.Rights).HasMaxLength(1000);
            row.HasIndex(x => x.Hash).IsUnique();
        });
        model.Entity<ProtectionKey>(row =>
        {
            row.ToTable("accounts_protection_keys").HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.Property(x => x.Xml).HasMaxLength(20_000);
        });
        ShapeStaff(model);
        ShapeAccess(model);
    }

    private static void ShapeStaff(ModelBuilder model)
    {
        model.Entity<Staff>(row =>
        {
            row.ToTable("accounts_staff").HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.Property(x => x.UserName).HasMaxLength(256);
            row.Property(x => x.NormalizedUserName).HasMaxLength(256);
            row.Property(x => x.Email).HasMaxLength(256);
            row.Property(x => x.NormalizedEmail).HasMaxLength(256);
            row.Property(x => x.PasswordHash).HasMaxLength(1000);
            row.Property(x => x.ConcurrencyStamp).IsConcurrencyToken();
            row.HasIndex(x => x.NormalizedUserName).IsUnique();
            row.HasIndex(x => x.NormalizedEmail);
        });
        model.Entity<StaffClaim>(row =>
        {
            row.ToTable("accounts_staff_claims").HasKey(x => x.Id);
            row.HasIndex(x => x.UserId);
        });
        model.Entity<StaffLogin>().ToTable("accounts_staff_logins").HasKey(x => new { x.LoginProvider, x.ProviderKey });
        model.Entity<StaffToken>(row =>
        {
            row.ToTable("accounts_staff_tokens").HasKey(x => new { x.UserId, x.LoginProvider, x.Name });
            row.Property(x => x.Value).HasMaxLength(1000);
        });
    }

    private static void ShapeAccess(ModelBuilder model)
    {
        model.Entity<StaffSession>(row =>
        {
            row.ToTable("accounts_sessions").HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.Property(x => x.Device).HasMaxLength(80);
            row.HasIndex(x => x.StaffId);
            row.HasIndex(x => x.EndsAtUtc);
        });
        model.Entity<Authenticator>(row =>
        {
            row.ToTable("accounts_authenticators").HasKey(x => x.StaffId);
            row.Property(x => x.StaffId).ValueGeneratedNever();
            row.Property(x => x.ProtectedSecret).HasMaxLength(400);
        });
        model.Entity<RecoveryCode>(row =>
        {
            row.ToTable("accounts_recovery_codes").HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.HasIndex(x => x.StaffId);
        });
        model.Entity<SignOnSettings>(row =>
        {
            row.ToTable("accounts_sign_on").HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.Property(x => x.Issuer).HasMaxLength(300);
            row.Property(x => x.ProtectedSecret).HasMaxLength(1000);
            row.Property(x => x.Domains).HasMaxLength(1000);
            row.HasIndex(x => x.BusinessId).IsUnique();
        });
        model.Entity<StaffPasskey>(row =>
        {
            row.ToTable("accounts_passkeys");
            StoredPasskey.Shape(row);
            row.HasIndex(x => x.Hash).IsUnique();
            row.HasIndex(x => x.OwnerId);
        });
        model.Entity<Invitation>(row =>
        {
            row.ToTable("accounts_invitations").HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.Property(x => x.Email).HasMaxLength(254);
            row.Property(x => x.Hash).HasMaxLength(64);
            row.HasIndex(x => x.Hash).IsUnique();
            row.HasIndex(x => x.BusinessId);
        });
    }
}
