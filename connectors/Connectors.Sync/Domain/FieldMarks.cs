using System.Security.Cryptography;
using System.Text;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Connectors.Sync.Domain;

/// <summary>A guest's fields as short hashes: enough to see whether a value is still the one it was, without keeping it. A blank field has none.</summary>
internal sealed record FieldMarks(string Name, string Email, string Phone, string Address)
{
    /// <summary>Unconfirmed writes remembered; with more than that a PMS is down and forgets too.</summary>
    private const int Most = 4;
    private const int Length = 12;

    public static FieldMarks None { get; } = new("", "", "", "");

    public static FieldMarks Of(GuestName name, string? email, string? phone, PostalAddress? address) => new(
        Mark($"{name.First}\n{name.Last}"),
        Mark(email?.ToUpperInvariant()),
        Mark(string.Concat((phone ?? "").Where(char.IsDigit)).TrimStart('0')),
        Mark(address is null ? null : string.Join('\n', address.Line1, address.Line2, address.City, address.PostalCode, address.RegionCode, address.CountryCode)));

    public static FieldMarks Of(ExternalGuest guest) => Of(guest.Name, guest.Email, guest.Phone, guest.Address);

    public static FieldMarks Of(GuestDetails wanted) => Of(wanted.Name, wanted.Email?.Address, wanted.Phone, wanted.Address);

    public static FieldMarks Read(string? stored) => stored?.Split(',') is [var name, var email, var phone, var address] ? new(name, email, phone, address) : None;

    public string this[DifferingField field] => field switch
    {
        DifferingField.Name => Name,
        DifferingField.Email => Email,
        DifferingField.Phone => Phone,
        DifferingField.Address => Address,
        _ => "",
    };

    /// <summary>Several, newest first.</summary>
    public static string Among(string? stored, FieldMarks newest) => string.Join(';', All(stored).Prepend(newest).Distinct().Take(Most));

    public static IEnumerable<FieldMarks> All(string? stored) => string.IsNullOrEmpty(stored) ? [] : stored.Split(';').Select(Read);

    public override string ToString() => $"{Name},{Email},{Phone},{Address}";

    private static string Mark(string? text) => string.IsNullOrWhiteSpace(text)
        ? ""
        : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.Trim().Normalize())))[..Length];
}
