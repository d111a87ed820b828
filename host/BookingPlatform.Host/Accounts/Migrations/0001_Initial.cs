using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Host.Accounts.Migrations;

[DbContext(typeof(AccountsDb)), Migration("0001_Initial")]
internal sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Businesses(migrationBuilder);
        Staff(migrationBuilder);
        StaffSecrets(migrationBuilder);
        Keys(migrationBuilder);
    }

    private static void Businesses(MigrationBuilder m)
    {
        m.CreateTable("accounts_businesses", t => new
        {
            Id = t.Column<Guid>(),
            Slug = t.Column<string>(maxLength: 60),
            Name = t.Column<string>(maxLength: 200),
            TimeZone = t.Column<string>(maxLength: 64),
            Currency = t.Column<string>(maxLength: 3),
            Language = t.Column<string>(maxLength: 35),
            Country = t.Column<string>(maxLength: 2),
            Phone = t.Column<string>(maxLength: 40, nullable: true),
            Email = t.Column<string>(maxLength: 200, nullable: true),
            CreatedAtUtc = t.Column<DateTime>(),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_accounts_businesses", x => x.Id));
        m.CreateIndex("IX_accounts_businesses_Slug", "accounts_businesses", "Slug", unique: true);
        m.CreateTable("accounts_memberships", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            StaffId = t.Column<Guid>(),
            Role = t.Column<string>(maxLength: 24),
        }, constraints: c => c.PrimaryKey("PK_accounts_memberships", x => x.Id));
        m.CreateIndex("IX_accounts_memberships_StaffId_BusinessId", "accounts_memberships", ["StaffId", "BusinessId"], unique: true);
    }

    private static void Staff(MigrationBuilder m)
    {
        m.CreateTable("accounts_staff", t => new
        {
            Id = t.Column<Guid>(),
            Name = t.Column<string>(maxLength: 200),
            UserName = t.Column<string>(maxLength: 256, nullable: true),
            NormalizedUserName = t.Column<string>(maxLength: 256, nullable: true),
            Email = t.Column<string>(maxLength: 256, nullable: true),
            NormalizedEmail = t.Column<string>(maxLength: 256, nullable: true),
            EmailConfirmed = t.Column<bool>(),
            PasswordHash = t.Column<string>(maxLength: 1000, nullable: true),
            SecurityStamp = t.Column<string>(maxLength: 200, nullable: true),
            ConcurrencyStamp = t.Column<string>(maxLength: 200, nullable: true),
            PhoneNumber = t.Column<string>(maxLength: 200, nullable: true),
            PhoneNumberConfirmed = t.Column<bool>(),
            TwoFactorEnabled = t.Column<bool>(),
            LockoutEnd = t.Column<DateTimeOffset>(nullable: true),
            LockoutEnabled = t.Column<bool>(),
            AccessFailedCount = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_accounts_staff", x => x.Id));
        m.CreateIndex("IX_accounts_staff_NormalizedUserName", "accounts_staff", "NormalizedUserName", unique: true,
            filter: m.ActiveProvider!.EndsWith("SqlServer", StringComparison.Ordinal) ? "[NormalizedUserName] IS NOT NULL" : null);
        m.CreateIndex("IX_accounts_staff_NormalizedEmail", "accounts_staff", "NormalizedEmail");
    }

    private static void StaffSecrets(MigrationBuilder m)
    {
        m.CreateTable("accounts_staff_claims", t => new
        {
            Id = t.Column<int>().NumberedBy(m.ActiveProvider!),
            UserId = t.Column<Guid>(),
            ClaimType = t.Column<string>(maxLength: 200, nullable: true),
            ClaimValue = t.Column<string>(maxLength: 200, nullable: true),
        }, constraints: c => c.PrimaryKey("PK_accounts_staff_claims", x => x.Id));
        m.CreateIndex("IX_accounts_staff_claims_UserId", "accounts_staff_claims", "UserId");
        m.CreateTable("accounts_staff_logins", t => new
        {
            LoginProvider = t.Column<string>(maxLength: 200),
            ProviderKey = t.Column<string>(maxLength: 200),
            ProviderDisplayName = t.Column<string>(maxLength: 200, nullable: true),
            UserId = t.Column<Guid>(),
        }, constraints: c => c.PrimaryKey("PK_accounts_staff_logins", x => new { x.LoginProvider, x.ProviderKey }));
        m.CreateTable("accounts_staff_tokens", t => new
        {
            UserId = t.Column<Guid>(),
            LoginProvider = t.Column<string>(maxLength: 200),
            Name = t.Column<string>(maxLength: 200),
            Value = t.Column<string>(maxLength: 1000, nullable: true),
        }, constraints: c => c.PrimaryKey("PK_accounts_staff_tokens", x => new { x.UserId, x.LoginProvider, x.Name }));
    }

    private static void Keys(MigrationBuilder m)
    {
        m.CreateTable("accounts_api_keys", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            Name = t.Column<string>(maxLength: 200),
            Hash = t.Column<string>(maxLength: 64),
            Rights = t.Column<string>(maxLength: 1000),
            CreatedAtUtc = t.Column<DateTime>(),
            ExpiresAtUtc = t.Column<DateTime>(nullable: true),
            RevokedAtUtc = t.Column<DateTime>(nullable: true),
        }, constraints: c => c.PrimaryKey("PK_accounts_api_keys", x => x.Id));
        m.CreateIndex("IX_accounts_api_keys_Hash", "accounts_api_keys", "Hash", unique: true);
        m.CreateTable("accounts_protection_keys", t => new
        {
            Id = t.Column<Guid>(),
            Name = t.Column<string>(maxLength: 200),
            Xml = t.Column<string>(maxLength: 4000),
        }, constraints: c => c.PrimaryKey("PK_accounts_protection_keys", x => x.Id));
    }
}
