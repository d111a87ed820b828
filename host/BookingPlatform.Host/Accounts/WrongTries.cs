using BookingPlatform.Kernel.Data;
using Microsoft.AspNetCore.Identity;

namespace BookingPlatform.Host.Accounts;

/// <summary>Counts wrong passwords and codes, in a transaction of its own: whatever becomes of the request, and whoever sent it, the count stands.</summary>
internal sealed class WrongTries(IServiceScopeFactory scopes)
{
    public async Task Count(Guid staffId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (staff, work) = (scope.ServiceProvider.GetRequiredService<UserManager<Staff>>(), scope.ServiceProvider.GetRequiredService<Work>());
        await work.BeginAsync(ct);
        if (await staff.FindByIdAsync(staffId.ToString()) is { } person)
            await staff.AccessFailedAsync(person);
        await work.SaveAsync(ct);
    }
}
