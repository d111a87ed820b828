using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Mews;

/// <summary>
/// Finds out why Mews refused a write. Mews does not document which status or text says "another guest has this email", so the question is put to the data:
/// is the guest still there, and who has the email?
/// </summary>
internal static class MewsRefusals
{
    public static async Task<PmsFailure> Explain(this MewsSession mews, PmsFailure failure, ExternalGuestId? id, PushableEmail? email, CancellationToken ct)
    {
        if (failure is not PmsFailure.Business refusal)
            return failure;
        if (id is { } guest && (await mews.Customer(guest, ct)).Failure is PmsFailure.Gone gone)
            return gone;
        if (email is not null && (await mews.Owners(email.Address, ct)) is { Succeeded: true } found && found.Value.Guests.FirstOrDefault(g => g.Id != id) is { } owner)
            return Duplicate(owner);

        return refusal.Code is MewsCode.Conflict ? new PmsFailure.Transient($"{refusal.Message} We will try again.") : refusal;
    }

    public static PmsFailure.Business Duplicate(ExternalGuest owner) =>
        new(BusinessCode.PossibleDuplicate, $"Another guest in Mews, {owner.Name.First} {owner.Name.Last}, already has this email. Decide whether they are the same person.")
        {
            OtherGuest = owner.Id,
        };
}
