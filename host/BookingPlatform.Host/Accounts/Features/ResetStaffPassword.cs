using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts.Features;

/// <summary>Behind the mailed link: looking changes nothing, because mail scanners look too; saving uses the link up and ends a lockout.</summary>
internal sealed class ResetStaffPassword(AccountsDb db, UserManager<Staff> staff, StaffLinks links, Work work)
{
    private static readonly Refusal NotValid = Refusal.Conflict("link-not-valid", "This link is not valid any more. Ask for a new one.");

    public async Task<bool> IsOpen(string secret) => await Find(secret) is not null;

    public async Task<Answer<Done>> Handle(string secret, string? password, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await Find(secret) is not { } person
            || await db.Memberships.AcrossBusinesses().Where(row => row.StaffId == person.Id).OrderBy(row => row.Id).FirstOrDefaultAsync(ct) is not { } membership)
            return NotValid;
        foreach (var rule in staff.PasswordValidators)
            if (await rule.ValidateAsync(staff, person, password) is { Succeeded: false } broken)
                return Refusal.Invalid("password", string.Join(" ", broken.Errors.Select(error => error.Description)));
        work.ActAs(Actor.Platform(membership.BusinessId, person.Name));
        await staff.RemovePasswordAsync(person);
        if (!(await staff.AddPasswordAsync(person, password!)).Succeeded)
            return NotValid;
        await staff.SetLockoutEndDateAsync(person, null);
        await staff.ResetAccessFailedCountAsync(person);
        work.Audit(new AuditEntry { Subject = "staff", SubjectId = person.Id, Action = "staff.password-set", Sentence = $"{person.Name} set a new password by a mailed link." });
        await work.SaveAsync(ct);
        return new Done();
    }

    private async Task<Staff?> Find(string secret) =>
        links.Read(secret) is { } link && await staff.FindByIdAsync(link.StaffId.ToString()) is { } person && person.SecurityStamp == link.Stamp ? person : null;
}
