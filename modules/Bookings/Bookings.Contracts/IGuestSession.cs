using BookingPlatform.Kernel;

namespace BookingPlatform.Bookings.Contracts;

/// <summary>
/// Question: who has the guest at the door proved to be. A session belongs to one business; the same address at another business is somebody else there.
/// Answered by the Guest App.
/// </summary>
public interface IGuestSession
{
    /// <summary>Who is signed in to the current business in this request; null for a stranger.</summary>
    Task<ProvenGuest?> Current(CancellationToken ct);

    /// <summary>
    /// Mails a one-time code of six digits to the address, valid ten minutes and five tries. The answer is the same whether or not anybody is known by that address,
    /// and for an address that can receive nothing.
    /// </summary>
    /// <returns>The challenge to answer, or 429 <c>too-many-tries</c>, 422 <c>email-malformed</c>.</returns>
    Task<Answer<Guid>> SendCode(string email, CancellationToken ct);

    /// <summary>Takes the code and signs the guest in; the address counts as verified from now on.</summary>
    /// <returns>Who they are, or 422 <c>code-wrong</c> (wrong, used, expired or tried too often).</returns>
    Task<Answer<ProvenGuest>> AnswerCode(Guid challenge, string code, CancellationToken ct);

    /// <summary>Gives a customer that booked for the first time the password they chose; refused for one who has a password or a verified address already.</summary>
    Task<Answer<ProvenGuest>> Register(Guid customerId, string password, CancellationToken ct);
}

/// <summary>What a guest's password must be; checked before a booking is made, so that one that is refused costs no booking.</summary>
public static class GuestPasswordRule
{
    /// <summary>Fewest characters.</summary>
    public const int Shortest = 10;

    /// <summary>Most characters.</summary>
    public const int Longest = 128;
}

/// <summary>A guest who proved to read the mail of an address, or knows its password or passkey.</summary>
/// <param name="CustomerId">The record of the business they are; null when nobody is known by the address yet.</param>
/// <param name="Email">The proven address.</param>
public sealed record ProvenGuest(Guid? CustomerId, string Email);
