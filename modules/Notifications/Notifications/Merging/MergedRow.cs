using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Merging;

/// <summary>The journal of merges: how something of a customer stood when their record was merged into another.</summary>
internal sealed class MergedRow : IBelongToBusiness
{
    public const string Messages = "messages";
    public const string Brochures = "brochureRequests";
    public const string Links = "guestLinks";
    public const string Objections = "objections";
    public const string Consents = "consents";
    public const string Passwords = "guestPasswords";

    public required Guid MergeId { get; init; }

    public required string Kind { get; init; }

    /// <summary>The row; of what a customer has once, the customer.</summary>
    public required Guid RowId { get; init; }

    public Guid BusinessId { get; set; }

    public required Guid FromCustomerId { get; init; }

    /// <summary>A request was open, a link could be used.</summary>
    public bool WasCurrent { get; init; }

    /// <summary>Objected to advertising by post.</summary>
    public bool Post { get; init; }

    /// <summary>Objected to advertising by email.</summary>
    public bool Email { get; init; }

    public static void Shape(ModelBuilder model) => model.Entity<MergedRow>(row =>
    {
        row.ToTable("notifications_merged").HasKey(x => new { x.MergeId, x.Kind, x.RowId });
        row.Property(x => x.Kind).HasMaxLength(24);
    });
}
