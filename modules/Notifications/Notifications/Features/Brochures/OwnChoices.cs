using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Notifications.Advertising;
using BookingPlatform.Notifications.Contracts;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Features.Consents;

namespace BookingPlatform.Notifications.Features.Brochures;

/// <summary>What the guest chose by themselves, by the same rules as at the desk.</summary>
internal sealed class OwnChoices(ChangeObjections objections, ChangeConsent consents, AskingForConsent asking, IBusinesses businesses, Work work) : IAdvertisingChoices
{
    public async Task<AdvertisingChoices> Of(Guid customerId, CancellationToken ct)
    {
        var known = (await objections.Read(customerId, ct)).Is(out var found, out _) ? found : new(customerId, false, false);
        var consent = (await consents.Read(customerId, ct)).Is(out var said, out _) ? said : null;
        return new(known.Post, known.Email) { WantsNews = consent?.IsInForce ?? false, AgreedAt = consent is { IsInForce: true } ? consent.Proofs[0].GivenAt : null };
    }

    public async Task<string> Wording(string language, CancellationToken ct) => asking.Wording(language, (await businesses.Get(work.BusinessId, ct)).Name);

    /// <summary>An objection that is noted now is stronger than a yes sent with it; a yes takes an earlier objection back.</summary>
    public async Task<Answer<AdvertisingChoices>> Change(Guid customerId, AdvertisingChoices choices, string wording, CancellationToken ct)
    {
        var before = await Of(customerId, ct);
        if ((await objections.Handle(customerId, new(choices.NotByPost, choices.NotByEmail), ct)).IsRefused(out var refusal))
            return refusal;
        if (!choices.NotByEmail && choices.WantsNews is { } wants && wants != before.WantsNews
            && (await consents.Handle(customerId, new(wants, wording) { How = ConsentWay.GuestApp }, ct)).IsRefused(out refusal))
            return refusal;
        return await Of(customerId, ct);
    }
}
