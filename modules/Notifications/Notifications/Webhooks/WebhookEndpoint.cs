using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Webhooks;

/// <summary>An address of another program that a business wants told what happens.</summary>
internal sealed class WebhookEndpoint : IBelongToBusiness, IVersioned
{
    public const int LongestUrl = 2000;
    public const int LongestWhy = 300;

    /// <summary>The old secret still signs so long after a new one was made, so that nothing is refused while the other side changes over.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    /// <summary>An endpoint that takes nothing for so long is switched off.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(5);

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required string Url { get; init; }

    /// <summary>Names of events with commas between; null for all, those to come included.</summary>
    public string? Events { get; init; }

    /// <summary>Encrypted.</summary>
    public byte[] Secret { get; private set; } = [];

    public byte[]? OldSecret { get; private set; }

    public DateTime? OldSecretUntilUtc { get; private set; }

    public required DateTime CreatedAtUtc { get; init; }

    public DateTime? FailingSinceUtc { get; private set; }

    public DateTime? DisabledAtUtc { get; private set; }

    public string? DisabledWhy { get; private set; }

    public int Version { get; set; }

    public bool IsActive => DisabledAtUtc is null;

    public bool Wants(string happening) => IsActive && (Events is null || Events.Split(',').Contains(happening));

    public void Sign(byte[] secret) => Secret = secret;

    public void Rotate(byte[] secret, DateTime now) => (OldSecret, OldSecretUntilUtc, Secret) = (Secret, now + Overlap, secret);

    public bool OldSecretCounts(DateTime now) => OldSecret is not null && now < OldSecretUntilUtc;

    public void Enable() => (DisabledAtUtc, DisabledWhy, FailingSinceUtc) = (null, null, null);

    public static void Shape(ModelBuilder model)
    {
        model.Entity<WebhookEndpoint>(endpoint =>
        {
            endpoint.ToTable("notifications_webhooks").HasKey(x => x.Id);
            endpoint.Property(x => x.Id).ValueGeneratedNever();
            endpoint.Property(x => x.Url).HasMaxLength(LongestUrl);
            endpoint.Property(x => x.Events).HasMaxLength(1000);
            endpoint.Property(x => x.Secret).HasMaxLength(1000);
            endpoint.Property(x => x.OldSecret).HasMaxLength(1000);
            endpoint.Property(x => x.DisabledWhy).HasMaxLength(LongestWhy);
            endpoint.HasIndex(x => x.BusinessId);
        });
        model.Entity<WebhookDelivery>(delivery =>
        {
            delivery.ToTable("notifications_webhook_deliveries").HasKey(x => x.Id);
            delivery.Property(x => x.Id).ValueGeneratedNever();
            delivery.Property(x => x.Event).HasMaxLength(40);
            delivery.Property(x => x.Ids).HasMaxLength(WebhookDelivery.LongestIds);
            delivery.Property(x => x.Error).HasMaxLength(WebhookDelivery.LongestError);
            delivery.HasIndex(x => new { x.EndpointId, x.CauseId }).IsUnique();
            delivery.HasIndex(x => new { x.EndpointId, x.ToldAtUtc, x.Id });
        });
    }
}
