using System.Text;

namespace BookingPlatform.Notifications.Mail;

/// <summary>
/// The second wall behind the gate (S0-27): no transport takes an address under <c>.invalid</c>, the domain that RFC 6761 keeps empty.
/// Should anything ever come past the gate, it ends here and not at a stranger.
/// </summary>
internal static class PlaceholderWall
{
    public static bool Stops(string address)
    {
        // Full-width letters and dots become ASCII on the way to DNS, so they are made ASCII before looking.
        var host = address[(address.LastIndexOf('@') + 1)..].Normalize(NormalizationForm.FormKC).Replace('。', '.').Trim().TrimEnd('.');
        return host.Equals("invalid", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase);
    }
}
