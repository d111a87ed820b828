using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Host.Accounts.Migrations;

[DbContext(typeof(AccountsDb)), Migration("0004_SignOn")]
internal sealed class SingleSignOn : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("accounts_sign_on", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            Issuer = t.Column<string>(maxLength: 300),
            ClientId = t.Column<string>(maxLength: 200),
            ProtectedSecret = t.Column<string>(maxLength: 1000),
            Domains = t.Column<string>(maxLength: 1000),
            IsOnlyWay = t.Column<bool>(),
            TrustsSecondStep = t.Column<bool>(),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_accounts_sign_on", x => x.Id));
        migrationBuilder.CreateIndex("IX_accounts_sign_on_BusinessId", "accounts_sign_on", "BusinessId", unique: true);
        migrationBuilder.AddColumn<Guid>("LetInBy", "accounts_sessions", nullable: true);
    }
}
