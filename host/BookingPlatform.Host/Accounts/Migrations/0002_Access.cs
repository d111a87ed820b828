using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Host.Accounts.Migrations;

[DbContext(typeof(AccountsDb)), Migration("0002_Access")]
internal sealed class Access : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        FurtherColumns(migrationBuilder);
        Sessions(migrationBuilder);
        SecondStep(migrationBuilder);
        Invitations(migrationBuilder);
    }

    private static void FurtherColumns(MigrationBuilder m)
    {
        m.AddColumn<string>("ExtraRights", "accounts_memberships", maxLength: 1000, nullable: false, defaultValue: "");
        m.AddColumn<string>("WithheldRights", "accounts_memberships", maxLength: 1000, nullable: false, defaultValue: "");
        m.AddColumn<DateTime>("LastUsedAtUtc", "accounts_api_keys", nullable: true);
        m.AddColumn<DateTime>("ClosedAtUtc", "accounts_businesses", nullable: true);
        m.AddColumn<bool>("IsOperator", "accounts_staff", nullable: false, defaultValue: false);
        // A key encrypted with a certificate is longer. SQLite keeps no lengths, and would rebuild the table for nothing.
        if (!m.ActiveProvider!.EndsWith("Sqlite", StringComparison.Ordinal))
            m.AlterColumn<string>("Xml", "accounts_protection_keys", maxLength: 20_000, oldMaxLength: 4000);
    }

    private static void Sessions(MigrationBuilder m)
    {
        m.CreateTable("accounts_sessions", t => new
        {
            Id = t.Column<Guid>(),
            StaffId = t.Column<Guid>(),
            Device = t.Column<string>(maxLength: 80),
            Stamp = t.Column<string>(maxLength: 200),
            WorkingFor = t.Column<Guid>(nullable: true),
            StartedAtUtc = t.Column<DateTime>(),
            SeenAtUtc = t.Column<DateTime>(),
            EndsAtUtc = t.Column<DateTime>(),
        }, constraints: c => c.PrimaryKey("PK_accounts_sessions", x => x.Id));
        m.CreateIndex("IX_accounts_sessions_StaffId", "accounts_sessions", "StaffId");
        m.CreateIndex("IX_accounts_sessions_EndsAtUtc", "accounts_sessions", "EndsAtUtc");
    }

    private static void SecondStep(MigrationBuilder m)
    {
        m.CreateTable("accounts_authenticators", t => new
        {
            StaffId = t.Column<Guid>(),
            ProtectedSecret = t.Column<string>(maxLength: 400),
            ConfirmedAtUtc = t.Column<DateTime>(nullable: true),
            LastStep = t.Column<long>(),
        }, constraints: c => c.PrimaryKey("PK_accounts_authenticators", x => x.StaffId));
        m.CreateTable("accounts_recovery_codes", t => new
        {
            Id = t.Column<Guid>(),
            StaffId = t.Column<Guid>(),
            Hash = t.Column<string>(maxLength: 200),
            UsedAtUtc = t.Column<DateTime>(nullable: true),
        }, constraints: c => c.PrimaryKey("PK_accounts_recovery_codes", x => x.Id));
        m.CreateIndex("IX_accounts_recovery_codes_StaffId", "accounts_recovery_codes", "StaffId");
    }

    private static void Invitations(MigrationBuilder m)
    {
        m.CreateTable("accounts_invitations", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            Email = t.Column<string>(maxLength: 254),
            Role = t.Column<string>(maxLength: 24),
            Hash = t.Column<string>(maxLength: 64),
            InvitedBy = t.Column<string>(maxLength: 200),
            CreatedAtUtc = t.Column<DateTime>(),
            EndsAtUtc = t.Column<DateTime>(),
            ClosedAtUtc = t.Column<DateTime>(nullable: true),
        }, constraints: c => c.PrimaryKey("PK_accounts_invitations", x => x.Id));
        m.CreateIndex("IX_accounts_invitations_Hash", "accounts_invitations", "Hash", unique: true);
        m.CreateIndex("IX_accounts_invitations_BusinessId", "accounts_invitations", "BusinessId");
    }
}
