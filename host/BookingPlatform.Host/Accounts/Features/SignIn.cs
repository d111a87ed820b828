using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts.Features;

/// <summary>
/// Lets a member of staff in by email and password. Unknown address, wrong password, closed account and staff of no business hear the same, after the same time:
/// nobody learns from the answer who works here.
/// </summary>
internal sealed class SignIn(AccountsDb db, UserManager<Staff> staff, SignInManager<Staff> door, SignInBrake brake, Work work, TimeProvider clock)
{
    internal static readonly Refusal No = new(RefusalKind.Invalid, "sign-in-refused",
        "Email and password do not match. Check both and try again; after ten wrong tries an account stays closed for ten minutes.");

    private static readonly TimeSpan RefusalTakes = TimeSpan.FromMilliseconds(600);
    private static readonly Staff Nobody = new() { Name = "Nobody" };
    private static readonly string NobodysPassword = new PasswordHasher<Staff>().HashPassword(Nobody, Guid.NewGuid().ToString());

    /// <param name="Remember">Stay signed in when the browser is closed.</param>
    /// <param name="Client">Where the try comes from; slowed down when too many fail, never stored.</param>
    internal sealed record Request(string? Email, string? Password, bool Remember, string? Client);

    public async Task<Answer<Done>> Handle(Request request, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        if (brake.LetsTry(request.Client) && await Recognise(request.Email ?? "", request.Password ?? "", ct) is { } person)
        {
            await door.SignInAsync(person, request.Remember);
            return new Done();
        }

        brake.Failed(request.Client);
        var rest = RefusalTakes - clock.GetElapsedTime(started);
        if (rest > TimeSpan.Zero)
            await Task.Delay(rest, ct);
        return No;
    }

    /// <summary>Hashes a password in every case, counts a wrong one, and knows only people who work for a business.</summary>
    private async Task<Staff?> Recognise(string email, string password, CancellationToken ct)
    {
        var person = await staff.FindByEmailAsync(email);
        if (person is null || await staff.IsLockedOutAsync(person))
        {
            staff.PasswordHasher.VerifyHashedPassword(Nobody, NobodysPassword, password);
            return null;
        }

        await work.BeginAsync(ct);
        var result = await door.CheckPasswordSignInAsync(person, password, lockoutOnFailure: true);
        await work.SaveAsync(ct);
        return result.Succeeded && await db.Memberships.IgnoreQueryFilters([ModuleDb.BusinessFilter]).AnyAsync(row => row.StaffId == person.Id, ct) ? person : null;
    }
}
