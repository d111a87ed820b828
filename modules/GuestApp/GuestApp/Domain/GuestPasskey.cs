using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Passkeys;

namespace BookingPlatform.GuestApp.Domain;

/// <summary>A guest's passkey, for one business. Its owner is the record it was made for; merged, the one that was kept answers for it.</summary>
internal sealed class GuestPasskey : StoredPasskey, IBelongToBusiness
{
    public Guid BusinessId { get; set; }
}
