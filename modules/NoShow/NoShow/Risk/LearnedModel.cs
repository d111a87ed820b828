using BookingPlatform.Kernel.Data;

namespace BookingPlatform.NoShow.Risk;

/// <summary>Weights that were learned one night. They say nothing of any person; the newest is used, older ones show how it changed.</summary>
internal sealed class LearnedModel : IBelongToBusiness
{
    public const int LongestWeights = 12_000;
    public const int MostKept = 30;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required DateTime LearnedAtUtc { get; init; }

    /// <summary>From how many known outcomes.</summary>
    public required int Outcomes { get; init; }

    public required int Missed { get; init; }

    /// <summary>On the latest 30 % of the outcomes, by a model that had only seen the others; null when there were too few to tell.</summary>
    public double? Auc { get; init; }

    /// <summary>The model as JSON.</summary>
    public required string Weights { get; init; }

    /// <summary>The median price of the services most booked, as JSON.</summary>
    public required string UsualPrices { get; init; }
}

/// <summary>How likely a no-show was when it was last computed, for the agenda; only of coming bookings that are marked. What it was computed from is not kept.</summary>
internal sealed class RiskMark : IBelongToBusiness
{
    public required Guid BookingId { get; init; }

    public Guid BusinessId { get; set; }

    public required int Percent { get; set; }
}
