namespace BookingPlatform.Customers.Contracts;

/// <summary>Question: does whoever asks now see emails and telephones as they are? Jobs, deliveries and guests' pages do; what they show is not a list for staff.</summary>
public interface IContactMask
{
    /// <summary>Staff or a key without the right to reveal: they see them nowhere.</summary>
    bool IsAlwaysOn { get; }

    /// <summary>In lists and search: also where the business wants them masked for all its staff, who then reveal one at a time. Keys with the right see them.</summary>
    Task<bool> IsOnInLists(CancellationToken ct);
}

/// <summary>Enough to recognise what one knows already, too little to write down: <c>a…@e….com</c>, <c>…89</c>.</summary>
public static class Masked
{
    private const string Rest = "…";
    private const int ShownDigits = 2;

    /// <summary>First letters and the last part of the domain; null for null.</summary>
    public static string? Email(string? email) => email?.Split('@') is [{ Length: > 0 } name, { Length: > 0 } domain]
        ? $"{First(name)}{Rest}@{First(domain)}{Rest}{(domain.LastIndexOf('.') is > 0 and var dot ? domain[dot..] : "")}"
        : email is null ? null : Rest;

    /// <summary>Fewer than five digits say too much even in part.</summary>
    public static string? Phone(string? phone) => phone?.Where(char.IsDigit).ToArray() is not { } digits ? null : digits.Length < 5 ? Rest : $"{Rest}{new string(digits[^ShownDigits..])}";

    /// <summary>The card with both in part.</summary>
    public static CustomerCard Mask(this CustomerCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return card with { Email = Email(card.Email), Phone = Phone(card.Phone) };
    }

    /// <summary>As whoever asks may see it.</summary>
    public static CustomerCard Shown(this IContactMask mask, CustomerCard card)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return mask.IsAlwaysOn ? Mask(card) : card;
    }

    /// <summary>As whoever asks may see it.</summary>
    public static string? ShownEmail(this IContactMask mask, string? email)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return mask.IsAlwaysOn ? Email(email) : email;
    }

    /// <summary>As whoever asks may see it.</summary>
    public static string? ShownPhone(this IContactMask mask, string? phone)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return mask.IsAlwaysOn ? Phone(phone) : phone;
    }

    /// <summary>Whole, whatever the script.</summary>
    private static string First(string text) => System.Globalization.StringInfo.GetNextTextElement(text);
}
