using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Notifications.Migrations;

[DbContext(typeof(NotificationsDb)), Migration("0010_Advertising")]
internal sealed class Advertising : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("notifications_consents", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            CustomerId = t.Column<Guid>(),
            GivenAtUtc = t.Column<DateTime>(),
            How = t.Column<string>(maxLength: 24),
            Wording = t.Column<string>(maxLength: 1000),
            NotedBy = t.Column<string>(maxLength: 200, nullable: true),
            WithdrawnAtUtc = t.Column<DateTime>(nullable: true),
            WithdrawnHow = t.Column<string>(maxLength: 24, nullable: true),
        }, constraints: c => c.PrimaryKey("PK_notifications_consents", x => x.Id));
        migrationBuilder.CreateIndex("IX_notifications_consents_CustomerId", "notifications_consents", "CustomerId");
        OptOuts(migrationBuilder);
        Mailings(migrationBuilder);
        migrationBuilder.AddColumn<Guid>("MailingId", "notifications_messages", nullable: true);
        migrationBuilder.CreateIndex("IX_notifications_messages_MailingId_Recipient", "notifications_messages", ["MailingId", "Recipient"], filter: "\"MailingId\" IS NOT NULL");
    }

    private static void OptOuts(MigrationBuilder m)
    {
        m.CreateTable("notifications_opt_outs", t => new
        {
            BusinessId = t.Column<Guid>(),
            AddressHash = t.Column<string>(maxLength: 64),
            UntilUtc = t.Column<DateTime>(),
        }, constraints: c => c.PrimaryKey("PK_notifications_opt_outs", x => new { x.BusinessId, x.AddressHash }));
        m.CreateIndex("IX_notifications_opt_outs_UntilUtc", "notifications_opt_outs", "UntilUtc");
        m.CreateTable("notifications_address_secrets", t => new
        {
            BusinessId = t.Column<Guid>(),
            Protected = t.Column<string>(maxLength: 400),
        }, constraints: c => c.PrimaryKey("PK_notifications_address_secrets", x => x.BusinessId));
    }

    private static void Mailings(MigrationBuilder m)
    {
        m.CreateTable("notifications_mailings", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            Name = t.Column<string>(maxLength: 120),
            Audience = t.Column<string>(maxLength: 1000),
            AudienceName = t.Column<string>(maxLength: 200),
            State = t.Column<string>(maxLength: 24),
            CreatedAtUtc = t.Column<DateTime>(),
            CreatedBy = t.Column<string>(maxLength: 200),
            StartedAtUtc = t.Column<DateTime>(nullable: true),
            EndedAtUtc = t.Column<DateTime>(nullable: true),
            Reached = t.Column<Guid>(),
            Queued = t.Column<int>(),
            LeftOut = t.Column<int>(),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_notifications_mailings", x => x.Id));
        m.CreateIndex("IX_notifications_mailings_BusinessId_CreatedAtUtc", "notifications_mailings", ["BusinessId", "CreatedAtUtc"]);
        m.CreateTable("notifications_mailing_texts", t => new
        {
            MailingId = t.Column<Guid>(),
            Language = t.Column<string>(maxLength: 10),
            BusinessId = t.Column<Guid>(),
            Subject = t.Column<string>(maxLength: 200),
            Heading = t.Column<string>(maxLength: 200),
            Body = t.Column<string>(maxLength: 4000),
        }, constraints: c => c.PrimaryKey("PK_notifications_mailing_texts", x => new { x.MailingId, x.Language }));
    }
}
