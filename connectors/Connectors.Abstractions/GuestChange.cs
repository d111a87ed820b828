using System.Text;

namespace BookingPlatform.Connectors.Abstractions;

/// <summary>
/// The fields of a guest to be written. Null leaves a field alone: what we do not know is no reason to take it from the hotel, so a change sets and never clears.
/// The address is written as a whole.
/// </summary>
public sealed record GuestChange
{
    /// <summary>The new name.</summary>
    public GuestName? Name { get; init; }

    /// <summary>The new email, which cannot be a placeholder or a relay.</summary>
    public PushableEmail? Email { get; init; }

    /// <summary>The new phone number.</summary>
    public string? Phone { get; init; }

    /// <summary>The new address.</summary>
    public PostalAddress? Address { get; init; }

    /// <summary>The new notes; they replace the old.</summary>
    public string? Notes { get; init; }

    /// <summary>The fields it writes.</summary>
    public GuestFields Fields =>
        (Name is null ? GuestFields.None : GuestFields.Name)
        | (Email is null ? GuestFields.None : GuestFields.Email)
        | (Phone is null ? GuestFields.None : GuestFields.Phone)
        | (Address is null ? GuestFields.None : GuestFields.Address)
        | (Notes is null ? GuestFields.None : GuestFields.Notes);

    /// <summary>Whether it writes nothing.</summary>
    public bool IsEmpty => Fields is GuestFields.None;

    /// <summary>The least change that makes the PMS's guest say what we know.</summary>
    /// <param name="current">The guest as just read.</param>
    /// <param name="wanted">What we know.</param>
    public static GuestChange Between(ExternalGuest current, GuestDetails wanted)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(wanted);
        return new GuestChange
        {
            Name = Same(current.Name, wanted.Name) ? null : wanted.Name,
            Email = wanted.Email is null || SameEmail(current.Email, wanted.Email.Address) ? null : wanted.Email,
            Phone = Blank(wanted.Phone) || SamePhone(current.Phone, wanted.Phone) ? null : wanted.Phone,
            Address = wanted.Address is null || Same(current.Address, wanted.Address) ? null : wanted.Address,
            Notes = Blank(wanted.Notes) || SameText(current.Notes, wanted.Notes) ? null : wanted.Notes,
        };
    }

    /// <summary>The fields of this change that the guest, read back after the write, does not show. <see cref="GuestFields.None"/> confirms the write.</summary>
    /// <param name="readBack">The guest as read after the write.</param>
    public GuestFields NotYetIn(ExternalGuest readBack)
    {
        ArgumentNullException.ThrowIfNull(readBack);
        var details = new GuestDetails { Name = Name ?? readBack.Name, Email = Email, Phone = Phone, Address = Address, Notes = Notes };
        return Between(readBack, details).Fields;
    }

    private static bool Same(GuestName a, GuestName b) => SameText(a.First, b.First) && SameText(a.Last, b.Last);

    private static bool Same(PostalAddress? a, PostalAddress b) =>
        SameText(a?.Line1, b.Line1) && SameText(a?.Line2, b.Line2) && SameText(a?.City, b.City) && SameText(a?.PostalCode, b.PostalCode)
        && SameText(a?.RegionCode, b.RegionCode) && SameText(a?.CountryCode, b.CountryCode);

    private static bool SameEmail(string? a, string b) => string.Equals(a?.Trim(), b.Trim(), StringComparison.OrdinalIgnoreCase);

    // Vendors re-space numbers and write +39 as 0039; neither is a difference worth a write.
    private static bool SamePhone(string? a, string? b) => Digits(a) == Digits(b);

    private static string Digits(string? phone)
    {
        var digits = string.Concat((phone ?? "").Where(char.IsDigit));
        return digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..] : digits;
    }

    // The same name may be composed or decomposed (é as one or two code points), depending on where it was typed.
    private static bool SameText(string? a, string? b) => Normal(a) == Normal(b);

    private static string Normal(string? text) => (text ?? "").Trim().ReplaceLineEndings("\n").Normalize(NormalizationForm.FormC);

    private static bool Blank(string? text) => string.IsNullOrWhiteSpace(text);
}

/// <summary>Fields of a guest.</summary>
[Flags]
public enum GuestFields
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>First and last name.</summary>
    Name = 1 << 0,

    /// <summary>Email address.</summary>
    Email = 1 << 1,

    /// <summary>Phone number.</summary>
    Phone = 1 << 2,

    /// <summary>Postal address.</summary>
    Address = 1 << 3,

    /// <summary>Notes field.</summary>
    Notes = 1 << 4,
}
