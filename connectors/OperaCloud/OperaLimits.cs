using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.OperaCloud;

/// <summary>OPERA's lengths, from its description. What is longer is refused here with the name of the field, and never cut.</summary>
internal static class OperaLimits
{
    public static PmsFailure.Business? Problem(GuestName? name, string? phone, PostalAddress? address)
    {
        var fields = new (string Field, string? Value, int Longest)[]
        {
            ("first name", name?.First, 40),
            ("last name", name?.Last, 40),
            ("phone number", phone, 40),
            ("first address line", address?.Line1, 80),
            ("second address line", address?.Line2, 80),
            ("city", address?.City, 40),
            ("postal code", address?.PostalCode, 15),
        };
        return fields.FirstOrDefault(field => field.Value?.Length > field.Longest) is { Value: { } } tooLong
            ? new PmsFailure.Business(BusinessCode.TooLong, $"OPERA Cloud takes at most {tooLong.Longest} characters for the {tooLong.Field}; this one has {tooLong.Value.Length}. Shorten it.")
            : null;
    }
}
