using System.Globalization;

namespace BookingPlatform.Host;

/// <summary>Whom to tell about a weakness (RFC 9116). Served where <c>Security__Contact</c> names a mailbox or page: an invented one would be worse than none.</summary>
internal static class SecurityTxt
{
    public static void MapSecurityTxt(this IEndpointRouteBuilder app) => app.MapGet("/.well-known/security.txt", IResult (IConfiguration configuration, TimeProvider clock) =>
        configuration["Security:Contact"] is { Length: > 0 } contact
            ? TypedResults.Text(Text(contact, configuration["Web:PublicAddress"], clock.GetUtcNow().AddDays(180)))
            : TypedResults.NotFound()).AllowAnonymous().ExcludeFromDescription();

    private static string Text(string contact, string? address, DateTimeOffset expires) => string.Join('\n', (string?[])
    [
        $"Contact: {(contact.Contains(':', StringComparison.Ordinal) ? contact : "mailto:" + contact)}",
        $"Expires: {expires.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}",
        address is null ? null : $"Canonical: {address.TrimEnd('/')}/.well-known/security.txt",
        "Preferred-Languages: en",
    ]).Replace("\n\n", "\n", StringComparison.Ordinal) + "\n";
}
