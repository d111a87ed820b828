using BookingPlatform.Kernel.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BookingPlatform.Kernel.Jobs;

/// <summary>Every quarter of an hour: seals what was added to each business's audit trail. The hashes go to the log as well, out of reach of whoever can write to the database.</summary>
internal sealed partial class SealAudit(IServiceScopeFactory scopes, IBusinesses businesses, ILogger<SealAudit> log) : IJob
{
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var (all, lines) = (await businesses.All(ct), 0);
        foreach (var business in all)
            lines += await Seal(business.Id, ct);
        await progress.Report(lines, lines);
    }

    private async Task<int> Seal(Guid business, CancellationToken ct)
    {
        var lines = 0;
        while (true)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Work>().ActAs(Actor.Platform(business, "Audit"));
            if (await scope.ServiceProvider.GetRequiredService<SealLines>().Handle(ct) is not { } seal)
                return lines;
            Sealed(log, business, seal.Number, seal.Lines, seal.Hash);
            lines += seal.Lines;
        }
    }

    [LoggerMessage(LogLevel.Information, "Audit trail of business {Business}: seal {Number} over {Lines} lines, hash {Hash}")]
    private static partial void Sealed(ILogger logger, Guid business, int number, int lines, string hash);
}
