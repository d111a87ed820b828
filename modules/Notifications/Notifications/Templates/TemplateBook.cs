using System.Collections.Concurrent;
using System.Reflection;
using BookingPlatform.Notifications.Domain;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler.Resolvers;

namespace BookingPlatform.Notifications.Templates;

/// <summary>
/// The product's own templates in every language. A business's own take their place (<see cref="OwnTemplates"/>); these always can be filled.
/// </summary>
internal sealed class TemplateBook
{
    private static readonly string[] LanguageTags = ["en", "de", "fr", "nl", "pl"];
    private static readonly string PasswordTextLayout = Resource("password.txt.hbs");
    private static readonly string PasswordHtmlLayout = Resource("password.html.hbs");
    private readonly ConcurrentDictionary<(Words, MessageKind), MailTemplate> templates = new();
    private readonly ConcurrentDictionary<(Words, bool), Page> passwordPages = new();

    public IReadOnlyDictionary<string, Words> Languages { get; } = LanguageTags.ToDictionary(tag => tag, tag => Words.Read(Resource($"{tag}.json")));

    public MailTemplate Template(MessageKind kind, Words words) =>
        templates.GetOrAdd((words, kind), static key => MailTemplate.Read(TemplateText.Default(key.Item2, key.Item1), key.Item2).Value);

    public (string Subject, string Text, string Html) Password(PasswordMailModel model)
    {
        var (text, html) = (PasswordPage(model.Words, isHtml: false), PasswordPage(model.Words, isHtml: true));
        return (text.Subject(model), text.Body(model), html.Body(model));
    }

    private Page PasswordPage(Words words, bool isHtml) => passwordPages.GetOrAdd((words, isHtml), static key => CompilePassword(key.Item1, key.Item2));

    private static Page CompilePassword(Words words, bool isHtml)
    {
        var environment = Environment(words, words.Password.Opening, isHtml);
        environment.RegisterTemplate("validity", words.Password.Validity);
        return Compile(environment, words.Password.Subject, isHtml ? PasswordHtmlLayout : PasswordTextLayout);
    }

    private static Page Compile(IHandlebars environment, string subjectTemplate, string layout)
    {
        var subject = environment.Compile(subjectTemplate);
        var body = environment.Compile(layout);
        return new Page(model => subject(model), model => body(model));
    }

    private static IHandlebars Environment(Words words, string opening, bool isHtml)
    {
        var environment = Handlebars.Create(new HandlebarsConfiguration
        {
            NoEscape = !isHtml,
            TextEncoder = new HtmlEncoder(),
            ThrowOnUnresolvedBindingExpression = true,
            ExpressionNameResolver = new UpperCamelCaseExpressionNameResolver(),
        });
        environment.RegisterTemplate("greeting", words.GreetingText);
        environment.RegisterTemplate("opening", opening);
        environment.RegisterTemplate("call", words.Call);
        return environment;
    }

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The template {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private sealed record Page(Func<object, string> Subject, Func<object, string> Body);
}
