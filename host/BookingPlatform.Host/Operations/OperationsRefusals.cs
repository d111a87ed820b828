using BookingPlatform.Kernel;

namespace BookingPlatform.Host.Operations;

internal static class OperationsRefusals
{
    public static Refusal OnlyLooking { get; } = new(RefusalKind.Forbidden, "forbidden", "Your role may look at jobs, but not run, pause or retry them.");

    /// <summary>Nodes work for every business of the installation.</summary>
    public static Refusal NotAlone { get; } = new(RefusalKind.Conflict, "shared-installation", "Several businesses share this installation: only its operator takes nodes out of the work.");
}
