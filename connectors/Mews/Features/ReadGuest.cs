using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Mews.Features;

/// <summary>Reads one guest as Mews has it now.</summary>
internal sealed class ReadGuest(MewsSession mews)
{
    public async Task<PmsAnswer<ExternalGuest>> Run(ExternalGuestId id, CancellationToken ct)
    {
        var answer = await mews.Customer(id, ct);
        return answer.Failure is { } failure ? failure : MewsGuest.From(answer.Value)!;
    }
}
