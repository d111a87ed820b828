using BookingPlatform.Kernel;
using BookingPlatform.NoShow.Contracts;

namespace BookingPlatform.NoShow.Policy;

/// <summary>A guest's own record, by the same rules as at the desk.</summary>
internal sealed class OwnNoShows(Strikes strikes, Objecting objecting) : IOwnNoShows
{
    public async Task<IReadOnlyList<OwnNoShow>> Of(Guid customerId, CancellationToken ct) =>
        (await strikes.Of(customerId, ct)).Is(out var found, out _) ? found.Items.Select(Show).ToList() : [];

    public async Task<Answer<Done>> Object(Guid customerId, Guid bookingId, string? text, CancellationToken ct)
    {
        if ((await Of(customerId, ct)).All(missed => missed.BookingId != bookingId))
            return Refusal.NotFound("no-show");
        return (await objecting.Record(bookingId, new(text), ct)).Then(_ => default(Done));
    }

    private static OwnNoShow Show(Strike strike) => new(strike.BookingId, strike.Code, strike.Service, strike.StartsAt.UtcDateTime)
    {
        Objection = strike.Objection?.Text,
        Answer = strike.Objection?.Answer,
        Stands = strike.Objection?.Stands,
    };
}
