using BookingPlatform.Kernel.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BookingPlatform.Notifications.Mail;

/// <summary>
/// A mail server has taken a mail and the database is away, or full, before that is written down. The node still knows it, so it waits for the database instead of
/// leaving the mail in doubt, which would send it once more. Only a node that dies in between leaves a doubt behind (RFC 1047).
/// </summary>
internal sealed class UntilWritten(IServiceScopeFactory scopes, TimeProvider clock, ILogger<UntilWritten> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Tries again in a scope of its own each time, for two minutes; whatever went wrong, as nothing can be worse than a second copy. Then it throws what went wrong last.</summary>
    /// <param name="mailId">For the log.</param>
    /// <param name="failed">The attempt that went wrong; it gives back what it holds, on SQLite the turn to write of the whole process.</param>
    /// <param name="first">What went wrong in it.</param>
    /// <param name="write">Begins from what the database then holds.</param>
    public async Task Try(string mailId, Work failed, Exception first, Func<IServiceProvider, Task> write)
    {
        log.LogWarning(first, "The mail {MailId} was taken and that could not be written down; trying again", mailId);
        var actor = failed.Actor;
        await failed.DisposeAsync();
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
            catch (Exception) when (clock.GetElapsedTime(began) < Patience)
            {
                // Still away, or full.
            }
        }
    }
}
