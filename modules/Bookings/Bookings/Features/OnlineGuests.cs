using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Bookings.Features;

/// <summary>Who a guest's own booking is for, and whether they may: the gate is asked at the last step of every way guests book (S3-29).</summary>
internal sealed class OnlineGuests(ICustomers customers, IProvenEmails emails, IOnlineGate gate, IOnlineDoubt doubt, IGuestSession session, IAskForConsent consent, GuestBrake brake, IBusinesses businesses, Work work)
{
    /// <param name="Customer">New or known.</param>
    /// <param name="IsNew">Nobody had that record before this booking.</param>
    internal sealed record Guest(CustomerCard Customer, bool IsNew);

    /// <summary>Who it is comes first, so that the gate is asked about the record a booking would be for; a refusal lets go of a record made for it.</summary>
    public async Task<Answer<Guest>> Take(BookOnlineRequest request, Service service, CancellationToken ct)
    {
        var proven = ProvenFor(request);
        if (service.IsForKnownGuests && proven?.CustomerId is null)
            return new Refusal(RefusalKind.Forbidden, "known-guests-only", "This is booked online only by guests who have been here before. Sign in, or call.");
        if (proven is { CustomerId: { } id } && await customers.FindKept(id, ct) is { IsDeleted: false } known)
            return await Known(request, known, proven.Email, ct);
        return await Typed(request, proven, ct);
    }

    /// <summary>Whoever is signed in may still book for somebody else, by typing another address; they are a stranger then.</summary>
    private static ProvenGuest? ProvenFor(BookOnlineRequest request) =>
        request.Proven is { } proven && (string.IsNullOrWhiteSpace(request.Customer?.Email) || proven.Email.Equals(request.Customer.Email.Trim(), StringComparison.OrdinalIgnoreCase)) ? proven : null;

    private async Task<Answer<Guest>> Known(BookOnlineRequest request, CustomerCard known, string email, CancellationToken ct) =>
        (Altered(request.Customer, known) ?? await gate.Ask(new(known.Id, email, true), ct)) is { } refusal ? refusal : new Guest(known, IsNew: false);

    private async Task<Answer<Guest>> Typed(BookOnlineRequest request, ProvenGuest? proven, CancellationToken ct)
    {
        var (person, email) = (request.Customer, proven?.Email ?? request.Customer?.Email);
        if (string.IsNullOrWhiteSpace(email))
            return Refusal.Invalid("customer.email", "Type your email address; the confirmation goes there.", "email-missing");
        var details = new GuestDetails(person?.FirstName, person?.LastName, email, person?.Phone, BookWithoutEmail: false, AcceptSharedEmail: true) { Language = request.Language };
        if (!(await customers.TakeForBooking(details, ct)).Is(out var guest, out var refusal))
            return refusal;
        var isOwn = guest.EmailState is not (EmailState.Shared or EmailState.Relay) || !email.Trim().Equals(guest.Email, StringComparison.OrdinalIgnoreCase);
        if (await gate.Ask(new(guest.Id, email, isOwn), ct) is { } closed)
            return closed;
        if (proven is null && (brake.IsUnusual(work.BusinessId, email) || await doubt.Ask(guest.Id, email, person?.Phone ?? guest.Phone, ct)))
            return Refusal.Conflict("code-needed", "Prove that you read the mail of this address: ask for a code, then book.");
        return new Guest(guest, await customers.Find(guest.Id, ct) is null);
    }

    /// <summary>S0-11 for guests: what is on record is changed there, not while booking.</summary>
    private static Refusal? Altered(OnlinePerson? typed, CustomerCard known)
    {
        var field = typed switch
        {
            { FirstName: { } first } when first.Trim() != known.FirstName => "customer.firstName",
            { LastName: { } last } when last.Trim() != known.LastName => "customer.lastName",
            _ => null,
        };
        return field is null ? null : Refusal.Invalid(field, "Your details are kept with your account and are changed there.", "customer-locked");
    }

    /// <summary>Asked before anything is looked up, so that the answer says nothing about who is known.</summary>
    public async Task<Refusal?> RefusePassword(BookOnlineRequest request, CancellationToken ct)
    {
        if (ProvenFor(request) is not null || await emails.Accounts(ct) is not GuestAccounts.Required)
            return null;
        return request.Password?.Length switch
        {
            null or 0 => Refusal.Invalid("password", "Choose a password; it opens your bookings next time.", "password-missing"),
            < GuestPasswordRule.Shortest => Refusal.Invalid("password", $"Choose a password of at least {GuestPasswordRule.Shortest} characters.", "password-short"),
            > GuestPasswordRule.Longest => Refusal.Invalid("password", $"At most {GuestPasswordRule.Longest} characters.", "password-long"),
            _ => null,
        };
    }

    /// <summary>Kept with the booking, or not at all.</summary>
    public async Task Agree(Guest guest, BookOnlineRequest request, CancellationToken ct)
    {
        if (!request.News)
            return;
        var (business, proven) = (await businesses.Get(work.BusinessId, ct), ProvenFor(request));
        await consent.Agreed(new(guest.Customer.Id, proven?.Email ?? request.Customer?.Email?.Trim(), consent.Wording(request.Language ?? business.Language, business.Name), proven is not null), ct);
    }

    /// <summary>
    /// Only for a record that this booking made: a stranger who types a known guest's name and address must not choose their password. Whoever is known is told the same,
    /// and signs in with what they have.
    /// </summary>
    public async Task Register(Guest guest, BookOnlineRequest request, CancellationToken ct)
    {
        if (guest.IsNew && request.Password is { Length: > 0 } password && ProvenFor(request) is null && await emails.Accounts(ct) is GuestAccounts.Required)
            await session.Register(guest.Customer.Id, password, ct);
    }
}
