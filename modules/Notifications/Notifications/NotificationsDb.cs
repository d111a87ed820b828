using BookingPlatform.Kernel.Data;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Merging;
using BookingPlatform.Notifications.Templates;
using BookingPlatform.Notifications.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications;

internal sealed class NotificationsDb(DbContextOptions<NotificationsDb> options, Work work) : ModuleDb(options, work)
{
    public DbSet<Message> Messages => Set<Message>();

    public DbSet<MessageSwitches> Switches => Set<MessageSwitches>();

    public DbSet<BrochureRequest> BrochureRequests => Set<BrochureRequest>();

    public DbSet<Objections> Objections => Set<Objections>();

    public DbSet<LetterTemplate> LetterTemplates => Set<LetterTemplate>();

    public DbSet<GuestLink> GuestLinks => Set<GuestLink>();

    public DbSet<GuestPassword> GuestPasswords => Set<GuestPassword>();

    public DbSet<OwnTemplate> Templates => Set<OwnTemplate>();

    public DbSet<MutedBooking> MutedBookings => Set<MutedBooking>();

    public DbSet<Suppression> Suppressions => Set<Suppression>();

    public DbSet<WebhookEndpoint> Webhooks => Set<WebhookEndpoint>();

    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();

    public DbSet<Consent> Consents => Set<Consent>();

    public DbSet<OptOut> OptOuts => Set<OptOut>();

    public DbSet<AddressSecret> AddressSecrets => Set<AddressSecret>();

    public DbSet<Mailing> Mailings => Set<Mailing>();

    public DbSet<MailingText> MailingTexts => Set<MailingText>();

    public DbSet<MergedRow> MergedRows => Set<MergedRow>();

    protected override void Shape(ModelBuilder model)
    {
        ShapePapers(model);
        ShapeLinks(model);
        ShapeSending(model);
        WebhookEndpoint.Shape(model);
        Consent.Shape(model);
        OptOut.Shape(model);
        Mailing.Shape(model);
        MergedRow.Shape(model);
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
            message.HasIndex(x => x.MailId);
            message.HasIndex(x => new { x.MailingId, x.Recipient }).HasFilter("\"MailingId\" IS NOT NULL");
            message.HasIndex(x => x.NotBeforeUtc).HasFilter("\"NotBeforeUtc\" IS NOT NULL");
        });
        model.Entity<MessageSwitches>().ToTable("notifications_switches").HasKey(x => x.BusinessId);
        model.Entity<MessageSwitches>().Property(x => x.BusinessId).ValueGeneratedNever();
        model.Entity<MessageSwitches>().Property(x => x.ReminderHours).HasMaxLength(40);
        model.Entity<MessageSwitches>().Ignore(x => x.Reminders).Ignore(x => x.Quiet);
    }

    private static void ShapeSending(ModelBuilder model)
    {
        model.Entity<OwnTemplate>(template =>
        {
            template.ToTable("notifications_templates").HasKey(x => x.Id);
            template.Property(x => x.Id).ValueGeneratedNever();
            template.Property(x => x.Language).HasMaxLength(10);
            template.Property(x => x.Subject).HasMaxLength(TemplateText.LongestSubject);
            template.Property(x => x.Heading).HasMaxLength(TemplateText.LongestHeading);
            template.Property(x => x.Body).HasMaxLength(TemplateText.LongestBody);
            template.Property(x => x.Fault).HasMaxLength(OwnTemplate.LongestFault);
            template.Ignore(x => x.Text);
            template.HasIndex(x => new { x.BusinessId, x.Kind, x.Language, x.Number }).IsUnique();
        });
        model.Entity<MutedBooking>().ToTable("notifications_muted_bookings").HasKey(x => x.BookingId);
        model.Entity<MutedBooking>().Property(x => x.BookingId).ValueGeneratedNever();
        model.Entity<Suppression>(suppression =>
        {
            suppression.ToTable("notifications_suppressions").HasKey(x => x.Id);
            suppression.Property(x => x.Id).ValueGeneratedNever();
            suppression.Property(x => x.Address).HasMaxLength(Suppression.LongestAddress);
            suppression.Property(x => x.Detail).HasMaxLength(Reason.LongestSentence);
            suppression.HasIndex(x => new { x.BusinessId, x.Address }).IsUnique().HasFilter("\"LiftedAtUtc\" IS NULL");
            suppression.HasIndex(x => new { x.BusinessId, x.AtUtc, x.Id });
        });
    }

    private static void ShapeLinks(ModelBuilder model)
    {
        model.Entity<GuestLink>(link =>
        {
            link.ToTable("notifications_guest_links").HasKey(x => x.Id);
            link.Property(x => x.Id).ValueGeneratedNever();
            link.Property(x => x.Hash).HasMaxLength(64);
            link.Property(x => x.ReasonText).HasMaxLength(Reason.LongestSentence);
            link.HasIndex(x => x.CurrentFor).IsUnique().HasFilter("\"CurrentFor\" IS NOT NULL");
            link.HasIndex(x => x.Hash).IsUnique().HasFilter("\"Hash\" IS NOT NULL");
            link.HasIndex(x => new { x.CustomerId, x.AskedAtUtc });
        });
        model.Entity<GuestPassword>().ToTable("notifications_guest_passwords").HasKey(x => x.CustomerId);
        model.Entity<GuestPassword>().Property(x => x.CustomerId).ValueGeneratedNever();
    }

    private static void ShapePapers(ModelBuilder model)
    {
        model.Entity<BrochureRequest>(request =>
        {
            request.ToTable("notifications_brochure_requests").HasKey(x => x.Id);
            request.Property(x => x.Id).ValueGeneratedNever();
            request.HasIndex(x => x.OpenFor).IsUnique().HasFilter("\"OpenFor\" IS NOT NULL");
            request.HasIndex(x => new { x.BusinessId, x.RequestedAtUtc, x.Id });
            request.HasIndex(x => x.CustomerId);
        });
        model.Entity<Objections>().ToTable("notifications_objections").HasKey(x => x.CustomerId);
        model.Entity<Objections>().Property(x => x.CustomerId).ValueGeneratedNever();
        model.Entity<LetterTemplate>(letter =>
        {
            letter.ToTable("notifications_letter_templates").HasKey(x => x.BusinessId);
            letter.Property(x => x.BusinessId).ValueGeneratedNever();
            letter.Property(x => x.Sender).HasMaxLength(LetterTemplate.LongestSender);
            letter.Property(x => x.Subject).HasMaxLength(LetterTemplate.LongestSubject);
            letter.Property(x => x.Body).HasMaxLength(LetterTemplate.LongestBody);
        });
    }
}
