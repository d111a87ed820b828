using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Outbox;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Kernel.Migrations;

[DbContext(typeof(KernelDb)), Migration("0001_Initial")]
public sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Outbox(migrationBuilder);
        Audit(migrationBuilder);
        Answers(migrationBuilder);
        JobRuns(migrationBuilder);
    }

    private static void Outbox(MigrationBuilder m)
    {
        m.CreateTable("kernel_outbox", t => new
        {
            Seq = t.Column<long>().NumberedBy(m.ActiveProvider!),
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            About = t.Column<Guid>(),
            Lane = t.Column<int>(),
            Fact = t.Column<string>(maxLength: 200),
            Listener = t.Column<string>(maxLength: 200),
            Body = t.Column<string>(maxLength: 4000),
            TraceParent = t.Column<string>(maxLength: 64, nullable: true),
            State = t.Column<string>(maxLength: 24),
            Attempts = t.Column<int>(),
            ToldAtUtc = t.Column<DateTime>(),
            DueAtUtc = t.Column<DateTime>(),
            Error = t.Column<string>(maxLength: 1000, nullable: true),
        }, constraints: c => c.PrimaryKey("PK_kernel_outbox", x => x.Seq));
        m.CreateIndex("IX_kernel_outbox_State_DueAtUtc_Lane", "kernel_outbox", ["State", "DueAtUtc", "Lane"]);
        m.CreateIndex("IX_kernel_outbox_BusinessId_State", "kernel_outbox", ["BusinessId", "State"]);
        m.CreateTable("kernel_lanes", t => new
        {
            Lane = t.Column<int>(),
            Owner = t.Column<string>(maxLength: 200),
            LeasedUntilUtc = t.Column<DateTime>(),
        }, constraints: c => c.PrimaryKey("PK_kernel_lanes", x => x.Lane));
        for (var lane = 0; lane < OutboxLane.Count; lane++)
            m.InsertData("kernel_lanes", ["Lane", "Owner", "LeasedUntilUtc"], [lane, "", DateTime.UnixEpoch]);
    }

    private static void Audit(MigrationBuilder m)
    {
        m.CreateTable("kernel_audit", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            AtUtc = t.Column<DateTime>(),
            Subject = t.Column<string>(maxLength: 200),
            SubjectId = t.Column<Guid>(),
            Action = t.Column<string>(maxLength: 80),
            Sentence = t.Column<string>(maxLength: 1000),
            Before = t.Column<string>(maxLength: 4000, nullable: true),
            After = t.Column<string>(maxLength: 4000, nullable: true),
            Source = t.Column<string>(maxLength: 24),
            ActorId = t.Column<Guid>(nullable: true),
            ActorName = t.Column<string>(maxLength: 200),
        }, constraints: c => c.PrimaryKey("PK_kernel_audit", x => x.Id));
        m.CreateIndex("IX_kernel_audit_BusinessId_SubjectId_AtUtc", "kernel_audit", ["BusinessId", "SubjectId", "AtUtc"]);
    }

    private static void Answers(MigrationBuilder m)
    {
        m.CreateTable("kernel_answers", t => new
        {
            BusinessId = t.Column<Guid>(),
            Key = t.Column<string>(maxLength: 200),
            RequestHash = t.Column<string>(maxLength: 64),
            Status = t.Column<int>(),
            ContentType = t.Column<string>(maxLength: 200),
            Location = t.Column<string>(maxLength: 400, nullable: true),
            Body = t.Column<byte[]>(),
            AtUtc = t.Column<DateTime>(),
        }, constraints: c => c.PrimaryKey("PK_kernel_answers", x => new { x.BusinessId, x.Key }));
        m.CreateIndex("IX_kernel_answers_AtUtc", "kernel_answers", "AtUtc");
    }

    private static void JobRuns(MigrationBuilder m)
    {
        m.CreateTable("kernel_job_runs", t => new
        {
            Id = t.Column<Guid>(),
            Job = t.Column<string>(maxLength: 200),
            Node = t.Column<string>(maxLength: 200),
            StartedAtUtc = t.Column<DateTime>(),
            FinishedAtUtc = t.Column<DateTime>(nullable: true),
            State = t.Column<string>(maxLength: 24),
            ItemsDone = t.Column<int>(),
            ItemsTotal = t.Column<int>(),
            Error = t.Column<string>(maxLength: 1000, nullable: true),
        }, constraints: c => c.PrimaryKey("PK_kernel_job_runs", x => x.Id));
        m.CreateIndex("IX_kernel_job_runs_Job_StartedAtUtc", "kernel_job_runs", ["Job", "StartedAtUtc"]);
    }
}
