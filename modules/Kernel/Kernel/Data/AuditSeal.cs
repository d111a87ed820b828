using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Kernel.Data;

/// <summary>
/// A seal over some lines of the audit trail and over the seal before it: whoever changes, adds or removes a sealed line breaks this one and, to hide it,
/// would have to make all later ones anew, the last of which stands in the log of the machines too.
/// </summary>
public sealed class AuditSeal : IBelongToBusiness
{
    /// <summary>The hash that the first seal builds on.</summary>
    public const string NoHash = "";

    public Guid BusinessId { get; set; }

    /// <summary>1, 2, 3 … of a business, without a gap.</summary>
    public required int Number { get; init; }

    public required DateTime AtUtc { get; init; }

    public required int Lines { get; init; }

    /// <summary>SHA-256 over the seal before, this seal's number and the lines' ids and digests in the order of ids, in hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <param name="previous">Hash of the seal before.</param>
    /// <param name="number">Of this seal.</param>
    /// <param name="lines">What it covers, in any order.</param>
    public static string HashOf(string previous, int number, IEnumerable<(Guid Id, string Digest)> lines)
    {
        var text = new StringBuilder(previous).Append('\n').Append(number.ToString(CultureInfo.InvariantCulture));
        foreach (var (id, digest) in lines.OrderBy(line => line.Id.ToString(), StringComparer.Ordinal))
            text.Append('\n').Append(id).Append(' ').Append(digest);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

/// <summary>Seals the lines of the business at work that no seal covers yet.</summary>
public sealed class SealLines(KernelDb db, Work work)
{
    private const int Most = 2000;

    /// <summary>No transaction is open so long that its lines would be older than this when they appear.</summary>
    private static readonly TimeSpan LateLines = TimeSpan.FromDays(1);

    /// <returns>The seal; null when there was nothing to seal. Two nodes cannot make the same one: its number is unique.</returns>
    public async Task<AuditSeal?> Handle(CancellationToken ct)
    {
        await work.BeginAsync(ct);
        var last = await db.Seals.AsNoTracking().OrderByDescending(seal => seal.Number).FirstOrDefaultAsync(ct);
        var from = last is null ? DateTime.UnixEpoch : last.AtUtc - LateLines;
        var lines = await db.Audit.Where(line => line.AtUtc >= from && line.Seal == null).OrderBy(line => line.AtUtc).Take(Most).ToListAsync(ct);
        if (lines.Count == 0)
            return null;
        var number = (last?.Number ?? 0) + 1;
        foreach (var line in lines)
            line.SealWith(number);
        var seal = new AuditSeal
        {
            Number = number,
            // Not later than what is still to be sealed after a full one.
            AtUtc = lines.Count < Most && work.Now > lines[^1].AtUtc ? work.Now : lines[^1].AtUtc,
            Lines = lines.Count,
            Hash = AuditSeal.HashOf(last?.Hash ?? AuditSeal.NoHash, number, lines.Select(line => (line.Id, line.Digest!))),
        };
        db.Add(seal);
        return await work.TrySaveAsync(ct) ? seal : null;
    }
}
