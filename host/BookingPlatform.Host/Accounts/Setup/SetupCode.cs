using System.Security.Cryptography;
using System.Text;

namespace BookingPlatform.Host.Accounts.Setup;

/// <summary>Where the platform speaks to whoever started it.</summary>
internal sealed record SetupConsole(TextWriter Writer);

/// <summary>
/// The one-time code that proves that whoever sets up the first business also started the platform. Only its hash is kept, in memory;
/// five wrong tries end it, and a new one is printed.
/// </summary>
internal sealed class SetupCode(SetupConsole console)
{
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Tries = 5;
    private readonly Lock turn = new();
    private byte[] hash = [];
    private int wrong;

    /// <summary>Prints a code, unless one is out already.</summary>
    public void Announce()
    {
        lock (turn)
        {
            if (hash.Length == 0)
                Print();
        }
    }

    public bool IsRight(string? typed)
    {
        lock (turn)
        {
            if (hash.Length == 0)
                Print();
            if (CryptographicOperations.FixedTimeEquals(HashOf(Plain(typed ?? "")), hash))
                return true;
            if (++wrong >= Tries)
                Print();
            return false;
        }
    }

    private void Print()
    {
        var code = RandomNumberGenerator.GetString(Letters, 8);
        (hash, wrong) = (HashOf(code), 0);
        console.Writer.WriteLine($"Set up the first business in the browser. Code: {code[..4]}-{code[4..]}");
    }

    /// <summary>As people read it out: any case, any dash, O for 0, I and L for 1.</summary>
    private static string Plain(string typed) => string.Concat(typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit))
        .Replace('O', '0').Replace('I', '1').Replace('L', '1');

    private static byte[] HashOf(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));
}
