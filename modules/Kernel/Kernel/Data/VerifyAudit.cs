using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Kernel.Data;

/// <summary>What a check of the audit trail found.</summary>
/// <param name="Lines">Sealed lines that were looked at.</param>
/// <param name="Erased">Those of them an erasure took something out of: their digests are as sealed, what they said cannot be checked.</param>
/// <param name="Seals">Seals that were looked at.</param>
/// <param name="LastHash">Hash of the last seal, to be compared with the one in the log.</param>
/// <param name="Faults">What is not as it was sealed, in plain words; empty when all is.</param>
public sealed record AuditVerdict(int Lines, int Erased, int Seals, string? LastHash, IReadOnlyList<string> Faults);

/// <summary>Checks the audit trail of the business at work against its seals, in one pass over the lines that keeps no more of them in memory than a seal covers.</summary>
public sealed class VerifyAudit(KernelDb db)
{
    private const int MostFaults = 50;

    public async Task<AuditVerdict> Handle(CancellationToken ct)
    {
        var seals = await db.Seals.AsNoTracking().OrderBy(seal => seal.Number).ToListAsync(ct);
        var check = new Pass(seals);
        await foreach (var line in db.Audit.AsNoTracking().Where(line => line.Seal != null).OrderBy(line => line.AtUtc).AsAsyncEnumerable().WithCancellation(ct))
            check.Take(line);
        check.End();
        check.Faults.AddRange(await WithoutErasure(check.Erasures, ct));
        return new(check.Lines, check.Erased, seals.Count, seals.LastOrDefault()?.Hash, check.Faults.Take(MostFaults).ToList());
    }

    /// <summary>Whoever wants to hide a change could call it an erasure: each must stand in the trail itself.</summary>
    private async Task<List<string>> WithoutErasure(HashSet<Guid> erasures, CancellationToken ct)
    {
        var ids = erasures.Select(id => id.ToString()).ToArray();
        var known = await db.Audit.AsNoTracking().Where(line => line.Action == EraseTraces.DoneAction && EF.Parameter(ids).Contains(line.After)).Select(line => line.After).ToListAsync(ct);
        return ids.Except(known).Select(id => $"Lines were emptied by the erasure {id}, of which the trail knows nothing.").ToList();
    }

    private sealed class Pass(IReadOnlyList<AuditSeal> seals)
    {
        private readonly Dictionary<int, List<(Guid Id, string Digest)>> open = [];
        private int closed;

        public List<string> Faults { get; } = [];

        public HashSet<Guid> Erasures { get; } = [];

        public int Lines { get; private set; }

        public int Erased { get; private set; }

        public void Take(AuditEntry line)
        {
            while (closed < seals.Count && seals[closed].AtUtc < line.AtUtc)
                Close(seals[closed++]);
            Lines++;
            if (line.ErasureId is { } erasure)
            {
                Erasures.Add(erasure);
                Erased++;
            }
            else if (line.ComputeDigest() != line.Digest)
                Faults.Add($"Line {line.Id} of {line.AtUtc:u} was changed after it was sealed.");
            if (!open.TryGetValue(line.Seal!.Value, out var lines))
                open[line.Seal.Value] = lines = [];
            lines.Add((line.Id, line.Digest ?? ""));
        }

        public void End()
        {
            while (closed < seals.Count)
                Close(seals[closed++]);
            Faults.AddRange(open.Keys.Select(number => $"Lines say that seal {number} covers them, which it does not."));
        }

        private void Close(AuditSeal seal)
        {
            var place = closed - 1;
            var previous = place == 0 ? AuditSeal.NoHash : seals[place - 1].Hash;
            if (seal.Number != place + 1)
                Faults.Add($"Seal {place + 1} is missing.");
            var lines = open.Remove(seal.Number, out var covered) ? covered : [];
            if (lines.Count != seal.Lines)
                Faults.Add($"Seal {seal.Number} of {seal.AtUtc:u} was made over {seal.Lines} lines; there are {lines.Count}.");
            else if (AuditSeal.HashOf(previous, seal.Number, lines) != seal.Hash)
                Faults.Add($"Seal {seal.Number} of {seal.AtUtc:u} does not fit its lines or the seal before it.");
        }
    }
}
