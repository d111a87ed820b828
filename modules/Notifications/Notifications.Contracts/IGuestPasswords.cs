using BookingPlatform.Kernel;

namespace BookingPlatform.Notifications.Contracts;

/// <summary>Question and act: the passwords guests chose, by link or at their first booking. Answered for the business at work; the acts happen inside the caller's work.</summary>
public interface IGuestPasswords
{
    /// <summary>Whether it is that customer's password. One hash is calculated in every case, so that the time says nothing about who has one.</summary>
    /// <param name="customerId">Null where nobody is known.</param>
    /// <param name="password">As typed.</param>
    /// <param name="ct">Cancels the question.</param>
    Task<bool> Knows(Guid? customerId, string password, CancellationToken ct);

    /// <summary>Whether the customer has chosen one.</summary>
    Task<bool> Has(Guid customerId, CancellationToken ct);

    /// <summary>Keeps a password; it takes the place of an earlier one. Refused: <c>validation</c> for one that is too short or too long.</summary>
    Task<Answer<Done>> Choose(Guid customerId, string? password, CancellationToken ct);

    /// <summary>Takes it away.</summary>
    Task Forget(Guid customerId, CancellationToken ct);
}
