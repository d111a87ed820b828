using BookingPlatform.Customers.Contracts;
using BookingPlatform.GuestApp.Domain;
using BookingPlatform.GuestApp.Features.SigningIn;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Passkeys;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.GuestApp.Features.Passkeys;

/// <summary>
/// Passkeys of guests: a way in beside the mailed link. One is made only within an hour of signing in, because a browser left open is not its owner; it belongs to one business, however many
/// stand on this host.
/// </summary>
internal sealed class GuestPasskeys(GuestAppDb db, PasskeyDesk desk, Sessions sessions, StartSession start, ICustomers customers, IBusinesses businesses, GuestBrowser browser, Work work)
{
    private const int Most = 20;
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    internal static readonly Refusal Refused = Refusal.Conflict("passkey-refused", "That did not work with this passkey. Try again, or have a link mailed to you.");

    private PasskeyBook Book => new($"guests of {work.BusinessId:N}", db.Passkeys);

    public Task<PasskeyQuestion> Ask() => desk.AskToSignIn(Book);

    public async Task<Answer<Done>> SignIn(PasskeyReply reply, CancellationToken ct)
    {
        if (await desk.SignIn(Book, reply, ct) is not { } passkey || await customers.FindKept(passkey.OwnerId, ct) is not { IsDeleted: false, Email: { } email } customer)
        {
            await work.AbandonAsync();
            return Refused;
        }

        await start.As(customer.Id, email, ct);
        await work.SaveAsync(ct);
        return new Done();
    }

    /// <summary>Of the guest who is signed in, the ones from before records were merged too.</summary>
    public async Task<IReadOnlyList<GuestPasskey>> Mine(CancellationToken ct)
    {
        if (await sessions.Customer(ct) is not { } customer)
            return [];
        var records = await customers.RecordsOf(customer.Id, ct);
        return await db.Passkeys.AsNoTracking().Where(row => records.Contains(row.OwnerId)).OrderBy(row => row.MadeAtUtc).ToListAsync(ct);
    }

    /// <returns>Null where none can be made now: the guest signed in too long ago, is nobody's record, or has enough.</returns>
    public async Task<PasskeyQuestion?> AskToMake(CancellationToken ct) =>
        await MayMake(ct) is { Email: { } email } customer ? await desk.AskToMake(Book, customer.Id, $"{email} · {(await businesses.Get(work.BusinessId, ct)).Name}") : null;

    public async Task<Answer<Done>> Add(PasskeyReply reply, CancellationToken ct)
    {
        if (await MayMake(ct) is not { } customer || await desk.Make<GuestPasskey>(Book, customer.Id, reply, "") is not { } made)
            return Refused;
        db.Passkeys.Add(made);
        Note(customer.Id, "guest.passkey-added", "The guest added a passkey to sign in with.");
        return await work.TrySaveAsync(ct) ? new Done() : Refused;
    }

    /// <summary>Only the guest's own; another's is not found.</summary>
    public async Task<Answer<Done>> Remove(Guid id, CancellationToken ct)
    {
        if ((await Mine(ct)).FirstOrDefault(row => row.Id == id) is not { } mine)
            return Refusal.NotFound("passkey");
        db.Passkeys.Remove(mine);
        Note(mine.OwnerId, "guest.passkey-removed", "The guest removed a passkey.");
        await work.SaveAsync(ct);
        return new Done();
    }

    private async Task<CustomerCard?> MayMake(CancellationToken ct)
    {
        if (await sessions.Customer(ct) is not { } customer || browser.Token is not { } token)
            return null;
        var (hash, since) = (Secrets.HashToken(token), work.Now - Fresh);
        return await db.Sessions.AnyAsync(row => row.TokenHash == hash && row.StartedAtUtc > since, ct) && (await Mine(ct)).Count < Most ? customer : null;
    }

    private void Note(Guid customerId, string action, string sentence) => work.Audit(new AuditEntry { Subject = "customer", SubjectId = customerId, Action = action, Sentence = sentence });
}
