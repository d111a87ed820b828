using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.OperaCloud.Api;

namespace BookingPlatform.OperaCloud.Features;

/// <summary>Restricts a profile or lifts the restriction, and looks whether it is so.</summary>
internal sealed class BanGuest(OperaSession opera)
{
    public async Task<PmsAnswer<Done>> Run(ExternalGuestId id, GuestBan ban, CancellationToken ct)
    {
        if (await Stands(id, ban, ct) is { } before)
            return before;
        if (await opera.Write(id, new OperaDetails { ProfileRestrictions = new OperaRestrictions(ban.Banned, ban.Reason) }, ct) is { } refused)
            return refused;
        return await Stands(id, ban, ct) ?? new PmsFailure.Transient("OPERA Cloud took the restriction but does not show it. We will try again.") { MayHaveHappened = true };
    }

    /// <summary>Null while it is otherwise.</summary>
    private async Task<PmsAnswer<Done>?> Stands(ExternalGuestId id, GuestBan ban, CancellationToken ct)
    {
        var profile = await opera.Profile(id, ct);
        if (profile.Failure is { } failure)
            return failure;
        return (profile.Value.ProfileDetails!.ProfileRestrictions?.Restricted ?? false) == ban.Banned ? default(Done) : null;
    }
}
