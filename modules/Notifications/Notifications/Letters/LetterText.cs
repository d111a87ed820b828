using System.Text.RegularExpressions;
using BookingPlatform.Kernel;
using HandlebarsDotNet;

namespace BookingPlatform.Notifications.Letters;

/// <summary>
/// A line or a text with placeholders. Of Handlebars only values and <c>{{#if}} {{else}} {{/if}}</c> are understood: enough for a letter,
/// and nothing a typing mistake could turn into a page full of braces.
/// </summary>
internal sealed partial class LetterText
{
    private static readonly IHandlebars Environment = Handlebars.Create(new HandlebarsConfiguration
    {
        NoEscape = true,
        ThrowOnUnresolvedBindingExpression = true,
        ExpressionNameResolver = new HandlebarsDotNet.Compiler.Resolvers.UpperCamelCaseExpressionNameResolver(),
    });

    private readonly HandlebarsTemplate<object, object> template;

    private LetterText(string text) => template = Environment.Compile(text);

    public string Fill(LetterModel model) => template(model);

    /// <summary>The text ready to be filled; or what is wrong with it, in words for the person who typed it.</summary>
    public static Answer<LetterText> Read(string field, string text)
    {
        if (Fault(text) is { } fault)
            return Refusal.Invalid(field, fault);
        return new LetterText(text);
    }

    private static string? Fault(string text)
    {
        var open = 0;
        foreach (Match piece in Braces().Matches(text))
        {
            var (kind, name) = (piece.Groups["kind"].Value, piece.Groups["name"].Value);
            if (kind is "" or "#if" && name != "else" && !LetterModel.Placeholders.Contains(name))
                return $"There is no placeholder {Quoted(piece.Value)}. You can use {string.Join(", ", LetterModel.Placeholders.Select(one => $"{{{{{one}}}}}"))}.";
            open += kind switch { "#if" => 1, "/if" => -1, _ => 0 };
            if (open < 0 || (name == "else" && open == 0))
                return $"{piece.Value} stands without an {{{{#if …}}}} before it.";
        }

        if (open > 0)
            return "An {{#if …}} is not closed with {{/if}}.";
        var rest = Braces().Replace(text, "");
        return rest.Contains("{{", StringComparison.Ordinal) || rest.Contains("}}", StringComparison.Ordinal)
            ? "Some double braces do not enclose a placeholder. Write {{guest.name}}, with two braces on each side."
            : null;
    }

    private static string Quoted(string braces) => braces.Length <= 60 ? braces : $"{braces[..60]}…";

    [GeneratedRegex(@"(?<!\{)\{\{(?!\{)\s*(?:(?<kind>#if)\s+(?<name>[\w.]+)|(?<kind>/if)|(?<kind>)(?<name>[^{}#/\s!>&^~][^{}]*?))\s*\}\}(?!\})")]
    private static partial Regex Braces();
}
