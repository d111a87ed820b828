using BookingPlatform.Kernel.Data;
using BookingPlatform.Notifications.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications;

internal sealed class NotificationsDb(DbContextOptions<NotificationsDb> options, Work work) : ModuleDb(options, work)
{
    public DbSet<Message> Messages => Set<Message>();

    public DbSet<MessageSwitches> Switches => Set<MessageSwitches>();

    protected override void Shape(ModelBuilder model)
    {
        model.Entity<Message>(message =>
        {
            message.ToTable("notifications_messages").HasKey(x => x.Id);
            message.Property(x => x.Id).ValueGeneratedNever();
            message.Property(x => x.ReasonCode).HasMaxLength(40);
            message.Property(x => x.ReasonText).HasMaxLength(Reason.LongestSentence);
            message.Property(x => x.MailId).HasMaxLength(320);
            message.Property(x => x.Recipient).HasMaxLength(320);
            message.Property(x => x.Subject).HasMaxLength(400);
            message.Property(x => x.Language).HasMaxLength(35);
            message.HasIndex(x => new { x.BusinessId, x.CauseId, x.Kind }).IsUnique();
            message.HasIndex(x => new { x.BusinessId, x.CreatedAtUtc, x.Id });
            message.HasIndex(x => new { x.BusinessId, x.CustomerId, x.CreatedAtUtc });
            message.HasIndex(x => new { x.BusinessId, x.BookingId });
            message.HasIndex(x => new { x.BusinessId, x.State, x.CreatedAtUtc });
        });
        model.Entity<MessageSwitches>().ToTable("notifications_switches").HasKey(x => x.BusinessId);
        model.Entity<MessageSwitches>().Property(x => x.BusinessId).ValueGeneratedNever();
    }
}
