using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace BookingPlatform.Notifications.Mail;

/// <summary>What a link in a mail may open.</summary>
internal enum TokenPurpose
{
    /// <summary>The calendar file of a booking.</summary>
    Calendar,

    /// <summary>Telling this business which mails came back.</summary>
    Bounces,

    /// <summary>Ending advertising, by the message in which it stood.</summary>
    Unsubscribe,
}

/// <summary>
/// Unguessable names for links that must work for as long as a mailbox keeps them: the id itself, encrypted and signed for one purpose and one business.
/// Nothing is stored for them, so there is nothing to expire, to leak or to erase.
/// </summary>
internal sealed class GuestTokens(IDataProtectionProvider protection)
{
    private const int Longest = 400;

    public string For(TokenPurpose purpose, Guid businessId, Guid id) => Base64Url.EncodeToString(Protector(purpose, businessId).Protect(id.ToByteArray()));

    /// <returns>Null for anything that was not made here for this purpose and this business.</returns>
    public Guid? Read(TokenPurpose purpose, Guid businessId, string? token)
    {
        if (token is null or { Length: 0 or > Longest } || !Base64Url.IsValid(token))
            return null;
        try
        {
            return new Guid(Protector(purpose, businessId).Unprotect(Base64Url.DecodeFromChars(token)));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private IDataProtector Protector(TokenPurpose purpose, Guid businessId) => protection.CreateProtector("BookingPlatform.Notifications", purpose.ToString(), businessId.ToString("N"));
}
