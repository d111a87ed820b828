using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.OperaCloud.Features;

/// <summary>Writes changed sections into the entries that are primary now. OPERA may answer 200 and change nothing, so the caller reads back.</summary>
internal sealed class UpdateGuest(OperaSession opera)
{
    public async Task<PmsAnswer<Done>> Run(ExternalGuestId id, GuestChange change, CancellationToken ct)
    {
        if (change.Notes is not null)
            return new PmsFailure.NotSupported("OPERA Cloud keeps a profile's comments one by one; add a note instead.");
        if (change.IsEmpty)
            return default(Done);
        if (OperaLimits.Problem(change.Name, change.Phone, change.Address) is { } tooLong)
            return tooLong;

        var current = await opera.Profile(id, ct);
        if (current.Failure is { } failure)
            return failure;
        return await opera.Write(id, OperaGuest.Sections(change, current.Value.ProfileDetails, opera.Settings.Types), ct) is { } refused ? refused : default(Done);
    }
}
