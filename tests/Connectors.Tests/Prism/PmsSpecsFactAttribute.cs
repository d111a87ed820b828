namespace BookingPlatform.Connectors.Tests.Prism;

/// <summary>A test against the vendors' own API descriptions, which are not part of this repository: <c>BOOKING_PMS_SPECS</c> names their folder.</summary>
public sealed class PmsSpecsFactAttribute : FactAttribute
{
    public const string Variable = "BOOKING_PMS_SPECS";

    public PmsSpecsFactAttribute()
    {
        if (Folder is null)
            Skip = $"{Variable} names no folder with the vendors' API descriptions.";
    }

    public static string? Folder => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder && Directory.Exists(folder) ? folder : null;
}
