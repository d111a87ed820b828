using System.Collections.Concurrent;
using System.Reflection;
using BookingPlatform.Notifications.Domain;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler.Resolvers;

namespace BookingPlatform.Notifications.Templates;

/// <summary>
/// The mails' templates: two layouts (text and HTML) for all kinds and languages, filled with a language's words. HTML is escaped by construction:
/// its environment escapes every value, and no template uses the triple braces that would not.
/// </summary>
internal sealed class TemplateBook
{
    private static readonly string[] LanguageTags = ["en", "de", "fr"];
    private static readonly string TextLayout = Resource("message.txt.hbs");
    private static readonly string HtmlLayout = Resource("message.html.hbs");
    private readonly ConcurrentDictionary<(Words, MessageKind, bool), Page> pages = new();

    public IReadOnlyDictionary<string, Words> Languages { get; } = LanguageTags.ToDictionary(tag => tag, tag => Words.Read(Resource($"{tag}.json")));

    public string Subject(MessageKind kind, MailModel model) => PageOf(kind, model.Words, isHtml: false).Subject(model);

    public string Text(MessageKind kind, MailModel model) => PageOf(kind, model.Words, isHtml: false).Body(model);

    public string Html(MessageKind kind, MailModel model) => PageOf(kind, model.Words, isHtml: true).Body(model);

    private Page PageOf(MessageKind kind, Words words, bool isHtml) => pages.GetOrAdd((words, kind, isHtml), static key => Compile(key.Item1, key.Item2, key.Item3));

    private static Page Compile(Words words, MessageKind kind, bool isHtml)
    {
        var environment = Handlebars.Create(new HandlebarsConfiguration
        {
            NoEscape = !isHtml,
            TextEncoder = new HtmlEncoder(),
            ThrowOnUnresolvedBindingExpression = true,
            ExpressionNameResolver = new UpperCamelCaseExpressionNameResolver(),
        });
        environment.RegisterTemplate("greeting", $"{{{{#if guest}}}}{words.Greeting}{{{{else}}}}{words.GreetingWithoutName}{{{{/if}}}}");
        environment.RegisterTemplate("opening", words.For(kind).Opening);
        environment.RegisterTemplate("call", words.Call);
        var subject = environment.Compile(words.For(kind).Subject);
        var body = environment.Compile(isHtml ? HtmlLayout : TextLayout);
        return new Page(model => subject(model), model => body(model));
    }

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The template {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private sealed record Page(Func<MailModel, string> Subject, Func<MailModel, string> Body);
}
