using System.Globalization;

namespace BookingPlatform.Customers.Contracts;

/// <summary>
/// The address that keeps the place of a missing email: <c>guest.&lt;customer id in Crockford base32&gt;@placeholder.invalid</c>.
/// It is computed, never stored and never mailed: <c>.invalid</c> is reserved (RFC 6761), so even a leak reaches nobody.
/// </summary>
public static class PlaceholderEmail
{
    /// <summary>The reserved domain.</summary>
    public const string Domain = "placeholder.invalid";

    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 26;

    /// <summary>The generated address of a customer; unique because ids are.</summary>
    /// <param name="customerId">The customer.</param>
    public static string For(Guid customerId)
    {
        var text = new char[Length];
        var rest = ToNumber(customerId);
        for (var place = Length - 1; place >= 0; place--, rest >>= 5)
            text[place] = Digits[(int)(rest & 31)];
        return $"guest.{new string(text)}@{Domain}";
    }

    /// <summary>Whether the text is an address of the reserved domain: whoever sends one has no real address.</summary>
    /// <param name="address">Anything; case and surrounding white space do not matter.</param>
    public static bool IsOne(string? address) =>
        address?.Trim() is { } text && text.LastIndexOf('@') is var at and >= 0 && IsReserved(text[(at + 1)..]);

    /// <summary>Whether mail to that domain is mail to a placeholder.</summary>
    /// <param name="domain">A domain name without <c>@</c>.</param>
    public static bool IsReserved(string domain) =>
        domain.Equals(Domain, StringComparison.OrdinalIgnoreCase) || domain.EndsWith($".{Domain}", true, CultureInfo.InvariantCulture);

    private static UInt128 ToNumber(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
