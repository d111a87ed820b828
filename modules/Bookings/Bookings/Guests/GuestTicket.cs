using System.Security.Cryptography;
using BookingPlatform.Bookings.Features;
using BookingPlatform.Kernel.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace BookingPlatform.Bookings.Guests;

/// <summary>
/// The address of a confirmation: encrypted, so that nobody can guess another one, and bound to the business. It shows the booking to whoever made it, who need not be signed in,
/// for as long as a receipt is looked at.
/// </summary>
internal sealed class GuestTicket(IDataProtectionProvider protection, BookingReader bookings, Work work)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(30);

    /// <param name="Challenge">The code that was mailed so that the guest can prove the address; null when none is asked for.</param>
    internal sealed record Content(Guid BookingId, Guid? Challenge);

    public string Write(Content content)
    {
        byte[] bytes = [.. content.BookingId.ToByteArray(), .. (content.Challenge ?? Guid.Empty).ToByteArray()];
        return WebEncoders.Base64UrlEncode(Protector().Protect(bytes, work.Now + Lasts));
    }

    public async Task<(BookingAnswer Booking, Guid? Challenge)?> Read(string ticket, CancellationToken ct)
    {
        if (Open(ticket) is not { } content || await bookings.Find(content.BookingId, ct) is not { } booking)
            return null;
        return (booking, content.Challenge);
    }

    private Content? Open(string ticket)
    {
        try
        {
            var bytes = Protector().Unprotect(WebEncoders.Base64UrlDecode(ticket));
            var challenge = new Guid(bytes[16..32]);
            return new(new Guid(bytes[..16]), challenge == Guid.Empty ? null : challenge);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector Protector() => protection.CreateProtector("BookingPlatform.Bookings.Guests", work.BusinessId.ToString("N")).ToTimeLimitedDataProtector();
}
