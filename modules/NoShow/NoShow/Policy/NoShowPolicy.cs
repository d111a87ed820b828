using BookingPlatform.Kernel.Data;

namespace BookingPlatform.NoShow.Policy;

/// <summary>What a business asks of people who do not come, and whether it wants to be told beforehand; a business without a row uses the values of a new object.</summary>
internal sealed class NoShowPolicy : IBelongToBusiness, IVersioned
{
    public const int LeastWarning = 5;
    public const int MostWarning = 95;

    public Guid BusinessId { get; set; }

    public Preset Preset { get; set; }

    /// <summary>The business's local day from which the preset holds: what the report compares before and after.</summary>
    public DateOnly? Since { get; set; }

    /// <summary>Whether staff see how likely a no-show is. Off, nothing is learned and nothing computed.</summary>
    public bool ShowsRisk { get; set; }

    /// <summary>From how many per cent on a booking is marked.</summary>
    public int WarnFromPercent { get; set; } = 25;

    public int Version { get; set; }
}

/// <summary>How strict a business is.</summary>
internal enum Preset
{
    None,
    Flexible,
    Fair,
    Moderate,
    Strict,
}

/// <summary>What a preset asks, in per cent of the price.</summary>
/// <param name="FreeUntilHours">Until how many hours before the start calling off costs nothing.</param>
/// <param name="LatePercent">For calling off later.</param>
/// <param name="NoShowPercent">For not coming.</param>
/// <param name="DepositPercent">To be paid when booking.</param>
internal sealed record Terms(int FreeUntilHours, int LatePercent, int NoShowPercent, int DepositPercent)
{
    private static readonly Dictionary<Preset, Terms> Table = new()
    {
        //                         free until  late  no-show  deposit
        [Preset.None] = new(0, 0, 0, 0),
        [Preset.Flexible] = new(4, 10, 25, 0),
        [Preset.Fair] = new(24, 25, 50, 0),
        [Preset.Moderate] = new(48, 50, 80, 20),
        [Preset.Strict] = new(72, 100, 100, 50),
    };

    public static Terms Of(Preset preset) => Table[preset];

    /// <summary>The fee for not coming, rounded to whole minor units in the customer's favour.</summary>
    public long FeeMinor(long priceMinor) => Math.Max(0, priceMinor) * NoShowPercent / 100;

    public string Words => this == Of(Preset.None)
        ? "no fee and no deposit"
        : $"free until {FreeUntilHours} hours before, then {LatePercent} % of the price; not coming costs {NoShowPercent} %; {(DepositPercent > 0 ? $"{DepositPercent} % deposit" : "no deposit")}";
}
