using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Host.Accounts.SignOn;

/// <summary>The identity provider by which a business lets its staff in (OpenID Connect): Entra, Okta, Keycloak, Google …</summary>
internal sealed class SignOnSettings : IBelongToBusiness, IVersioned
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    /// <summary>Exactly as the provider writes itself into its tokens.</summary>
    public required string Issuer { get; set; }

    public required string ClientId { get; set; }

    public required string ProtectedSecret { get; set; }

    /// <summary>The part after the @ that a person's address must have, separated by spaces; empty for any.</summary>
    public string Domains { get; set; } = "";

    /// <summary>Password and passkey open this business to its owners only, who must get in when the provider is down.</summary>
    public bool IsOnlyWay { get; set; }

    /// <summary>Where the provider says that it asked for a second step, ours is not asked for.</summary>
    public bool TrustsSecondStep { get; set; }

    public int Version { get; set; }

    public bool Allows(string email) => Domains.Length == 0 || Domains.Split(' ').Contains(email[(email.LastIndexOf('@') + 1)..], StringComparer.OrdinalIgnoreCase);

    /// <summary>What people call it: the name of its machine.</summary>
    public string Place => Uri.TryCreate(Issuer, UriKind.Absolute, out var address) ? address.Host : Issuer;
}
