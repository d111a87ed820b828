using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.OperaCloud.Api;

namespace BookingPlatform.OperaCloud.Features;

/// <summary>
/// Merges one profile into another, for ever. OPERA removes the victim and does not say where it went, so a victim who is gone counts as merged; the survivor
/// has to be there.
/// </summary>
internal sealed class MergeGuests(OperaSession opera)
{
    public async Task<PmsAnswer<Done>> Run(GuestMerge merge, CancellationToken ct)
    {
        if ((await opera.Profile(merge.Survivor, ct)).Failure is { } failure)
            return failure;
        if (await Stands(merge.Victim, ct) is { } before)
            return before;

        var body = new OperaMerge([OperaSession.ProfileId(merge.Victim)]);
        var merged = await opera.Calls.Change(() => opera.Api.Merge(merge.Survivor.Value, body, ct), ct);
        if (merged.Failure is { } refused)
            return refused;
        return await Stands(merge.Victim, ct) ?? new PmsFailure.Transient("OPERA Cloud took the merge but still shows both profiles. We will look again.") { MayHaveHappened = true };
    }

    /// <summary>Null while the victim is there.</summary>
    private async Task<PmsAnswer<Done>?> Stands(ExternalGuestId victim, CancellationToken ct) => (await opera.Profile(victim, ct)).Failure switch
    {
        null => null,
        PmsFailure.Gone => default(Done),
        var other => other,
    };
}
