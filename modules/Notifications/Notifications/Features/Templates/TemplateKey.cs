using System.Globalization;
using BookingPlatform.Kernel;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Templates;

namespace BookingPlatform.Notifications.Features.Templates;

/// <summary>Which mail in which language.</summary>
internal sealed record TemplateKey(MessageKind Kind, string Language)
{
    public string LanguageName => CultureInfo.GetCultureInfo(Language).EnglishName;

    public string Title => $"{Kind.Title()}, {LanguageName}";

    public static Answer<TemplateKey> Read(string kind, string language, TemplateBook book) =>
        Enum.GetValues<MessageKind>().Cast<MessageKind?>().FirstOrDefault(one => one!.Value.Code() == kind) is { } known && book.Languages.ContainsKey(language)
            ? new TemplateKey(known, language)
            : Refusal.NotFound("template");

    public static IEnumerable<TemplateKey> All(TemplateBook book) =>
        Enum.GetValues<MessageKind>().SelectMany(kind => book.Languages.Keys.Select(language => new TemplateKey(kind, language)));
}
