namespace BookingPlatform.Bookings.Contracts;

/// <summary>Question and act: a guest who books by themselves may agree to advertising. Answered by the module that writes to guests.</summary>
public interface IAskForConsent
{
    /// <summary>The sentence beside the box, in the guest's language: exactly this is what they agree to.</summary>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="business">As guests know it.</param>
    string Wording(string language, string business);

    /// <summary>Whether they need not be asked any more.</summary>
    Task<bool> HasAgreed(Guid customerId, string? email, CancellationToken ct);

    /// <summary>
    /// The box was ticked. Nothing is kept until the caller saves. Without proof of the address nobody's earlier no is undone: anybody could type the address.
    /// </summary>
    Task Agreed(ConsentGiven consent, CancellationToken ct);
}

/// <summary>A tick.</summary>
/// <param name="CustomerId">Who.</param>
/// <param name="Email">The address the booking was made with.</param>
/// <param name="Wording">What stood beside the box.</param>
/// <param name="IsProven">The guest has proved to read the mail of the address.</param>
public sealed record ConsentGiven(Guid CustomerId, string? Email, string Wording, bool IsProven);
