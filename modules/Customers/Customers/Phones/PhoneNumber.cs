using System.Text;

namespace BookingPlatform.Customers.Phones;

/// <summary>
/// Brings telephone numbers into E.164 (ITU-T), so that <c>0912…</c>, <c>+351 912…</c> and <c>00351912…</c> are one number.
/// It knows calling codes, trunk prefixes and lengths, not the ranges inside a country: what it does not understand stays as typed.
/// </summary>
internal static class PhoneNumber
{
    /// <param name="typed">As people write numbers, in any digits of Unicode.</param>
    /// <param name="country">ISO 3166-1 alpha-2: whose numbers may come without a prefix.</param>
    /// <returns><c>+351912345678</c>, or null when it is not understood.</returns>
    public static string? ToE164(string? typed, string country)
    {
        if (typed is null || Dialled(typed) is not { } dialled)
            return null;
        var home = NumberingPlan.Of(country);
        if (International(dialled, home) is { } digits)
            return FromInternational(digits);
        return home is null ? null : FromNational(dialled, home);
    }

    /// <summary>The national part of an E.164 number, for people who search without the country's code.</summary>
    public static string? NationalPart(string e164) =>
        NumberingPlan.ByCallingCode(e164.AsSpan(1)) is { } plan ? e164[(1 + plan.CallingCode.Length)..] : null;

    private static string? FromInternational(string digits)
    {
        if (NumberingPlan.ByCallingCode(digits) is not { } plan)
            return null;
        var national = digits[plan.CallingCode.Length..];
        // "+44 (0)20 …" is on many business cards; no country but those that keep their 0 has numbers that start with it.
        if (plan.Trunk is "0" && national.StartsWith('0'))
            national = national[1..];
        return NumberingPlan.Fits(plan.CallingCode, national.Length) ? $"+{plan.CallingCode}{national}" : null;
    }

    private static string? FromNational(string dialled, NumberingPlan home)
    {
        var national = home.Trunk is { } trunk && dialled.StartsWith(trunk, StringComparison.Ordinal) && home.Fits(dialled.Length - trunk.Length)
            ? dialled[trunk.Length..]
            : dialled;
        return home.Fits(national.Length) ? $"+{home.CallingCode}{national}" : null;
    }

    /// <summary>The digits after the international prefix; null when the number has none.</summary>
    private static string? International(string dialled, NumberingPlan? home)
    {
        if (dialled.StartsWith('+'))
            return dialled[1..];
        if (dialled.StartsWith("00", StringComparison.Ordinal))
            return dialled[2..];
        return home?.InternationalPrefix is { } prefix && dialled.StartsWith(prefix, StringComparison.Ordinal) && dialled.Length > 11
            ? dialled[prefix.Length..]
            : null;
    }

    /// <summary>A leading plus and ASCII digits; null when there is anything that is neither a digit nor usual between digits.</summary>
    private static string? Dialled(string typed)
    {
        var dialled = new StringBuilder();
        foreach (var sign in typed.Normalize(NormalizationForm.FormKC).Replace("(0)", "", StringComparison.Ordinal))
        {
            if (char.IsDigit(sign))
                dialled.Append((char)('0' + (int)char.GetNumericValue(sign)));
            else if (sign is '+' && dialled.Length == 0)
                dialled.Append(sign);
            else if (!(char.IsWhiteSpace(sign) || sign is '-' or '.' or '/' or '(' or ')' || char.GetUnicodeCategory(sign) is System.Globalization.UnicodeCategory.DashPunctuation or System.Globalization.UnicodeCategory.Format))
                return null;
        }

        return dialled.Length is >= 4 and <= 20 ? dialled.ToString() : null;
    }
}
