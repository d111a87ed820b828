using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Passkeys;

namespace BookingPlatform.Host.Accounts;

/// <summary>A passkey of a person who signs in to the dashboard.</summary>
[AcrossBusinesses("Belongs to a person, not to a business.")]
internal sealed class StaffPasskey : StoredPasskey;
