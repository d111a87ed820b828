using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Notifications.Mail;

/// <summary>
/// A mail server has taken a mail and the database is away, or full, before that is written down. The node still knows it, so it waits for the database instead of
/// leaving the mail in doubt, which would send it once more. Only a node that dies in between leaves a doubt behind (RFC 1047).
/// </summary>
internal sealed class UntilWritten(IServiceScopeFactory scopes, IDatabase database, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public bool IsWorthWaiting(Exception e) => database.IsTransient(e);

    /// <summary>Tries again in a scope of its own each time, for two minutes.</summary>
    /// <exception cref="System.Data.Common.DbException">The database is still away.</exception>
    public async Task Try(Actor actor, Func<IServiceProvider, Task> write)
    {
        for (var began = clock.GetTimestamp(); ;)
        {
            await Task.Delay(Pause, clock);
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<Work>().ActAs(actor);
                await write(scope.ServiceProvider);
                return;
            }
            catch (Exception e) when (IsWorthWaiting(e) && clock.GetElapsedTime(began) < Patience)
            {
                // Still away.
            }
        }
    }
}
