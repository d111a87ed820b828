using System.Collections.Concurrent;

namespace BookingPlatform.Customers.Matching;

/// <summary>A pair that may be one person, and how far each field agrees.</summary>
internal readonly record struct Pair(int One, int Other, ulong Pattern);

/// <summary>
/// Compares all pairs that share a key, once. Pairs that could be one person, or one household, by no model worth having are forgotten at once:
/// they teach nothing that random pairs do not, so memory grows with the matches and not with the comparisons.
/// </summary>
internal static class Pairs
{
    /// <summary>Bits, by what is generally expected, below which a pair is forgotten.</summary>
    private const float Hopeless = -10;

    private const int Portion = 4096;

    /// <param name="table">The records.</param>
    /// <param name="blocks">Who shares keys.</param>
    /// <param name="expected">Weights by general expectation.</param>
    /// <param name="least">Bits below which a pair is forgotten.</param>
    /// <param name="threads">How many may work at once; -1 for all.</param>
    /// <param name="advance">Told the number of records done, from any thread.</param>
    /// <returns>The pairs worth keeping, in the order of their records, and how many were compared.</returns>
    public static (List<Pair> Kept, long Compared) Compare(Table table, Blocks blocks, Weights expected, float least = Hopeless, int threads = -1, Action<int>? advance = null)
    {
        var portions = new List<Pair>[(table.Count + Portion - 1) / Portion];
        var workers = new ConcurrentBag<Worker>();
        var done = 0;
        Parallel.For(0, portions.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, () => new Worker(table, blocks, expected, least), (portion, _, worker) =>
        {
            portions[portion] = worker.Compare(portion * Portion, Math.Min(table.Count, (portion + 1) * Portion));
            advance?.Invoke(Math.Min(table.Count, Interlocked.Add(ref done, Portion)));
            return worker;
        }, workers.Add);
        var kept = new List<Pair>(portions.Sum(portion => portion.Count));
        for (var portion = 0; portion < portions.Length; portion++)
        {
            kept.AddRange(portions[portion]);
            portions[portion] = [];
        }

        return (kept, workers.Sum(worker => worker.Compared));
    }

    private sealed class Worker
    {
        private readonly Table _table;
        private readonly Blocks _blocks;
        private readonly Weights _expected;
        private readonly float _least;
        private readonly PairComparer _comparer;
        private readonly int[] _seen;
        private readonly List<int> _partners = [];

        public Worker(Table table, Blocks blocks, Weights expected, float least)
        {
            (_table, _blocks, _expected, _least, _comparer) = (table, blocks, expected, least, new(table));
            _seen = new int[table.Count];
            Array.Fill(_seen, -1);
        }

        public long Compared { get; private set; }

        public List<Pair> Compare(int from, int to)
        {
            var kept = new List<Pair>();
            for (var record = from; record < to; record++)
            {
                _blocks.Partners(record, _seen, _partners);
                Compared += _partners.Count;
                var codes = _table[record];
                foreach (var partner in _partners)
                {
                    var pattern = _comparer.Compare(codes, _table[partner]);
                    if (_expected.Hope(pattern, codes, _table[partner]) > _least)
                        kept.Add(new(record, partner, pattern));
                }
            }

            return kept;
        }
    }
}
