using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Mews.Api;

namespace BookingPlatform.Mews.Features;

/// <summary>Puts a guest on Mews' block list or takes them off it: one flag among many, and only that one is written. The list keeps no reason, so the reason is a note.</summary>
internal sealed class BanGuest(MewsSession mews, AddNote note)
{
    public async Task<PmsAnswer<Done>> Run(ExternalGuestId id, GuestBan ban, CancellationToken ct)
    {
        var fields = new CustomerFields { Classifications = new ClassificationFields(new WrittenFlag(ban.Banned)) };
        var request = new AccountsUpdate(mews.Credentials) { AccountUpdates = [new AccountUpdate(id.Value, fields)] };
        var written = await mews.Calls.Write(() => mews.Api.UpdateAccounts(request, ct), ct);
        if (written.Failure is { } failure)
            return await mews.Explain(failure, id, email: null, ct);

        return ban.Banned && ban.Reason.Trim().Length > 0 ? await note.Run(id, ban.Reason, ct) : default(Done);
    }
}
