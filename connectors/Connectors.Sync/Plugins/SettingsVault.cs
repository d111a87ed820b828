using System.Security.Cryptography;
using System.Text.Json;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;
using Microsoft.AspNetCore.DataProtection;

namespace BookingPlatform.Connectors.Sync.Plugins;

/// <summary>Keeps settings encrypted, each connection's for itself: a row's bytes are worth nothing in another row.</summary>
internal sealed class SettingsVault(IDataProtectionProvider protection)
{
    private const string Purpose = "BookingPlatform.Connectors";

    public void Keep(Connection connection, SettingValues values, IEnumerable<SettingField> fields)
    {
        var plain = fields.Select(field => (field.Key, Value: values.Find(field.Key))).Where(field => field.Value is not null).ToDictionary(field => field.Key, field => field.Value!);
        connection.ChangeSettings(For(connection).Protect(JsonSerializer.SerializeToUtf8Bytes(plain)));
    }

    /// <summary>The settings, or null when the keys they were encrypted with are gone.</summary>
    public SettingValues? Open(Connection connection)
    {
        try
        {
            return new SettingValues(JsonSerializer.Deserialize<Dictionary<string, string>>(For(connection).Unprotect(connection.Settings)) ?? []);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector For(Connection connection) => protection.CreateProtector(Purpose, connection.Id.ToString("N"));
}
