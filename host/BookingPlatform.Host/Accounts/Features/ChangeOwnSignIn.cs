using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.AspNetCore.Identity;

namespace BookingPlatform.Host.Accounts.Features;

/// <summary>
/// What a person changes about their own way in: password, authenticator, recovery codes. Each asks for the present password again, so that a browser left open is not enough,
/// and each ends the person's sessions in other browsers.
/// </summary>
internal sealed class ChangeOwnSignIn(UserManager<Staff> staff, TwoSteps steps, WrongTries tries, SessionDoor door, Work work)
{
    internal static readonly Refusal WrongPassword = Refusal.Invalid("password", "This is not your present password.", "password-wrong");

    public async Task<Answer<Done>> ChangePassword(Guid self, string? password, string? newPassword, CancellationToken ct)
    {
        if (await Recognise(self, password, ct) is not { } person)
            return WrongPassword;
        await work.BeginAsync(ct);
        var changed = await staff.ChangePasswordAsync(person, password!, newPassword ?? "");
        if (!changed.Succeeded)
        {
            await work.AbandonAsync();
            return Refusal.Invalid("newPassword", string.Join(" ", changed.Errors.Select(error => error.Description)));
        }

        return await Finish(person, "staff.password-changed", $"{person.Name} changed their password.", ct);
    }

    /// <summary>Turns the second step on, once the person has shown that their app has the secret.</summary>
    /// <returns>The recovery codes, to be shown once.</returns>
    public async Task<Answer<IReadOnlyList<string>>> TurnOn(Guid self, string? password, string? code, CancellationToken ct)
    {
        if (await Recognise(self, password, ct) is not { } person)
            return WrongPassword;
        if (!await steps.Accept(person, code ?? "", ct))
        {
            await work.AbandonAsync();
            await tries.Count(self, ct);
            return EnterCode.No;
        }

        await steps.Confirm(self, ct);
        await staff.SetTwoFactorEnabledAsync(person, true);
        var codes = await steps.NewCodes(person, ct);
        await Finish(person, "staff.two-steps-on", $"{person.Name} turned on the second step of signing in.", ct);
        return codes.ToList();
    }

    public async Task<Answer<Done>> TurnOff(Guid self, string? password, CancellationToken ct)
    {
        if (await Recognise(self, password, ct) is not { } person)
            return WrongPassword;
        await steps.Remove(self, ct);
        await staff.SetTwoFactorEnabledAsync(person, false);
        return await Finish(person, "staff.two-steps-off", $"{person.Name} turned off the second step of signing in.", ct);
    }

    public async Task<Answer<IReadOnlyList<string>>> NewCodes(Guid self, string? password, CancellationToken ct)
    {
        if (await Recognise(self, password, ct) is not { TwoFactorEnabled: true } person)
            return WrongPassword;
        var codes = await steps.NewCodes(person, ct);
        await Finish(person, "staff.recovery-codes-made", $"{person.Name} made new recovery codes; the old ones no longer work.", ct);
        return codes.ToList();
    }

    /// <summary>The person, where the password is theirs; a wrong one counts as at the door.</summary>
    internal async Task<Staff?> Recognise(Guid self, string? password, CancellationToken ct)
    {
        if (await staff.FindByIdAsync(self.ToString()) is not { } person || await staff.IsLockedOutAsync(person))
            return null;
        if (await staff.CheckPasswordAsync(person, password ?? ""))
            return person;
        await tries.Count(self, ct);
        return null;
    }

    private async Task<Answer<Done>> Finish(Staff person, string action, string sentence, CancellationToken ct)
    {
        if (work.BusinessId != Guid.Empty)
            work.Audit(new AuditEntry { Subject = "staff", SubjectId = person.Id, Action = action, Sentence = sentence });
        await door.KeepOnly(person, ct);
        return new Done();
    }
}
