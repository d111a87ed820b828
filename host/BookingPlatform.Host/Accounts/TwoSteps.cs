using System.Security.Cryptography;
using BookingPlatform.Kernel.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts;

/// <summary>A person's second step: the authenticator app, and the recovery codes for when it is lost.</summary>
internal sealed class TwoSteps(AccountsDb db, Work work, IPasswordHasher<Staff> hasher, IDataProtectionProvider protection)
{
    private const int Codes = 10;
    private const string Letters = "0123456789abcdefghjkmnpqrstvwxyz";
    private readonly IDataProtector protector = protection.CreateProtector("staff-authenticator");

    public Task<bool> IsOn(Guid staffId, CancellationToken ct) => db.Authenticators.AnyAsync(row => row.StaffId == staffId && row.ConfirmedAtUtc != null, ct);

    public Task<int> CodesLeft(Guid staffId, CancellationToken ct) => db.RecoveryCodes.CountAsync(row => row.StaffId == staffId && row.UsedAtUtc == null, ct);

    /// <summary>The secret for an app that is to be set up; the same until it is confirmed, so that a page may be loaded again.</summary>
    public async Task<byte[]> Prepare(Guid staffId, CancellationToken ct)
    {
        if (await db.Authenticators.AsNoTracking().SingleOrDefaultAsync(row => row.StaffId == staffId && row.ConfirmedAtUtc == null, ct) is { } waiting)
            return protector.Unprotect(Convert.FromBase64String(waiting.ProtectedSecret));
        var secret = Totp.NewSecret();
        db.Authenticators.Add(new Authenticator { StaffId = staffId, ProtectedSecret = Convert.ToBase64String(protector.Protect(secret)) });
        await work.SaveAsync(ct);
        return secret;
    }

    /// <summary>Accepts a code of the app, or else a recovery code, each once: what decides is one conditional update, so two requests cannot share one.</summary>
    public async Task<bool> Accept(Staff person, string typed, CancellationToken ct)
    {
        var plain = string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return plain.Length == 6 && plain.All(char.IsAsciiDigit) ? await AcceptCode(person.Id, plain, ct) : await AcceptRecovery(person, plain, ct);
    }

    private async Task<bool> AcceptCode(Guid staffId, string code, CancellationToken ct)
    {
        if (await db.Authenticators.AsNoTracking().SingleOrDefaultAsync(row => row.StaffId == staffId, ct) is not { } app
            || Totp.StepOf(protector.Unprotect(Convert.FromBase64String(app.ProtectedSecret)), code, work.Now) is not { } step)
            return false;
        await work.BeginAsync(ct);
        return await db.Authenticators.Where(row => row.StaffId == staffId && row.LastStep < step).ExecuteUpdateAsync(set => set.SetProperty(row => row.LastStep, step), ct) == 1;
    }

    private async Task<bool> AcceptRecovery(Staff person, string code, CancellationToken ct)
    {
        var (left, now) = (await db.RecoveryCodes.AsNoTracking().Where(row => row.StaffId == person.Id && row.UsedAtUtc == null).ToListAsync(ct), work.Now);
        if (left.Find(row => hasher.VerifyHashedPassword(person, row.Hash, code) is not PasswordVerificationResult.Failed) is not { } found)
            return false;
        await work.BeginAsync(ct);
        return await db.RecoveryCodes.Where(row => row.Id == found.Id && row.UsedAtUtc == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.UsedAtUtc, now), ct) == 1;
    }

    /// <summary>From now on sign-in asks for it.</summary>
    public async Task Confirm(Guid staffId, CancellationToken ct)
    {
        var now = work.Now;
        await work.BeginAsync(ct);
        await db.Authenticators.Where(row => row.StaffId == staffId).ExecuteUpdateAsync(set => set.SetProperty(row => row.ConfirmedAtUtc, now), ct);
    }

    public async Task Remove(Guid staffId, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        await db.Authenticators.Where(row => row.StaffId == staffId).ExecuteDeleteAsync(ct);
        await db.RecoveryCodes.Where(row => row.StaffId == staffId).ExecuteDeleteAsync(ct);
    }

    /// <summary>New recovery codes instead of all before; shown once, to be saved by the caller.</summary>
    public async Task<IReadOnlyList<string>> NewCodes(Staff person, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        await db.RecoveryCodes.Where(row => row.StaffId == person.Id).ExecuteDeleteAsync(ct);
        var codes = Enumerable.Range(0, Codes).Select(_ => RandomNumberGenerator.GetString(Letters, 12)).ToList();
        db.RecoveryCodes.AddRange(codes.Select(code => new RecoveryCode { StaffId = person.Id, Hash = hasher.HashPassword(person, code) }));
        return codes.ConvertAll(code => $"{code[..4]}-{code[4..8]}-{code[8..]}");
    }
}
