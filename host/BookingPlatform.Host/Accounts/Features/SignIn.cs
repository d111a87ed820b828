using BookingPlatform.Host.Accounts.SignOn;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts.Features;

/// <summary>
/// Lets a member of staff in by email and password. Unknown address, wrong password, closed account and staff of no business hear the same, after the same time:
/// nobody learns from the answer who works here.
/// </summary>
internal sealed class SignIn(AccountsDb db, UserManager<Staff> staff, SessionDoor door, SignInBrake brake, WrongTries tries, PendingPerson pending, Work work, TimeProvider clock, ILogger<SignIn> log)
{
    internal static readonly Refusal No = new(RefusalKind.Invalid, "sign-in-refused",
        "Email and password do not match. Check both and try again; after ten wrong tries an account stays closed for ten minutes.");

    private static readonly TimeSpan RefusalTakes = TimeSpan.FromMilliseconds(600);
    private static readonly Staff Nobody = new() { Name = "Nobody" };
    private static readonly string NobodysPassword = new PasswordHasher<Staff>().HashPassword(Nobody, Guid.NewGuid().ToString());

    /// <param name="Remember">Stay signed in when the browser is closed.</param>
    /// <param name="Client">Where the try comes from; slowed down when too many fail, never stored.</param>
    internal sealed record Request(string? Email, string? Password, bool Remember, string? Client);

    /// <param name="NeedsCode">The password was right, and a code of the person's authenticator is asked for next.</param>
    /// <param name="SignOnAt">Nothing opens to a password: the short name of the business whose identity provider the person has to go to.</param>
    internal sealed record Recognised(bool NeedsCode, string? SignOnAt = null);

    public async Task<Answer<Recognised>> Handle(Request request, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        if (brake.LetsTry(request.Client) && await Recognise(request.Email ?? "", request.Password ?? "", ct) is { } person)
        {
            if (await db.OnlyWay(person, ct) is { } only)
                return new Recognised(false, only);
            if (person.TwoFactorEnabled)
                await pending.Remember(person.Id, request.Remember);
            else
                await door.Open(person, request.Remember, ct);
            return new Recognised(person.TwoFactorEnabled);
        }

        log.LogWarning("A sign-in was refused");
        brake.Failed(request.Client);
        var rest = RefusalTakes - clock.GetElapsedTime(started);
        if (rest > TimeSpan.Zero)
            await Task.Delay(rest, ct);
        return No;
    }

    /// <summary>Hashes a password in every case, counts a wrong one, and knows only people who work for a business or run the installation.</summary>
    private async Task<Staff?> Recognise(string email, string password, CancellationToken ct)
    {
        var person = await staff.FindByEmailAsync(email);
        if (person is null || await staff.IsLockedOutAsync(person))
        {
            staff.PasswordHasher.VerifyHashedPassword(Nobody, NobodysPassword, password);
            return null;
        }

        if (!await staff.CheckPasswordAsync(person, password))
        {
            log.LogWarning("A wrong password was typed for {Staff}", person.Id);
            await tries.Count(person.Id, ct);
            return null;
        }

        await work.BeginAsync(ct);
        // With a second step the count goes on until that is passed too: otherwise a known password would give new tries at the code.
        if (!person.TwoFactorEnabled)
            await staff.ResetAccessFailedCountAsync(person);
        await work.SaveAsync(ct);
        return person.IsOperator || await db.Memberships.AcrossBusinesses().AnyAsync(row => row.StaffId == person.Id, ct) ? person : null;
    }
}
