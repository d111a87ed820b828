using System.Net;

namespace BookingPlatform.Kernel.Outgoing;

/// <summary>Addresses that are not out in the world, from the IANA special-purpose registries (RFC 6890 and its updates).</summary>
public static class PrivateNetworks
{
    private static readonly IPNetwork[] Blocks =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/128", "::1/128", "100::/64", "2001:db8::/32", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(block => IPNetwork.Parse(block)),
    ];

    // An IPv4 address inside these is the one that is reached in the end: NAT64 (RFC 6052), 6to4 (RFC 3056).
    private static readonly (IPNetwork Block, int At)[] Wrappers = [(IPNetwork.Parse("64:ff9b::/96"), 12), (IPNetwork.Parse("2002::/16"), 2)];

    public static bool Contain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (Blocks.Any(block => block.Contains(address)))
            return true;
        foreach (var (block, at) in Wrappers)
            if (block.Contains(address))
                return Contain(new IPAddress(address.GetAddressBytes().AsSpan(at, 4)));
        return false;
    }
}
