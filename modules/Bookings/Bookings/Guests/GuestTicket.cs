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

    public string Write(Guid bookingId) => WebEncoders.Base64UrlEncode(Protector().Protect(bookingId.ToByteArray(), work.Now + Lasts));

    public async Task<BookingAnswer?> Read(string ticket, CancellationToken ct) => Open(ticket) is { } id ? await bookings.Find(id, ct) : null;

    private Guid? Open(string ticket)
    {
        try
        {
            // Tickets written before had a code's id behind the booking's.
            return new Guid(Protector().Unprotect(WebEncoders.Base64UrlDecode(ticket)).AsSpan(0, 16));
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector Protector() => protection.CreateProtector("BookingPlatform.Bookings.Guests", work.BusinessId.ToString("N")).ToTimeLimitedDataProtector();
}
