using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Kernel.Brakes;

/// <summary>How often something may be done in a while.</summary>
/// <param name="What">What is done, for example <c>guest-mail</c>.</param>
/// <param name="Who">By or to whom: an address as typed, a customer, a business. Never a network or a device (S3-20).</param>
/// <param name="Most">So often in one window.</param>
/// <param name="Window">It begins with the first time.</param>
public sealed record Allowance(string What, string Who, int Most, TimeSpan Window);

/// <summary>
/// Limits that protect a person or an address and hold however many nodes there are: counted in the database, at once and in a transaction of its own, whatever becomes of the request.
/// Where the request is writing already they are counted with it: a transaction beside it would wait for it for ever where only one may write.
/// </summary>
public sealed class SharedBrake(KernelDb own, Work asking, IDatabase database, IServiceScopeFactory scopes)
{
    private const string Before = "brake";

    /// <returns>False where one of them is used up; those before it have counted.</returns>
    public async Task<bool> Lets(IReadOnlyList<Allowance> allowances, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(allowances);
        if (asking.Transaction is not null)
            return await Count(own, asking, allowances, ct);
        await using var scope = scopes.CreateAsyncScope();
        var (db, work) = (scope.ServiceProvider.GetRequiredService<KernelDb>(), scope.ServiceProvider.GetRequiredService<Work>());
        await work.BeginAsync(ct);
        var lets = await Count(db, work, allowances, ct);
        await work.SaveAsync(ct);
        return lets;
    }

    private async Task<bool> Count(KernelDb db, Work work, IReadOnlyList<Allowance> allowances, CancellationToken ct)
    {
        foreach (var allowance in allowances)
            if (!(await Once(db, work, allowance, ct) || await Begins(db, work, allowance, ct) || await Once(db, work, allowance, ct)))
                return false;
        return true;
    }

    /// <summary>Once more in a window that has begun, or the first time after one that has ended.</summary>
    private static async Task<bool> Once(KernelDb db, Work work, Allowance allowance, CancellationToken ct)
    {
        var (key, now) = (KeyOf(allowance), work.Now);
        var ends = now + allowance.Window;
        return await db.Brakes.Where(row => row.Key == key && row.EndsAtUtc > now && row.Count < allowance.Most).ExecuteUpdateAsync(set => set.SetProperty(row => row.Count, row => row.Count + 1), ct) == 1
            || await db.Brakes.Where(row => row.Key == key && row.EndsAtUtc <= now).ExecuteUpdateAsync(set => set.SetProperty(row => row.Count, 1).SetProperty(row => row.EndsAtUtc, ends), ct) == 1;
    }

    /// <summary>The first time ever. Two nodes may begin in the same moment: the later one then finds a window that has begun.</summary>
    private async Task<bool> Begins(KernelDb db, Work work, Allowance allowance, CancellationToken ct)
    {
        var row = new BrakeRow { Key = KeyOf(allowance), Count = 1, EndsAtUtc = work.Now + allowance.Window };
        if (await db.Brakes.AnyAsync(known => known.Key == row.Key, ct))
            return false;
        await work.Transaction!.SaveAsync(Before, ct);
        db.Brakes.Add(row);
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException e) when (database.IsUniqueViolation(e))
        {
            await work.Transaction!.RollbackAsync(Before, ct);
            db.Entry(row).State = EntityState.Detached;
            return false;
        }
    }

    private static string KeyOf(Allowance allowance) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{allowance.What}\n{allowance.Who}\n{allowance.Window.Ticks}"))));
}
