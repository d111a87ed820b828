using System.IO.Compression;
using System.Text;
using BookingPlatform.Customers.Matching;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace BookingPlatform.Customers.Duplicates;

/// <summary>A model, with what else weighing takes.</summary>
/// <param name="Round">The full run that learned it; 0 for what is generally expected.</param>
internal sealed record MatchRules(int Round, Model Model, MatchSettings Settings);

/// <summary>The model of the business at work: read once for each round, then kept in memory.</summary>
internal sealed class MatchModels(CustomersDb db, Work work, IMemoryCache cache)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private static readonly Lazy<Model> Expected = new(() => Matcher.Learn([]));

    public async Task<MatchRules> Current(CancellationToken ct)
    {
        var round = await db.MatchModels.Select(learned => learned.Version).FirstOrDefaultAsync(ct);
        var domains = await db.OwnDomains.Select(own => own.Domain).ToListAsync(ct);
        return new(round, round == 0 ? Expected.Value : await Read(round, ct), Settings(domains));
    }

    /// <summary>Stores what was learned; from the next commit on everything is weighed by it.</summary>
    public async Task<MatchRules> Keep(Model model, int customers, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        var learned = await db.MatchModels.SingleOrDefaultAsync(ct);
        if (learned is null)
            db.MatchModels.Add(learned = new());
        (learned.LearnedAtUtc, learned.Customers, learned.Body) = (work.Now, customers, Pack(model));
        await work.SaveAsync(ct);
        return await Current(ct);
    }

    private static MatchSettings Settings(IReadOnlyCollection<string> ownDomains) => new() { Suggest = Evidence.ToProbability(Duplicate.Floor), OwnDomains = ownDomains };

    private async Task<Model> Read(int round, CancellationToken ct) => (await cache.GetOrCreateAsync((nameof(MatchModels), work.BusinessId, round), async entry =>
    {
        entry.SlidingExpiration = Kept;
        return Unpack(await db.MatchModels.Select(learned => learned.Body).SingleAsync(ct));
    }))!;

    private static byte[] Pack(Model model)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
            brotli.Write(Encoding.UTF8.GetBytes(model.Write()));
        return packed.ToArray();
    }

    /// <summary>The crowded keys are asked for again and again, so they become sets.</summary>
    private static Model Unpack(byte[] body)
    {
        using var reader = new StreamReader(new BrotliStream(new MemoryStream(body), CompressionMode.Decompress), Encoding.UTF8);
        var model = Model.Read(reader.ReadToEnd());
        return model with { Crowded = model.Crowded.Select(keys => (IReadOnlyCollection<ulong>)keys.ToHashSet()).ToList() };
    }
}
