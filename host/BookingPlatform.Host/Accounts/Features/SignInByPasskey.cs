using BookingPlatform.Host.Accounts.SignOn;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Passkeys;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts.Features;

/// <summary>
/// Lets a member of staff in by passkey. That is both steps in one: the device has the key and asked for a finger, face or PIN. It works while wrong passwords keep the account closed,
/// because nobody guesses a passkey, and nobody can lock its owner out.
/// </summary>
internal sealed class SignInByPasskey(AccountsDb db, PasskeyDesk desk, SessionDoor door, SignInBrake brake, Work work, ILogger<SignInByPasskey> log)
{
    internal static readonly Refusal No = new(RefusalKind.Invalid, "passkey-unknown", "This passkey does not open an account here, or the page was open for too long. Try again, or use email and password.");

    public Task<PasskeyQuestion> Ask() => desk.AskToSignIn(OwnPasskeys.StaffBook(db));

    /// <param name="reply">From the device.</param>
    /// <param name="client">Where the try comes from; slowed down when too many fail, never stored.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Answer<SignIn.Recognised>> Handle(PasskeyReply reply, string? client, CancellationToken ct)
    {
        if (brake.LetsTry(client) && await Recognise(reply, ct) is { } person)
        {
            var only = await db.OnlyWay(person, ct);
            if (only is null)
                await door.Open(person, remember: false, ct);
            return new SignIn.Recognised(false, only);
        }

        await work.AbandonAsync();
        log.LogWarning("A sign-in by passkey was refused");
        brake.Failed(client);
        return No;
    }

    /// <summary>Only people who work for a business or run the installation.</summary>
    private async Task<Staff?> Recognise(PasskeyReply reply, CancellationToken ct) =>
        await desk.SignIn(OwnPasskeys.StaffBook(db), reply, ct) is { } passkey && await db.Staff.SingleOrDefaultAsync(row => row.Id == passkey.OwnerId, ct) is { } person
        && (person.IsOperator || await db.Memberships.AcrossBusinesses().AnyAsync(row => row.StaffId == person.Id, ct)) ? person : null;
}
