namespace BookingPlatform.Customers.Matching.Text;

/// <summary>A hash that is the same in every process and on every machine, because keys are stored (FNV-1a by Fowler, Noll and Vo, finished as in MurmurHash3).</summary>
internal static class Hashing
{
    private const ulong Prime = 0x100000001b3;
    private const ulong Start = 0xcbf29ce484222325;

    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = Start;
        foreach (var sign in text)
            hash = (hash ^ sign) * Prime;
        return Finish(hash);
    }

    public static ulong With(ulong one, ulong other) => Finish(one * 31 + other + 0x9e3779b97f4a7c15);

    private static ulong Finish(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }
}
