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
/// </summary>
public sealed class SharedBrake(IServiceScopeFactory scopes)
{
    /// <summary>Two nodes may begin the same window in the same moment; one of them then looks again.</summary>
    private const int Looks = 3;

    /// <returns>False where one of them is used up; those before it have counted.</returns>
    public async Task<bool> Lets(IReadOnlyList<Allowance> allowances, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(allowances);
        for (var look = 0; look < Looks; look++)
            if (await Count(allowances, ct) is { } answer)
                return answer;
        return false;
    }

    private async Task<bool?> Count(IReadOnlyList<Allowance> allowances, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, work) = (scope.ServiceProvider.GetRequiredService<KernelDb>(), scope.ServiceProvider.GetRequiredService<Work>());
        await work.BeginAsync(ct);
        foreach (var allowance in allowances)
        {
            var (key, ends) = (KeyOf(allowance), work.Now + allowance.Window);
            if (await db.Brakes.Where(row => row.Key == key && row.EndsAtUtc > work.Now && row.Count < allowance.Most).ExecuteUpdateAsync(set => set.SetProperty(row => row.Count, row => row.Count + 1), ct) == 1
                || await db.Brakes.Where(row => row.Key == key && row.EndsAtUtc <= work.Now).ExecuteUpdateAsync(set => set.SetProperty(row => row.Count, 1).SetProperty(row => row.EndsAtUtc, ends), ct) == 1)
                continue;
            if (await db.Brakes.AnyAsync(row => row.Key == key, ct))
            {
                await work.SaveAsync(ct);
                return false;
            }

            db.Brakes.Add(new BrakeRow { Key = key, Count = 1, EndsAtUtc = ends });
        }

        return await work.TrySaveAsync(ct) ? true : null;
    }

    private static string KeyOf(Allowance allowance) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{allowance.What}\n{allowance.Who}\n{allowance.Window.Ticks}"))));
}
