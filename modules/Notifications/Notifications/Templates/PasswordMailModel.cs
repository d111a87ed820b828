namespace BookingPlatform.Notifications.Templates;

/// <summary>Everything the templates of the password mail may name; as with <see cref="MailModel"/> all values are ready to read.</summary>
/// <param name="Guest">First and last name; null when it is no name to be greeted by.</param>
/// <param name="Business">Who writes.</param>
/// <param name="Words">The words of the language.</param>
/// <param name="Link">With the secret in it: this model is written into a mail and nowhere else.</param>
/// <param name="Minutes">How long the link can be used.</param>
internal sealed record PasswordMailModel(string? Guest, BusinessModel Business, Words Words, string Link, int Minutes)
{
    /// <summary>BCP 47 tag of the text.</summary>
    public required string Language { get; init; }

    /// <summary><c>ltr</c> or <c>rtl</c>.</summary>
    public required string Direction { get; init; }

    public bool CanBeAsked => Business.Email is not null || Business.Phone is not null;
}
