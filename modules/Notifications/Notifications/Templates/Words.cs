using System.Text.Json;
using BookingPlatform.Notifications.Domain;

namespace BookingPlatform.Notifications.Templates;

/// <summary>All the words of one language: one JSON file, so that a further language is one file more. Phrases are Handlebars templates over <see cref="MailModel"/>.</summary>
internal sealed record Words
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    /// <summary>The culture for a customer who named the language without a country.</summary>
    public required string Culture { get; init; }

    public required string Greeting { get; init; }

    public required string GreetingWithoutName { get; init; }

    public required string Signature { get; init; }

    public required string Questions { get; init; }

    /// <summary>Shown when the business has a mailbox for answers.</summary>
    public required string Answer { get; init; }

    /// <summary>Shown when the business has a telephone number.</summary>
    public required string Call { get; init; }

    /// <summary>Between a label and its value, with the spaces the language wants.</summary>
    public required string Colon { get; init; }

    /// <summary>On the link to the calendar file.</summary>
    public required string Calendar { get; init; }

    public required Labels Labels { get; init; }

    public required string From { get; init; }

    public required string Until { get; init; }

    public required KindWords Confirmation { get; init; }

    public required KindWords Change { get; init; }

    public required KindWords Cancellation { get; init; }

    public required KindWords Itinerary { get; init; }

    public required KindWords Reminder { get; init; }

    public required KindWords Advertising { get; init; }

    public required UnsubscribeWords Unsubscribe { get; init; }

    public required PasswordWords Password { get; init; }

    public KindWords For(MessageKind kind) => kind switch
    {
        MessageKind.Confirmation => Confirmation,
        MessageKind.Change => Change,
        MessageKind.Cancellation => Cancellation,
        MessageKind.Itinerary => Itinerary,
        MessageKind.Reminder => Reminder,
        MessageKind.Advertising => Advertising,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The salutation, with a name or without.</summary>
    public string GreetingText => $"{{{{#if guest}}}}{Greeting}{{{{else}}}}{GreetingWithoutName}{{{{/if}}}}";

    /// <summary>Where to ask, as far as the business gave a way.</summary>
    public string QuestionsText => $"{{{{#if canBeAsked}}}}{Questions}{{{{#if business.email}}}} {Answer}{{{{/if}}}}{{{{#if business.phone}}}} {Call}{{{{/if}}}}{{{{/if}}}}";

    public static Words Read(string json) => JsonSerializer.Deserialize<Words>(json, Json) ?? throw new JsonException("The file holds no words.");
}

/// <summary>What differs from kind to kind.</summary>
internal sealed record KindWords(string Subject, string Heading, string Opening);

/// <summary>Under advertising: plain sentences, no templates.</summary>
internal sealed record UnsubscribeWords(string Why, string Link);

/// <summary>The mail with a link to set a password, and the page it leads to.</summary>
internal sealed record PasswordWords(string Subject, string Heading, string Opening, string Button, string Validity, string NotAsked, PasswordPageWords Page);

/// <summary>Plain sentences, no templates.</summary>
/// <param name="Gone">Heading of the page for a link that is not valid, whatever the cause.</param>
/// <param name="GoneWhy">Why that may be, and to ask the business, whose name and telephone number follow.</param>
internal sealed record PasswordPageWords(string Title, string Label, string Help, string Save, string TooShort, string TooLong, string TooManyTries, string Done, string DoneText, string Gone, string GoneWhy);

/// <summary>Names of the facts about a booking.</summary>
internal sealed record Labels(string Service, string Reserved, string Room, string When, string Arrival, string Departure, string Party, string Price, string Code);
