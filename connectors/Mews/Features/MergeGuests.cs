using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Mews.Api;

namespace BookingPlatform.Mews.Features;

/// <summary>Merges two guests, for ever. Mews answers with nothing, so the victim is read before and after: who is merged into the survivor already is done.</summary>
internal sealed class MergeGuests(MewsSession mews)
{
    public async Task<PmsAnswer<Done>> Run(GuestMerge merge, CancellationToken ct)
    {
        if (await Standing(merge, ct) is { } before)
            return before;

        var request = new AccountsMerge(mews.Credentials) { AccountMergeParameters = [new AccountMerge([merge.Victim.Value], merge.Survivor.Value)] };
        var merged = await mews.Calls.Write(() => mews.Api.MergeAccounts(request, ct), ct);
        if (merged.Failure is { } failure)
            return await mews.Explain(failure, merge.Survivor, email: null, ct);

        return await Standing(merge, ct)
            ?? new PmsFailure.Transient("Mews accepted the merge but still shows both guests. We will look again.") { MayHaveHappened = true };
    }

    /// <summary>Null while the victim is a guest of their own.</summary>
    private async Task<PmsAnswer<Done>?> Standing(GuestMerge merge, CancellationToken ct) => (await mews.Customer(merge.Victim, ct)).Failure switch
    {
        null => null,
        PmsFailure.Gone { MergedInto: { } target } when target == merge.Survivor => default(Done),
        var other => other,
    };
}
