using System.Security.Cryptography;
using BookingPlatform.Kernel.Data;
using Microsoft.AspNetCore.Identity;

namespace BookingPlatform.Host.Accounts.Installation;

/// <summary><c>--make-operator ops@example.com</c>: whoever can start the platform makes the operator's account. Its first password is printed once, and changed under "Your sign-in".</summary>
internal static class MakeOperator
{
    public const string Argument = "--make-operator";
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    public static async Task<int> Run(IServiceProvider services, string email, TextWriter console, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var (staff, work) = (scope.ServiceProvider.GetRequiredService<UserManager<Staff>>(), scope.ServiceProvider.GetRequiredService<Work>());
        var password = RandomNumberGenerator.GetString(Letters, 20);
        await work.BeginAsync(ct);
        var made = await staff.CreateAsync(new Staff { Name = "Operator", UserName = email, Email = email, EmailConfirmed = true, IsOperator = true }, password);
        if (made.Succeeded)
            await work.SaveAsync(ct);
        await console.WriteLineAsync(made.Succeeded ? $"{email} signs in with {password}" : string.Join(' ', made.Errors.Select(error => error.Description)));
        return made.Succeeded ? 0 : 1;
    }
}
