using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Features;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Guests;

/// <summary>Who stands at the guests' desk, and until when their slot is kept.</summary>
/// <param name="Proven">Null for a stranger, and for somebody who books for somebody else.</param>
/// <param name="Accounts">When guests register.</param>
internal sealed record GuestAtDesk(ProvenGuest? Proven, GuestAccounts Accounts)
{
    /// <summary>Their record; null where nobody is known by the proven address.</summary>
    public CustomerCard? Card { get; init; }

    /// <summary>They agreed to news before and are not asked again.</summary>
    public bool GetsNews { get; init; }

    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>The hold in the address is none of this business, or was swept away.</summary>
    public bool HasLostHold { get; init; }
}

/// <summary>What a guest typed.</summary>
internal sealed record TypedGuest(string? FirstName, string? LastName, string? Email, string? Phone)
{
    public string? Notes { get; init; }

    public string? Password { get; init; }

    public string? Language { get; init; }

    public bool News { get; init; }
}

/// <summary>What the last step of a guest's booking does, by the same features as the API.</summary>
internal sealed class GuestDesk(BookingsDb db, BookOnline online, HoldSlot holds, GuestBrake brake, IGuestSession session, IAskForConsent consent, ICustomers customers, IProvenEmails emails, IEmailHints hints, GuestTicket tickets, IBusinesses businesses, Work work)
{
    public async Task<GuestAtDesk> Greet(bool asSomebodyElse, Guid? hold, CancellationToken ct)
    {
        var proven = asSomebodyElse ? null : await session.Current(ct);
        var kept = hold is { } token ? await db.Holds.AsNoTracking().SingleOrDefaultAsync(one => one.Id == token, ct) : null;
        var business = await businesses.Get(work.BusinessId, ct);
        return await Know(new(null, await emails.Accounts(ct))
        {
            HeldUntil = kept is { ExpiresAtUtc: var until } && until > work.Now ? business.At(until) : null,
            HasLostHold = hold is not null && kept is null,
        }, proven, ct);
    }

    public async Task<GuestAtDesk> Know(GuestAtDesk guest, ProvenGuest? proven, CancellationToken ct)
    {
        var card = proven?.CustomerId is { } id ? await customers.FindKept(id, ct) : null;
        return guest with { Proven = proven, Card = card, GetsNews = card is not null && await consent.HasAgreed(card.Id, proven!.Email, ct) };
    }

    public string? Suggest(string? email) => hints.Suggest(email);

    public async Task<Answer<HeldSlot>> Keep(GuestChoice choice, CancellationToken ct) => brake.LetsHold(work.BusinessId)
        ? await holds.Hold(choice.ToHold(), ct)
        : new Refusal(RefusalKind.TooMany, "too-many-holds", "Too many times are kept at the moment. You can book all the same.");

    public Task<Answer<Guid>> SendCode(string email, CancellationToken ct) => session.SendCode(email, ct);

    public Task<Answer<ProvenGuest>> AnswerCode(Guid challenge, string code, CancellationToken ct) => session.AnswerCode(challenge, code, ct);

    /// <returns>The ticket of the confirmation.</returns>
    public async Task<Answer<string>> Book(GuestChoice choice, GuestAtDesk guest, TypedGuest typed, CancellationToken ct)
    {
        var request = choice.ToBooking() with
        {
            Customer = guest.Card is null ? new(typed.FirstName, typed.LastName, typed.Email, typed.Phone) : null,
            Notes = typed.Notes,
            Language = typed.Language,
            Password = typed.Password,
            News = typed.News,
            Proven = guest.Proven,
        };
        if (!(await online.Make(request, ct)).Is(out var made, out var refusal))
            return refusal;
        return tickets.Write(new(made.Id, await ReturnCode(made, guest, typed.Email!, ct)));
    }

    /// <summary>
    /// S2-6: who has booked before proves the address on return. The confirmation looks the same for everybody and asks for a code; only somebody who is known is mailed one,
    /// so that nobody learns from it who is.
    /// </summary>
    private async Task<Guid?> ReturnCode(OnlineBookingAnswer made, GuestAtDesk guest, string email, CancellationToken ct)
    {
        if (guest.Proven is not null || guest.Accounts is not GuestAccounts.OnReturn)
            return null;
        var hasReturned = await db.Bookings.AnyAsync(booking => booking.CustomerId == made.CustomerId && booking.Id != made.Id, ct);
        return hasReturned && (await session.SendCode(email, ct)).Is(out var challenge, out _) ? challenge : Guid.CreateVersion7();
    }
}
