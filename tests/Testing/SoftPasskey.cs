using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BookingPlatform.Testing;

/// <summary>An authenticator in software: answers what a page asks as a browser with a passkey would (WebAuthn, ES256, attestation "none").</summary>
public sealed class SoftPasskey : IDisposable
{
    private const byte Present = 1, Verified = 4, HasKey = 64;
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private string owner = "";

    /// <summary>The page that asks.</summary>
    public string Origin { get; init; } = PlatformSettings.PublicAddress;

    /// <summary>False: somebody only touched it.</summary>
    public bool AsksForFinger { get; init; } = true;

    public byte[] Id { get; init; } = RandomNumberGenerator.GetBytes(32);

    /// <summary>Counts each signature; synced passkeys always say 0.</summary>
    public uint Count { get; set; }

    public string Make(string options)
    {
        var asked = JsonNode.Parse(options)!;
        owner = (string)asked["user"]!["id"]!;
        var data = Data((string)asked["rp"]!["id"]!, HasKey, [.. new byte[16], 0, (byte)Id.Length, .. Id, .. PublicKey()]);
        byte[] attestation = [0xa3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xa0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data];
        return Credential(new() { ["clientDataJSON"] = Text(Client("webauthn.create", asked)), ["attestationObject"] = Text(attestation), ["transports"] = new JsonArray("internal") });
    }

    public string Show(string options)
    {
        var asked = JsonNode.Parse(options)!;
        var (data, client) = (Data((string)asked["rpId"]!, 0, []), Client("webauthn.get", asked));
        byte[] signed = [.. data, .. SHA256.HashData(client)];
        return Credential(new()
        {
            ["clientDataJSON"] = Text(client),
            ["authenticatorData"] = Text(data),
            ["signature"] = Text(key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            ["userHandle"] = owner,
        });
    }

    public void Dispose() => key.Dispose();

    private byte[] Data(string place, byte flags, byte[] rest)
    {
        var count = BitConverter.GetBytes(Count);
        Array.Reverse(count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(place)), (byte)(flags | Present | (AsksForFinger ? Verified : 0)), .. count, .. rest];
    }

    private byte[] Client(string type, JsonNode asked) => JsonSerializer.SerializeToUtf8Bytes(new { type, challenge = (string)asked["challenge"]!, origin = Origin, crossOrigin = false });

    private string Credential(JsonObject response) =>
        new JsonObject { ["id"] = Text(Id), ["rawId"] = Text(Id), ["type"] = "public-key", ["clientExtensionResults"] = new JsonObject(), ["response"] = response }.ToJsonString();

    /// <summary>A COSE key: EC2, ES256, P-256.</summary>
    private byte[] PublicKey()
    {
        var point = key.ExportParameters(false).Q;
        return [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32, .. point.X!, 0x22, 0x58, 32, .. point.Y!];
    }

    private static string Text(byte[] bytes) => Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_').TrimEnd('=');
}
