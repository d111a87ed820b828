using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.GuestApp.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Notifications.Contracts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.GuestApp.Features.SigningIn;

/// <summary>Who the guest in this request is, for the whole guests' side of the platform.</summary>
internal sealed class Sessions(GuestAppDb db, SignIn signIn, ICustomers customers, IProvenEmails emails, IGuestPasswords passwords, IBookingLog log, GuestBrowser browser, Work work) : IGuestSession
{
    private bool hasLooked;
    private (ProvenGuest Guest, CustomerCard? Customer)? found;

    public Guid BusinessId => work.BusinessId;

    public async Task<ProvenGuest?> Current(CancellationToken ct) => (await Find(ct))?.Guest;

    /// <summary>The record behind the session, in use today; null for strangers, and for an address nobody is known by.</summary>
    public async Task<CustomerCard?> Customer(CancellationToken ct) => (await Find(ct))?.Customer;

    public Task<Answer<Guid>> SendCode(string email, CancellationToken ct) => signIn.MailCode(email, ct);

    public Task<Answer<ProvenGuest>> AnswerCode(Guid challenge, string code, CancellationToken ct) => signIn.AnswerCode(challenge, code, ct);

    /// <summary>
    /// Whoever books with somebody else's name and address is attached to their record, so only the record of a first booking takes a password here;
    /// and even that one opens nothing before the address is proven (<see cref="SignIn.ByPassword"/>).
    /// </summary>
    public async Task<Answer<ProvenGuest>> Register(Guid customerId, string password, CancellationToken ct)
    {
        if (await customers.Find(customerId, ct) is not { IsDeleted: false } customer)
            return Refusal.NotFound("customer");
        var bookings = await log.Of([customerId], ct);
        if (customer.EmailState is not EmailState.Unverified || bookings.Count > 1 || bookings.Any(booking => booking.Path is not BookingPath.Online) || await passwords.Has(customerId, ct))
            return Refusal.Conflict("registered-already", "There is an account or an earlier booking already. Sign in by mail instead.");
        if ((await passwords.Choose(customerId, password, ct)).IsRefused(out var refusal))
            return refusal;
        work.Audit(new AuditEntry { Subject = "customer", SubjectId = customerId, Action = "password.chosen", Sentence = "The guest chose a password at the first booking." });
        await work.SaveAsync(ct);
        return new ProvenGuest(customerId, customer.Email!);
    }

    private async Task<(ProvenGuest Guest, CustomerCard? Customer)?> Find(CancellationToken ct)
    {
        if (!hasLooked)
            found = browser.Token is { } token ? await Look(Secrets.HashToken(token), ct) : null;
        hasLooked = true;
        return found;
    }

    private async Task<(ProvenGuest, CustomerCard?)?> Look(string hash, CancellationToken ct)
    {
        var now = work.Now;
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(one => one.TokenHash == hash && one.EndedAtUtc == null && one.ExpiresAtUtc > now, ct);
        if (session is null)
            return null;
        var customer = session.CustomerId is { } id ? await customers.FindKept(id, ct)
            : emails.Read(session.Email).Is(out var address, out _) ? await emails.FindOwner(address, ct)
            : null;
        if (customer is { IsDeleted: true })
            return null;
        work.ActAs(work.Actor with { Id = customer?.Id });
        return (new ProvenGuest(customer?.Id, session.Email), customer);
    }
}
