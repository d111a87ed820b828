using Microsoft.Extensions.Options;

namespace BookingPlatform.Notifications.Mail;

/// <summary>
/// Where guests reach this installation; <c>Web__PublicAddress</c> of the configuration. Links in mails are built from it and never from what a request
/// says: whoever could choose the host of a link would be sent its secret (CVE-2024-26470).
/// </summary>
internal sealed class WebSettings
{
    /// <summary><c>https://book.example.com</c>, with a path where a proxy puts one before ours; null while nothing is set.</summary>
    public string? PublicAddress { get; set; }

    public bool HasPublicAddress => !string.IsNullOrWhiteSpace(PublicAddress);

    /// <exception cref="InvalidOperationException">There is no public address.</exception>
    public string LinkToSetPassword(string slug, string secret) => HasPublicAddress
        ? $"{PublicAddress!.TrimEnd('/')}/g/{slug}/password/{secret}"
        : throw new InvalidOperationException("Web__PublicAddress is not set; no link can be made without it.");

    /// <returns>Null while nothing is set.</returns>
    public string? LinkToGuestPage(string slug, string path) => HasPublicAddress ? $"{PublicAddress!.TrimEnd('/')}/g/{slug}/{path}" : null;
}

/// <summary>Refuses an address that no guest could open, or that would show the secret to everybody on the way.</summary>
internal sealed class WebSettingsCheck : IValidateOptions<WebSettings>
{
    public ValidateOptionsResult Validate(string? name, WebSettings options) => !options.HasPublicAddress || IsUsable(options.PublicAddress!)
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"Web__PublicAddress is '{options.PublicAddress}'. It must be an address like https://book.example.com, without question mark and with https, unless it is this machine.");

    private static bool IsUsable(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address is { Query: "", Fragment: "", UserInfo: "" };
}
