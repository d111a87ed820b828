using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Connectors.Sync.Migrations;

[DbContext(typeof(SyncDb)), Migration("0001_Initial")]
internal sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Connections(migrationBuilder);
        Links(migrationBuilder);
        Operations(migrationBuilder);
        Buckets(migrationBuilder);
    }

    private static void Connections(MigrationBuilder m)
    {
        m.CreateTable("sync_connections", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            Plugin = t.Column<string>(maxLength: 32),
            Name = t.Column<string>(maxLength: 120),
            Settings = t.Column<byte[]>(),
            SettingsVersion = t.Column<int>(),
            Paused = t.Column<bool>(),
            Health = t.Column<string>(maxLength: 24),
            PropertyName = t.Column<string>(maxLength: 200, nullable: true),
            LastSuccessUtc = t.Column<DateTime>(nullable: true),
            LastFailureUtc = t.Column<DateTime>(nullable: true),
            LastFailure = t.Column<string>(maxLength: 1000, nullable: true),
            NextProbeUtc = t.Column<DateTime>(nullable: true),
            Trouble = t.Column<int>(),
            FailuresInARow = t.Column<int>(),
            LastFailedOperation = t.Column<Guid>(nullable: true),
            CreatedAtUtc = t.Column<DateTime>(),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_sync_connections", x => x.Id));
        m.CreateIndex("IX_sync_connections_BusinessId", "sync_connections", "BusinessId");
    }

    private static void Links(MigrationBuilder m)
    {
        m.CreateTable("sync_links", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            ConnectionId = t.Column<Guid>(),
            CustomerId = t.Column<Guid>(),
            ExternalId = t.Column<string>(maxLength: 200, collation: Migrating.BinaryCollation(m.ActiveProvider!)),
            LinkedAtUtc = t.Column<DateTime>(),
        }, constraints: c => c.PrimaryKey("PK_sync_links", x => x.Id));
        m.CreateIndex("IX_sync_links_ConnectionId_CustomerId", "sync_links", ["ConnectionId", "CustomerId"], unique: true);
        m.CreateIndex("IX_sync_links_ConnectionId_ExternalId", "sync_links", ["ConnectionId", "ExternalId"], unique: true);
        m.CreateIndex("IX_sync_links_CustomerId", "sync_links", "CustomerId");
    }

    private static void Operations(MigrationBuilder m)
    {
        m.CreateTable("sync_operations", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            ConnectionId = t.Column<Guid>(),
            CustomerId = t.Column<Guid>(),
            State = t.Column<string>(maxLength: 24),
            Parked = t.Column<bool>(),
            Failure = t.Column<string>(maxLength: 24, nullable: true),
            Code = t.Column<string>(maxLength: 40, nullable: true),
            Sentence = t.Column<string>(maxLength: 1000, nullable: true),
            OtherGuest = t.Column<string>(maxLength: 200, nullable: true),
            Attempts = t.Column<int>(),
            NextTryUtc = t.Column<DateTime>(nullable: true),
            WaitingSinceUtc = t.Column<DateTime>(),
            MakingSinceUtc = t.Column<DateTime>(nullable: true),
            ConfirmedVersion = t.Column<int>(),
            ConfirmedAtUtc = t.Column<DateTime>(nullable: true),
            SnapshotHash = t.Column<string>(maxLength: 64, nullable: true),
            ChangedAtUtc = t.Column<DateTime>(),
        }, constraints: c => c.PrimaryKey("PK_sync_operations", x => x.Id));
        m.CreateIndex("IX_sync_operations_CustomerId", "sync_operations", "CustomerId");
        m.CreateIndex("IX_sync_operations_ConnectionId_Parked", "sync_operations", ["ConnectionId", "Parked"]);
        m.CreateIndex("IX_sync_operations_BusinessId_State_ChangedAtUtc", "sync_operations", ["BusinessId", "State", "ChangedAtUtc"]);
    }

    private static void Buckets(MigrationBuilder m) => m.CreateTable("sync_buckets", t => new
    {
        ConnectionId = t.Column<Guid>(),
        BusinessId = t.Column<Guid>(),
        GivenUntilTicks = t.Column<long>(),
    }, constraints: c => c.PrimaryKey("PK_sync_buckets", x => x.ConnectionId));
}
