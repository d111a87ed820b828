using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Passkeys;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts.Features;

/// <summary>A person's own passkeys. Making one and removing one ask for the password, so that a browser left open is not enough for either.</summary>
internal sealed class OwnPasskeys(AccountsDb db, PasskeyDesk desk, ChangeOwnSignIn own, SessionDoor door, Work work)
{
    private const int Most = 20;

    internal static readonly Refusal NotGood = Refusal.Conflict("passkey-refused", "Your device's answer did not fit, or it took longer than ten minutes. Nothing was saved; start again.");

    private PasskeyBook Book => StaffBook(db);

    internal static PasskeyBook StaffBook(AccountsDb db) => new("staff", db.Passkeys);

    public async Task<IReadOnlyList<StaffPasskey>> List(Guid self, CancellationToken ct) => await db.Passkeys.AsNoTracking().Where(row => row.OwnerId == self).OrderBy(row => row.MadeAtUtc).ToListAsync(ct);

    /// <summary>Asks the device, once the person has shown that it is they.</summary>
    public async Task<Answer<PasskeyQuestion>> Begin(Guid self, string? name, string? password, CancellationToken ct)
    {
        if (Misnamed(name) is { } fault)
            return fault;
        if (await db.Passkeys.CountAsync(row => row.OwnerId == self, ct) >= Most)
            return Refusal.Conflict("passkeys-many", $"You have {Most} passkeys already. Remove one that you do not use.");
        return await own.Recognise(self, password, ct) is { } person ? await desk.AskToMake(Book, self, person.Email ?? person.Name) : ChangeOwnSignIn.WrongPassword;
    }

    public async Task<Answer<Done>> Add(Guid self, string? name, PasskeyReply reply, CancellationToken ct)
    {
        if (Misnamed(name) is { } fault)
            return fault;
        if (await desk.Make<StaffPasskey>(Book, self, reply, name!) is not { } made)
            return NotGood;
        db.Passkeys.Add(made);
        Note(self, "staff.passkey-added", $"{work.Actor.Name} added the passkey “{made.Name}”.");
        return await work.TrySaveAsync(ct) ? new Done() : NotGood;
    }

    public async Task<Answer<Done>> Rename(Guid self, Guid id, string? name, CancellationToken ct)
    {
        if (await Mine(self, id, ct) is not { } passkey)
            return Refusal.NotFound("passkey");
        if (Misnamed(name) is { } fault)
            return fault;
        if (passkey.Name == name)
            return new Done();
        Note(self, "staff.passkey-renamed", $"{work.Actor.Name} renamed the passkey “{passkey.Name}” to “{name}”.");
        passkey.Name = name!;
        await work.SaveAsync(ct);
        return new Done();
    }

    /// <summary>Whoever else may have got in with it is out.</summary>
    public async Task<Answer<Done>> Remove(Guid self, Guid id, string? password, CancellationToken ct)
    {
        if (await Mine(self, id, ct) is not { } passkey)
            return Refusal.NotFound("passkey");
        if (await own.Recognise(self, password, ct) is null)
            return ChangeOwnSignIn.WrongPassword;
        db.Passkeys.Remove(passkey);
        Note(self, "staff.passkey-removed", $"{work.Actor.Name} removed the passkey “{passkey.Name}”.");
        await door.EndOthers(null, ct);
        return new Done();
    }

    private Task<StaffPasskey?> Mine(Guid self, Guid id, CancellationToken ct) => db.Passkeys.SingleOrDefaultAsync(row => row.Id == id && row.OwnerId == self, ct);

    private static Refusal? Misnamed(string? name) => name?.Length is > 0 and <= StoredPasskey.LongestName ? null : Refusal.Invalid("name", "Name it, so that you know it again; at most 100 characters.");

    /// <summary>An operator of the installation belongs to no business, and no business's history tells of them.</summary>
    private void Note(Guid self, string action, string sentence)
    {
        if (work.BusinessId != Guid.Empty)
            work.Audit(new AuditEntry { Subject = "staff", SubjectId = self, Action = action, Sentence = sentence });
    }
}
