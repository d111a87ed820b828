using System.Net.Http.Headers;
using System.Text;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.OperaCloud;

/// <summary>The settings by name. Not a record, so that nothing prints the secrets.</summary>
internal sealed class OperaSettings(SettingValues values)
{
    public const string Address = "address";
    public const string HotelId = "hotel-id";
    public const string AppKey = "app-key";
    public const string ClientId = "client-id";
    public const string ClientSecret = "client-secret";
    public const string SignIn = "sign-in";
    public const string Username = "username";
    public const string Password = "password";
    public const string EnterpriseId = "enterprise-id";
    public const string Scope = "scope";
    public const string ExternalSystem = "external-system";
    public const string EmailType = "email-type";
    public const string PhoneType = "phone-type";
    public const string AddressType = "address-type";
    public const string NoteType = "note-type";
    public const string ByUser = "user";
    public const string ByClient = "client";
    public const string UsualScope = "urn:opc:hgbu:ws:__myscopes__";

    public string Gateway => values[Address];

    public string Hotel => values[HotelId];

    public string System => values[ExternalSystem];

    public string[] Secrets => [.. new[] { AppKey, ClientSecret, Password }.Select(values.Find).OfType<string>()];

    /// <summary>The types of new entries; hotels may have lists of their own.</summary>
    public (string Email, string Phone, string Address, string Note) Types =>
        (values.Find(EmailType) ?? "EMAIL", values.Find(PhoneType) ?? "HOME", values.Find(AddressType) ?? "HOME", values.Find(NoteType) ?? "GEN");

    /// <summary>What the way of signing in still needs, as a sentence; null when all is there.</summary>
    public string? Missing => values[SignIn] switch
    {
        ByUser when values.Find(Username) is null || values.Find(Password) is null => "Signing in with an integration user needs its name and password. Enter both on the connection page.",
        ByClient when values.Find(EnterpriseId) is null => "Signing in with client credentials needs the enterprise id. Enter it on the connection page.",
        _ => null,
    };

    public Dictionary<string, string> Headers => new() { ["x-app-key"] = values[AppKey], ["x-hotelid"] = Hotel, ["x-externalsystem"] = System };

    public HttpRequestMessage TokenRequest()
    {
        var byUser = values[SignIn] is ByUser;
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{Gateway.TrimEnd('/')}/oauth/v1/tokens"))
        {
            Content = new FormUrlEncodedContent(byUser
                ? [new("grant_type", "password"), new("username", values.Find(Username) ?? ""), new("password", values.Find(Password) ?? "")]
                : new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["scope"] = values.Find(Scope) ?? UsualScope }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{values[ClientId]}:{values[ClientSecret]}")));
        request.Headers.Add("x-app-key", values[AppKey]);
        if (!byUser)
            request.Headers.Add("enterpriseId", values.Find(EnterpriseId) ?? "");
        return request;
    }
}
