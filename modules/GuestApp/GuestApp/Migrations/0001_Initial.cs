using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.GuestApp.Migrations;

[DbContext(typeof(GuestAppDb)), Migration("0001_Initial")]
internal sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Sessions(migrationBuilder);
        Challenges(migrationBuilder);
    }

    private static void Sessions(MigrationBuilder m)
    {
        m.CreateTable("guestapp_sessions", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            CustomerId = t.Column<Guid>(nullable: true),
            Email = t.Column<string>(maxLength: 254),
            TokenHash = t.Column<string>(maxLength: 64),
            StartedAtUtc = t.Column<DateTime>(),
            ExpiresAtUtc = t.Column<DateTime>(),
            EndedAtUtc = t.Column<DateTime>(nullable: true),
        }, constraints: c => c.PrimaryKey("PK_guestapp_sessions", x => x.Id));
        m.CreateIndex("IX_guestapp_sessions_TokenHash", "guestapp_sessions", "TokenHash", unique: true);
        m.CreateIndex("IX_guestapp_sessions_BusinessId_CustomerId", "guestapp_sessions", ["BusinessId", "CustomerId"]);
        m.CreateIndex("IX_guestapp_sessions_ExpiresAtUtc", "guestapp_sessions", "ExpiresAtUtc");
    }

    private static void Challenges(MigrationBuilder m)
    {
        m.CreateTable("guestapp_challenges", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            Kind = t.Column<string>(maxLength: 24),
            Email = t.Column<string>(maxLength: 254),
            Language = t.Column<string>(maxLength: 35),
            AskedAtUtc = t.Column<DateTime>(),
            CustomerId = t.Column<Guid>(nullable: true),
            KnewPassword = t.Column<bool>(),
            Hash = t.Column<string>(maxLength: 64, nullable: true),
            ExpiresAtUtc = t.Column<DateTime>(nullable: true),
            TriesLeft = t.Column<int>(),
            UsedAtUtc = t.Column<DateTime>(nullable: true),
            SentAtUtc = t.Column<DateTime>(nullable: true),
        }, constraints: c => c.PrimaryKey("PK_guestapp_challenges", x => x.Id));
        m.CreateIndex("IX_guestapp_challenges_Hash", "guestapp_challenges", "Hash", filter: "\"Hash\" IS NOT NULL");
        m.CreateIndex("IX_guestapp_challenges_AskedAtUtc", "guestapp_challenges", "AskedAtUtc");
    }
}
