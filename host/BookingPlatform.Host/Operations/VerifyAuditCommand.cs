using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Host.Operations;

/// <summary>
/// <c>--verify-audit</c>: checks every business's audit trail against its seals and says what it found; 0 when all is as it was sealed, otherwise 1. The hash of
/// the last seal is to be compared with the one in the log, which is out of reach of whoever can write to the database.
/// </summary>
internal static class VerifyAuditCommand
{
    public const string Argument = "--verify-audit";

    public static async Task<int> Run(IServiceProvider services, TextWriter output, CancellationToken ct)
    {
        var broken = 0;
        await using var all = services.CreateAsyncScope();
        foreach (var business in await all.ServiceProvider.GetRequiredService<IBusinesses>().All(ct))
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Work>().ActAs(Actor.Platform(business.Id, "Audit"));
            var verdict = await scope.ServiceProvider.GetRequiredService<VerifyAudit>().Handle(ct);
            await output.WriteLineAsync($"{business.Slug}: {verdict.Lines} lines under {verdict.Seals} seals, {verdict.Erased} emptied by erasures, last seal {verdict.LastHash ?? "none"}: {(verdict.Faults.Count == 0 ? "as sealed" : "NOT AS SEALED")}");
            foreach (var fault in verdict.Faults)
                await output.WriteLineAsync($"  {fault}");
            broken += verdict.Faults.Count;
        }

        return broken == 0 ? 0 : 1;
    }
}
