using BookingPlatform.Kernel;
using BookingPlatform.Notifications.Domain;

namespace BookingPlatform.Notifications.Letters;

/// <summary>The letter of a business that wrote none of its own, in its language or in English.</summary>
internal static class LetterDefaults
{
    private static readonly Dictionary<string, (string Subject, string Body)> ByLanguage = new()
    {
        ["en"] = ("Your brochure", """
            Dear {{guest.name}},

            Thank you for your interest in {{business.name}}. Here is the brochure you asked for.

            {{#if business.phone}}We are glad to answer your questions: call us on {{business.phone}}.{{else}}We are glad to answer your questions.{{/if}}

            Kind regards
            {{business.name}}
            """),
        ["de"] = ("Ihr Prospekt", """
            Guten Tag {{guest.name}},

            vielen Dank für Ihr Interesse an {{business.name}}. Hier ist der gewünschte Prospekt.

            {{#if business.phone}}Ihre Fragen beantworten wir gern unter {{business.phone}}.{{else}}Ihre Fragen beantworten wir gern.{{/if}}

            Freundliche Grüße
            {{business.name}}
            """),
        ["fr"] = ("Votre brochure", """
            Bonjour {{guest.name}},

            merci de l’intérêt que vous portez à {{business.name}}. Voici la brochure que vous avez demandée.

            {{#if business.phone}}Nous répondons volontiers à vos questions au {{business.phone}}.{{else}}Nous répondons volontiers à vos questions.{{/if}}

            Cordialement
            {{business.name}}
            """),
    };

    public static LetterTemplate For(Business business)
    {
        var (subject, body) = ByLanguage.GetValueOrDefault(business.Language.Split('-')[0].ToLowerInvariant(), ByLanguage["en"]);
        return new LetterTemplate { BusinessId = business.Id, Subject = subject, Body = body };
    }
}
