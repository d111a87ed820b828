using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Customers.Contracts;
using PmsAddress = BookingPlatform.Connectors.Abstractions.PostalAddress;

namespace BookingPlatform.Connectors.Sync.Inbound;

/// <summary>A field as people read it, and as the address book takes it.</summary>
internal static class FieldText
{
    public static string Of(ExternalGuest guest, DifferingField field) => Short(field switch
    {
        DifferingField.Name => $"{guest.Name.First} {guest.Name.Last}".Trim(),
        DifferingField.Email => guest.Email ?? "",
        DifferingField.Phone => guest.Phone ?? "",
        DifferingField.Address => Of(guest.Address),
        _ => string.Join(", ", new[] { $"{guest.Name.First} {guest.Name.Last}".Trim(), guest.Email, guest.Phone }.Where(part => !string.IsNullOrWhiteSpace(part))),
    });

    public static string Of(CustomerCard customer, DifferingField field) => field switch
    {
        DifferingField.Name or DifferingField.Guest => customer.Name,
        DifferingField.Email => customer.Email ?? "",
        DifferingField.Phone => customer.Phone ?? "",
        _ => customer.Address is { } address ? string.Join(", ", new[] { address.Street, address.PostalCode, address.City, address.Region, address.Country }.Where(part => !string.IsNullOrWhiteSpace(part))) : "",
    };

    public static CustomerCorrection Correction(ExternalGuest guest, DifferingField field) => field switch
    {
        DifferingField.Name => new() { FirstName = guest.Name.First, LastName = guest.Name.Last },
        DifferingField.Email => new() { Email = guest.Email },
        DifferingField.Phone => new() { Phone = guest.Phone },
        _ => new() { Address = guest.Address is { } address ? new(Street(address), address.PostalCode, address.City, address.RegionCode, address.CountryCode) : null },
    };

    private static string? Street(PmsAddress address) => address.Line2 is { } second ? $"{address.Line1}\n{second}".Trim() : address.Line1;

    private static string Of(PmsAddress? address) => address is null
        ? ""
        : string.Join(", ", new[] { address.Line1, address.Line2, address.PostalCode, address.City, address.RegionCode, address.CountryCode }.Where(part => !string.IsNullOrWhiteSpace(part)));

    private static string Short(string text) => text.Length <= Difference.LongestValue ? text : text[..Difference.LongestValue];
}
