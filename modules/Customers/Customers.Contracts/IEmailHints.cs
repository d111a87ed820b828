namespace BookingPlatform.Customers.Contracts;

/// <summary>Question: what was probably meant. Answered from the text alone, so that it says nothing about who is known.</summary>
public interface IEmailHints
{
    /// <summary>The whole address with the mail provider that was probably meant: <c>anna@gmail.com</c> for <c>anna@gnail.com</c>; null when nothing is to be said.</summary>
    string? Suggest(string? typed);
}
