using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Connectors.Sync.Migrations;

/// <summary>What else is to be done in a PMS, what a PMS tells us, and whose values count.</summary>
[DbContext(typeof(SyncDb)), Migration("0002_ErrandsAndNews")]
internal sealed class ErrandsAndNews : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Columns(migrationBuilder);
        Errands(migrationBuilder);
        Reservations(migrationBuilder);
        News(migrationBuilder);
        Differences(migrationBuilder);
        KnownEmails(migrationBuilder);
    }

    private static void Columns(MigrationBuilder m)
    {
        foreach (var field in new[] { "NameOwner", "EmailOwner", "PhoneOwner", "AddressOwner" })
            m.AddColumn<string>(field, "sync_connections", maxLength: 24, defaultValue: "Platform");
        m.AddColumn<bool>("BlocksBan", "sync_connections", defaultValue: false);
        m.AddColumn<bool>("TakesGuests", "sync_connections", defaultValue: true);
        m.AddColumn<string>("NewsSecret", "sync_connections", maxLength: 64, nullable: true);
        m.AddColumn<string>("NewsMark", "sync_connections", maxLength: 200, nullable: true);
        m.AddColumn<DateTime>("LastNewsUtc", "sync_connections", nullable: true);
        m.AddColumn<string>("Agreed", "sync_operations", maxLength: 200, nullable: true);
        m.AddColumn<string>("Sent", "sync_operations", maxLength: 400, nullable: true);
        m.AddColumn<string>("Calls", "sync_operations", nullable: true);
    }

    private static void Errands(MigrationBuilder m)
    {
        m.CreateTable("sync_errands", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            ConnectionId = t.Column<Guid>(),
            CustomerId = t.Column<Guid>(),
            Kind = t.Column<string>(maxLength: 24),
            SubjectId = t.Column<Guid>(),
            Wanted = t.Column<bool>(),
            Tried = t.Column<bool>(nullable: true),
            Detail = t.Column<string>(maxLength: 500, nullable: true),
            AskedBy = t.Column<string>(maxLength: 200),
            AskedAtUtc = t.Column<DateTime>(),
            Rings = t.Column<int>(),
            State = t.Column<string>(maxLength: 24),
            Failure = t.Column<string>(maxLength: 24, nullable: true),
            Code = t.Column<string>(maxLength: 40, nullable: true),
            Sentence = t.Column<string>(maxLength: 1000, nullable: true),
            Attempts = t.Column<int>(),
            NextTryUtc = t.Column<DateTime>(nullable: true),
            ChangedAtUtc = t.Column<DateTime>(),
            Victim = t.Column<string>(maxLength: 200, nullable: true),
            Snapshots = t.Column<string>(nullable: true),
        }, constraints: c => c.PrimaryKey("PK_sync_errands", x => x.Id));
        m.CreateIndex("IX_sync_errands_ConnectionId_Kind_SubjectId", "sync_errands", ["ConnectionId", "Kind", "SubjectId"], unique: true);
        m.CreateIndex("IX_sync_errands_ConnectionId_CustomerId_State", "sync_errands", ["ConnectionId", "CustomerId", "State"]);
        m.CreateIndex("IX_sync_errands_CustomerId", "sync_errands", "CustomerId");
        m.CreateIndex("IX_sync_errands_BusinessId_State_ChangedAtUtc", "sync_errands", ["BusinessId", "State", "ChangedAtUtc"]);
    }

    private static void Reservations(MigrationBuilder m)
    {
        m.CreateTable("sync_reservations", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            ConnectionId = t.Column<Guid>(),
            BookingId = t.Column<Guid>(),
            ExternalId = t.Column<string>(maxLength: 200, collation: Migrating.BinaryCollation(m.ActiveProvider!)),
            LinkedAtUtc = t.Column<DateTime>(),
        }, constraints: c => c.PrimaryKey("PK_sync_reservations", x => x.Id));
        m.CreateIndex("IX_sync_reservations_ConnectionId_BookingId", "sync_reservations", ["ConnectionId", "BookingId"], unique: true);
        m.CreateIndex("IX_sync_reservations_BookingId", "sync_reservations", "BookingId");
    }

    private static void News(MigrationBuilder m)
    {
        m.CreateTable("sync_news", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            ConnectionId = t.Column<Guid>(),
            Key = t.Column<string>(maxLength: 64),
            About = t.Column<string>(maxLength: 200),
            Rings = t.Column<int>(),
            Waiting = t.Column<bool>(),
            Sentence = t.Column<string>(maxLength: 1000, nullable: true),
            Attempts = t.Column<int>(),
            ReceivedAtUtc = t.Column<DateTime>(),
            HandledAtUtc = t.Column<DateTime>(nullable: true),
        }, constraints: c => c.PrimaryKey("PK_sync_news", x => x.Id));
        m.CreateIndex("IX_sync_news_ConnectionId_Key", "sync_news", ["ConnectionId", "Key"], unique: true);
        m.CreateIndex("IX_sync_news_ConnectionId_Waiting", "sync_news", ["ConnectionId", "Waiting"]);
        m.CreateIndex("IX_sync_news_HandledAtUtc", "sync_news", "HandledAtUtc");
    }

    private static void Differences(MigrationBuilder m)
    {
        m.CreateTable("sync_differences", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            ConnectionId = t.Column<Guid>(),
            CustomerId = t.Column<Guid>(),
            ExternalId = t.Column<string>(maxLength: 200, collation: Migrating.BinaryCollation(m.ActiveProvider!)),
            Field = t.Column<string>(maxLength: 24),
            Theirs = t.Column<string>(maxLength: 500),
            Sentence = t.Column<string>(maxLength: 1000, nullable: true),
            SeenAtUtc = t.Column<DateTime>(),
        }, constraints: c => c.PrimaryKey("PK_sync_differences", x => x.Id));
        m.CreateIndex("IX_sync_differences_ConnectionId_ExternalId_Field", "sync_differences", ["ConnectionId", "ExternalId", "Field"], unique: true);
        m.CreateIndex("IX_sync_differences_CustomerId", "sync_differences", "CustomerId");
    }

    private static void KnownEmails(MigrationBuilder m)
    {
        m.CreateTable("sync_known_emails", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            CustomerId = t.Column<Guid>(),
            Hash = t.Column<string>(maxLength: 64),
        }, constraints: c => c.PrimaryKey("PK_sync_known_emails", x => x.Id));
        m.CreateIndex("IX_sync_known_emails_BusinessId_Hash_CustomerId", "sync_known_emails", ["BusinessId", "Hash", "CustomerId"], unique: true);
        m.CreateIndex("IX_sync_known_emails_CustomerId", "sync_known_emails", "CustomerId");
    }
}
