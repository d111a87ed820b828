using BookingPlatform.Kernel.Brakes;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.GuestApp.Features.SigningIn;

/// <summary>
/// Slows down who tries often, over all nodes. Counted by what was typed and by business, never by the guest's network or device (S3-20): known and unknown addresses are counted alike.
/// </summary>
internal sealed class AppBrake(SharedBrake brake, Work work)
{
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(10);

    /// <summary>A mail with a link or code. Twenty codes of five tries a day are one chance in ten thousand.</summary>
    public Task<bool> LetsMail(string key, CancellationToken ct) => brake.Lets([OfBusiness("guest-mails", 300), One("guest-mail", key, 5, Short), One("guest-mail", key, 20, TimeSpan.FromDays(1))], ct);

    public Task<bool> LetsTryPassword(string key, CancellationToken ct) => brake.Lets([OfBusiness("guest-passwords", 500), One("guest-password", key, 10, Short)], ct);

    /// <summary>The code of a claim slip. Three hundred guesses in ten minutes meet one of a thousand slips once in seventy years.</summary>
    public Task<bool> LetsClaim(CancellationToken ct) => brake.Lets([OfBusiness("guest-claims", 300)], ct);

    private Allowance OfBusiness(string what, int most) => new(what, $"{work.BusinessId:N}", most, Short);

    private Allowance One(string what, string key, int most, TimeSpan window) => new(what, $"{work.BusinessId:N} {key}", most, window);
}
