using System.Security.Cryptography;
using System.Text.Json;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Connectors.Sync.Push;

internal static class Snapshot
{
    /// <summary>The same as long as the guest says the same; when it was last touched does not count.</summary>
    public static string Hash(ExternalGuest guest) => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(guest with { UpdatedUtc = null })));
}
