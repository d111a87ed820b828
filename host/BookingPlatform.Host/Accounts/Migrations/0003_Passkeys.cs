using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Host.Accounts.Migrations;

[DbContext(typeof(AccountsDb)), Migration("0003_Passkeys")]
internal sealed class Passkeys : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("accounts_passkeys", t => new
        {
            Id = t.Column<Guid>(),
            OwnerId = t.Column<Guid>(),
            Name = t.Column<string>(maxLength: 100),
            Hash = t.Column<string>(maxLength: 64),
            CredentialId = t.Column<byte[]>(maxLength: 1023),
            PublicKey = t.Column<byte[]>(maxLength: 2000),
            SignCount = t.Column<long>(),
            Transports = t.Column<string>(maxLength: 200),
            IsBackupEligible = t.Column<bool>(),
            IsBackedUp = t.Column<bool>(),
            MadeAtUtc = t.Column<DateTime>(),
            UsedAtUtc = t.Column<DateTime>(nullable: true),
            AskedAtUtc = t.Column<DateTime>(),
        }, constraints: c => c.PrimaryKey("PK_accounts_passkeys", x => x.Id));
        migrationBuilder.CreateIndex("IX_accounts_passkeys_Hash", "accounts_passkeys", "Hash", unique: true);
        migrationBuilder.CreateIndex("IX_accounts_passkeys_OwnerId", "accounts_passkeys", "OwnerId");
    }
}
