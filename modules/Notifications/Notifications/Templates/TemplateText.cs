using BookingPlatform.Notifications.Domain;

namespace BookingPlatform.Notifications.Templates;

/// <summary>What staff may write of a mail: three texts with placeholders. One text serves both ways of reading, so that the HTML can never say something else.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Heading">One line above the HTML.</param>
/// <param name="Body">An empty line begins a paragraph; <c>{{details}}</c> on a line of its own stands for the facts of the booking.</param>
internal sealed record TemplateText(string Subject, string Heading, string Body)
{
    public const int LongestSubject = 200;
    public const int LongestHeading = 200;
    public const int LongestBody = 4000;
    public const string Details = "{{details}}";

    /// <summary>The product's own, in a language: what a business starts from and can always go back to.</summary>
    public static TemplateText Default(MessageKind kind, Words words) => new(words.For(kind).Subject, words.For(kind).Heading, kind is MessageKind.Advertising
        ? $"""
        {words.GreetingText}

        {words.For(kind).Opening}

        {words.Signature}
        {Business}
        """
        : $"""
        {words.GreetingText}

        {words.For(kind).Opening}

        {Details}

        {words.QuestionsText}

        {words.Signature}
        {Business}
        """);

    private const string Business = "{{business.name}}";
}
