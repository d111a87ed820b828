using BookingPlatform.Bookings.Cash;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Bookings.Migrations;

[DbContext(typeof(BookingsDb)), Migration("0004_Cash")]
internal sealed class CashRegister : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<int>("TaxBasisPoints", "bookings_services", defaultValue: 0);
        Bills(migrationBuilder);
        Money(migrationBuilder);
        Receipts(migrationBuilder);
        Closings(migrationBuilder);
    }

    private static void Bills(MigrationBuilder m)
    {
        m.CreateTable("bookings_bills", t => new
        {
            BookingId = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            ExtrasMinor = t.Column<long>(),
            PaidMinor = t.Column<long>(),
            KeptMinor = t.Column<long>(),
            VoidCause = t.Column<string>(maxLength: 24, nullable: true),
            VoidReason = t.Column<string>(maxLength: 500, nullable: true),
            VoidedAtUtc = t.Column<DateTime>(nullable: true),
            ReceiptId = t.Column<Guid>(nullable: true),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_bookings_bills", x => x.BookingId));
        m.CreateTable("bookings_bill_lines", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            BookingId = t.Column<Guid>(),
            Kind = t.Column<string>(maxLength: 24),
            Text = t.Column<string>(maxLength: 200),
            Quantity = t.Column<int>(),
            UnitMinor = t.Column<long>(),
            TaxBasisPoints = t.Column<int>(),
            Reason = t.Column<string>(maxLength: 500, nullable: true),
            AddedAtUtc = t.Column<DateTime>(),
        }, constraints: c => c.PrimaryKey("PK_bookings_bill_lines", x => x.Id));
        m.CreateIndex("IX_bookings_bill_lines_BookingId", "bookings_bill_lines", "BookingId");
    }

    private static void Money(MigrationBuilder m)
    {
        m.CreateTable("bookings_payments", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            BookingId = t.Column<Guid>(),
            Kind = t.Column<string>(maxLength: 24),
            AmountMinor = t.Column<long>(),
            Currency = t.Column<string>(maxLength: 3),
            Day = t.Column<DateOnly>(),
            IsDeposit = t.Column<bool>(),
            Reason = t.Column<string>(maxLength: 500, nullable: true),
            AtUtc = t.Column<DateTime>(),
            By = t.Column<string>(maxLength: 200),
            ClosingId = t.Column<Guid>(nullable: true),
        }, constraints: c => c.PrimaryKey("PK_bookings_payments", x => x.Id));
        m.CreateIndex("IX_bookings_payments_BookingId", "bookings_payments", "BookingId");
        m.CreateIndex("IX_bookings_payments_BusinessId_ClosingId_Day", "bookings_payments", ["BusinessId", "ClosingId", "Day"]);
        m.CreateTable("bookings_bill_acts", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            BookingId = t.Column<Guid>(),
            Kind = t.Column<string>(maxLength: 24),
            AmountMinor = t.Column<long>(),
            Reason = t.Column<string>(maxLength: 500),
            Day = t.Column<DateOnly>(),
            AtUtc = t.Column<DateTime>(),
            By = t.Column<string>(maxLength: 200),
            ClosingId = t.Column<Guid>(nullable: true),
        }, constraints: c => c.PrimaryKey("PK_bookings_bill_acts", x => x.Id));
        m.CreateIndex("IX_bookings_bill_acts_BookingId", "bookings_bill_acts", "BookingId");
        m.CreateIndex("IX_bookings_bill_acts_BusinessId_ClosingId_Day", "bookings_bill_acts", ["BusinessId", "ClosingId", "Day"]);
    }

    private static void Receipts(MigrationBuilder m)
    {
        m.CreateTable("bookings_receipts", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            BookingId = t.Column<Guid>(),
            Kind = t.Column<string>(maxLength: 24),
            Year = t.Column<int>(),
            Number = t.Column<int>(),
            CorrectsId = t.Column<Guid>(nullable: true),
            IssuedAtUtc = t.Column<DateTime>(),
            TotalMinor = t.Column<long>(),
            Content = t.Column<string>(maxLength: Receipt.LongestContent),
        }, constraints: c => c.PrimaryKey("PK_bookings_receipts", x => x.Id));
        m.CreateIndex("IX_bookings_receipts_BusinessId_Year_Number", "bookings_receipts", ["BusinessId", "Year", "Number"], unique: true);
        m.CreateIndex("IX_bookings_receipts_BookingId", "bookings_receipts", "BookingId");
        m.CreateTable("bookings_receipt_counters", t => new
        {
            BusinessId = t.Column<Guid>(),
            Year = t.Column<int>(),
            Last = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_bookings_receipt_counters", x => new { x.BusinessId, x.Year }));
    }

    private static void Closings(MigrationBuilder m)
    {
        m.CreateTable("bookings_closings", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            Day = t.Column<DateOnly>(),
            Number = t.Column<int>(),
            Currency = t.Column<string>(maxLength: 3),
            OpeningMinor = t.Column<long>(),
            ExpectedMinor = t.Column<long>(),
            CountedMinor = t.Column<long>(),
            LeftMinor = t.Column<long>(),
            Reason = t.Column<string>(maxLength: 500, nullable: true),
            ClosedAtUtc = t.Column<DateTime>(),
            By = t.Column<string>(maxLength: 200),
            Content = t.Column<string>(maxLength: Closing.LongestContent),
        }, constraints: c => c.PrimaryKey("PK_bookings_closings", x => x.Id));
        m.CreateIndex("IX_bookings_closings_BusinessId_Day", "bookings_closings", ["BusinessId", "Day"], unique: true);
        m.CreateIndex("IX_bookings_closings_BusinessId_Number", "bookings_closings", ["BusinessId", "Number"], unique: true);
    }
}
