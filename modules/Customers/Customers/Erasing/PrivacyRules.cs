using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Customers.Erasing;

/// <summary>How long a business keeps people's data; without a row it keeps it until somebody decides.</summary>
internal sealed class PrivacyRules : IBelongToBusiness, IVersioned
{
    public const int FewestMonths = 6;
    public const int MostMonths = 240;
    public const int FewestDays = 30;
    public const int MostDays = 3650;

    public Guid BusinessId { get; set; }

    public int Version { get; set; } = 1;

    /// <summary>Whoever has not come, nor been changed, for so many months is erased; null for never.</summary>
    public int? InactiveMonths { get; set; }

    /// <summary>A deleted record is erased after so many days, not before its deletion can no longer be undone; null for never.</summary>
    public int? DeletedDays { get; set; }
}
