using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.AspNetCore.Identity;

namespace BookingPlatform.Host.Accounts.Features;

/// <summary>The second step of signing in: a code of the authenticator, or a recovery code. Wrong ones count like wrong passwords.</summary>
internal sealed class EnterCode(PendingPerson pending, TwoSteps steps, WrongTries tries, UserManager<Staff> staff, SessionDoor door, Work work, ILogger<EnterCode> log)
{
    internal static readonly Refusal TooLate = Refusal.Conflict("sign-in-ended", "That took longer than five minutes. Start again with your email and password.");

    internal static readonly Refusal No = Refusal.Invalid("code", "This code is not right, or it has been used. Wait for the next one and try again; after ten wrong tries the account stays closed for ten minutes.", "code-wrong");

    public async Task<Answer<Done>> Handle(string? typed, CancellationToken ct)
    {
        if (await pending.Find() is not { } known || await staff.FindByIdAsync(known.StaffId.ToString()) is not { } person)
            return TooLate;
        if (await staff.IsLockedOutAsync(person))
            return No;
        if (!await steps.Accept(person, typed ?? "", ct))
        {
            await work.AbandonAsync();
            log.LogWarning("A wrong code was typed for {Staff}", person.Id);
            await tries.Count(person.Id, ct);
            return No;
        }

        await staff.ResetAccessFailedCountAsync(person);
        await work.SaveAsync(ct);
        await pending.Forget();
        await door.Open(person, known.Stays, ct, known.LetInBy, known.LetInBy);
        return new Done();
    }
}
