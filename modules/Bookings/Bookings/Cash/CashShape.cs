using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Cash;

/// <summary>The tables of the register.</summary>
internal static class CashShape
{
    public static void ShapeCash(this ModelBuilder model)
    {
        model.Entity<Bill>(bill =>
        {
            bill.ToTable("bookings_bills").HasKey(x => x.BookingId);
            bill.Property(x => x.BookingId).ValueGeneratedNever();
            bill.Property(x => x.VoidReason).HasMaxLength(Payment.LongestReason);
        });
        model.Entity<BillLine>(line =>
        {
            line.ToTable("bookings_bill_lines").HasKey(x => x.Id);
            line.Property(x => x.Id).ValueGeneratedNever();
            line.Property(x => x.Reason).HasMaxLength(Payment.LongestReason);
            line.Ignore(x => x.AmountMinor);
            line.HasIndex(x => x.BookingId);
        });
        ShapeMoney(model);
        ShapeDocuments(model);
    }

    private static void ShapeMoney(ModelBuilder model)
    {
        model.Entity<Payment>(payment =>
        {
            payment.ToTable("bookings_payments").HasKey(x => x.Id);
            payment.Property(x => x.Id).ValueGeneratedNever();
            payment.Property(x => x.Currency).HasMaxLength(3);
            payment.Property(x => x.Reason).HasMaxLength(Payment.LongestReason);
            payment.HasIndex(x => x.BookingId);
            payment.HasIndex(x => new { x.BusinessId, x.ClosingId, x.Day });
        });
        model.Entity<BillAct>(act =>
        {
            act.ToTable("bookings_bill_acts").HasKey(x => x.Id);
            act.Property(x => x.Id).ValueGeneratedNever();
            act.Property(x => x.Reason).HasMaxLength(Payment.LongestReason);
            act.HasIndex(x => x.BookingId);
            act.HasIndex(x => new { x.BusinessId, x.ClosingId, x.Day });
        });
    }

    private static void ShapeDocuments(ModelBuilder model)
    {
        model.Entity<Receipt>(receipt =>
        {
            receipt.ToTable("bookings_receipts").HasKey(x => x.Id);
            receipt.Property(x => x.Id).ValueGeneratedNever();
            receipt.Property(x => x.Content).HasMaxLength(Receipt.LongestContent);
            receipt.HasIndex(x => new { x.BusinessId, x.Year, x.Number }).IsUnique();
            receipt.HasIndex(x => x.BookingId);
        });
        model.Entity<ReceiptCounter>(counter => counter.ToTable("bookings_receipt_counters").HasKey(x => new { x.BusinessId, x.Year }));
        model.Entity<Closing>(closing =>
        {
            closing.ToTable("bookings_closings").HasKey(x => x.Id);
            closing.Property(x => x.Id).ValueGeneratedNever();
            closing.Property(x => x.Currency).HasMaxLength(3);
            closing.Property(x => x.Reason).HasMaxLength(Payment.LongestReason);
            closing.Property(x => x.Content).HasMaxLength(Closing.LongestContent);
            closing.HasIndex(x => new { x.BusinessId, x.Day }).IsUnique();
            closing.HasIndex(x => new { x.BusinessId, x.Number }).IsUnique();
        });
    }
}
