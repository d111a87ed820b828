using BookingPlatform.Customers.Contracts;

namespace BookingPlatform.Customers.Email;

internal sealed class EmailHints : IEmailHints
{
    public string? Suggest(string? typed) => EmailFinding.FromText(typed).Suggestion;
}
