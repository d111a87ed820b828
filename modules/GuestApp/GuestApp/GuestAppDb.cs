using BookingPlatform.GuestApp.Domain;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Passkeys;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.GuestApp;

internal sealed class GuestAppDb(DbContextOptions<GuestAppDb> options, Work work) : ModuleDb(options, work)
{
    private const int LongestEmail = 254;

    public DbSet<GuestSession> Sessions => Set<GuestSession>();

    public DbSet<Challenge> Challenges => Set<Challenge>();

    public DbSet<GuestPasskey> Passkeys => Set<GuestPasskey>();

    public DbSet<Claim> Claims => Set<Claim>();

    protected override void Shape(ModelBuilder model)
    {
        model.Entity<GuestSession>(session =>
        {
            session.ToTable("guestapp_sessions").HasKey(x => x.Id);
            session.Property(x => x.Id).ValueGeneratedNever();
            session.Property(x => x.Email).HasMaxLength(LongestEmail);
            session.Property(x => x.TokenHash).HasMaxLength(64);
            session.HasIndex(x => x.TokenHash).IsUnique();
            session.HasIndex(x => new { x.BusinessId, x.CustomerId });
            session.HasIndex(x => x.ExpiresAtUtc);
        });
        model.Entity<Challenge>(challenge =>
        {
            challenge.ToTable("guestapp_challenges").HasKey(x => x.Id);
            challenge.Property(x => x.Id).ValueGeneratedNever();
            challenge.Property(x => x.Email).HasMaxLength(LongestEmail);
            challenge.Property(x => x.Language).HasMaxLength(35);
            challenge.Property(x => x.Hash).HasMaxLength(64);
            challenge.HasIndex(x => x.Hash).HasFilter("\"Hash\" IS NOT NULL");
            challenge.HasIndex(x => x.AskedAtUtc);
        });
        model.Entity<GuestPasskey>(passkey =>
        {
            passkey.ToTable("guestapp_passkeys");
            StoredPasskey.Shape(passkey);
            passkey.HasIndex(x => new { x.BusinessId, x.Hash }).IsUnique();
            passkey.HasIndex(x => new { x.BusinessId, x.OwnerId });
        });
        model.Entity<Claim>(claim =>
        {
            claim.ToTable("guestapp_claims").HasKey(x => x.Id);
            claim.Property(x => x.Id).ValueGeneratedNever();
            claim.Property(x => x.CodeHash).HasMaxLength(64);
            claim.HasIndex(x => x.CodeHash).IsUnique();
            claim.HasIndex(x => new { x.BusinessId, x.CustomerId });
        });
    }
}
