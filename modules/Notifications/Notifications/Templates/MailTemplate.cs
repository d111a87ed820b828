using System.Text.RegularExpressions;
using BookingPlatform.Kernel;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Mail;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler.Resolvers;

namespace BookingPlatform.Notifications.Templates;

/// <summary>A template that can be filled: checked, compiled, and cut where the facts of the booking stand.</summary>
internal sealed partial class MailTemplate
{
    private static readonly IHandlebars Environment = Handlebars.Create(new HandlebarsConfiguration
    {
        // Values stay as they are here; whoever writes HTML of them escapes all of it.
        NoEscape = true,
        ThrowOnUnresolvedBindingExpression = true,
        ExpressionNameResolver = new UpperCamelCaseExpressionNameResolver(),
    });

    private readonly HandlebarsTemplate<object, object> subject;
    private readonly HandlebarsTemplate<object, object> heading;
    private readonly HandlebarsTemplate<object, object> before;
    private readonly HandlebarsTemplate<object, object>? after;

    private MailTemplate(TemplateText text, string before, string? after)
    {
        (subject, heading, this.before) = (Environment.Compile(text.Subject), Environment.Compile(text.Heading), Environment.Compile(before));
        this.after = after is null ? null : Environment.Compile(after);
    }

    /// <summary>The template ready to be filled; or by field what is wrong with it and where.</summary>
    public static Answer<MailTemplate> Read(TemplateText text, MessageKind kind)
    {
        var (before, after) = kind is MessageKind.Advertising ? (text.Body, null) : Cut(text.Body);
        var faults = new Dictionary<string, string[]>();
        Note("subject", TemplateGrammar.Fault(text.Subject, kind));
        Note("heading", TemplateGrammar.Fault(text.Heading, kind));
        Note("body", TemplateGrammar.Fault(before, kind));
        if (after is not null && TemplateGrammar.Fault(after, kind) is { } late)
            Note("body", late with { Line = late.Line + before.Count(letter => letter == '\n') + 1 });
        return faults.Count > 0 ? Refusal.Invalid(faults) with { Code = "template-unusable" } : new MailTemplate(text, before, after);

        void Note(string field, TemplateFault? fault)
        {
            if (fault is not null)
                faults.TryAdd(field, [fault.ToString()]);
        }
    }

    /// <exception cref="HandlebarsException">It cannot be filled after all.</exception>
    public MailPage Fill(MailModel model)
    {
        var blocks = Paragraphs(before(model));
        if (after is not null)
            blocks.Add(new Block.Facts(model.Groups));
        if (model.CalendarLink is { } link)
            blocks.Add(new Block.Link(model.Words.Calendar, link));
        if (after is not null)
            blocks.AddRange(Paragraphs(after(model)));
        if (model.UnsubscribeLink is { } unsubscribe)
            blocks.AddRange([new Block.Paragraph([model.Words.Unsubscribe.Why]), new Block.Link(model.Words.Unsubscribe.Link, unsubscribe)]);
        return new MailPage(OneLine.Of(subject(model)), OneLine.Of(heading(model)), blocks, model);
    }

    private static List<Block> Paragraphs(string text) => EmptyLines().Split(text.ReplaceLineEndings("\n"))
        .Select(paragraph => paragraph.Split('\n').Select(OneLine.Of).Where(line => line.Length > 0).ToList())
        .Where(lines => lines.Count > 0)
        .Select(Block (lines) => new Block.Paragraph(lines))
        .ToList();

    private static (string Before, string? After) Cut(string body) => DetailsLine().Match(body) is { Success: true } line
        ? (body[..line.Index], body[(line.Index + line.Length)..])
        : (body, null);

    [GeneratedRegex(@"^[ \t]*\{\{[ \t]*details[ \t]*\}\}[ \t]*(?:\n|\z)", RegexOptions.Multiline)]
    private static partial Regex DetailsLine();

    [GeneratedRegex(@"\n[ \t]*\n")]
    private static partial Regex EmptyLines();
}
