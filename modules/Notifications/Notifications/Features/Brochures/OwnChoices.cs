using BookingPlatform.Kernel;
using BookingPlatform.Notifications.Contracts;

namespace BookingPlatform.Notifications.Features.Brochures;

/// <summary>The guest's own objections, by the same rules as at the desk.</summary>
internal sealed class OwnChoices(ChangeObjections objections) : IAdvertisingChoices
{
    public async Task<AdvertisingChoices> Of(Guid customerId, CancellationToken ct) =>
        (await objections.Read(customerId, ct)).Is(out var known, out _) ? new(known.Post, known.Email) : new(false, false);

    public async Task<Answer<AdvertisingChoices>> Change(Guid customerId, AdvertisingChoices choices, CancellationToken ct) =>
        (await objections.Handle(customerId, new(choices.NotByPost, choices.NotByEmail), ct)).Then(now => new AdvertisingChoices(now.Post, now.Email));
}
