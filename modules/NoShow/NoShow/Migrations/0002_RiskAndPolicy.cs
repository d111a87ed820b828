using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.NoShow.Migrations;

[DbContext(typeof(NoShowDb)), Migration("0002_RiskAndPolicy")]
internal sealed class RiskAndPolicy : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Policies(migrationBuilder);
        Models(migrationBuilder);
    }

    private static void Policies(MigrationBuilder m)
    {
        m.CreateTable("noshow_policies", t => new
        {
            BusinessId = t.Column<Guid>(),
            Preset = t.Column<string>(maxLength: 24),
            Since = t.Column<DateOnly>(nullable: true),
            ShowsRisk = t.Column<bool>(),
            WarnFromPercent = t.Column<int>(),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_noshow_policies", x => x.BusinessId));
        m.CreateTable("noshow_objections", t => new
        {
            BookingId = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            Text = t.Column<string>(maxLength: 1000),
            RecordedAtUtc = t.Column<DateTime>(),
            RecordedBy = t.Column<string>(maxLength: 200),
            Answer = t.Column<string>(maxLength: 1000, nullable: true),
            Stands = t.Column<bool>(nullable: true),
            AnsweredAtUtc = t.Column<DateTime>(nullable: true),
            AnsweredBy = t.Column<string>(maxLength: 200, nullable: true),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_noshow_objections", x => x.BookingId));
    }

    private static void Models(MigrationBuilder m)
    {
        m.CreateTable("noshow_models", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            LearnedAtUtc = t.Column<DateTime>(),
            Outcomes = t.Column<int>(),
            Missed = t.Column<int>(),
            Auc = t.Column<double>(nullable: true),
            Weights = t.Column<string>(maxLength: 12_000),
            UsualPrices = t.Column<string>(maxLength: 12_000),
        }, constraints: c => c.PrimaryKey("PK_noshow_models", x => x.Id));
        m.CreateIndex("IX_noshow_models_BusinessId_LearnedAtUtc", "noshow_models", ["BusinessId", "LearnedAtUtc"]);
        m.CreateTable("noshow_risk_marks", t => new
        {
            BookingId = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            Percent = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_noshow_risk_marks", x => x.BookingId));
        m.CreateIndex("IX_noshow_risk_marks_BusinessId", "noshow_risk_marks", "BusinessId");
    }
}
