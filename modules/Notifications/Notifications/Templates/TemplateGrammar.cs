using System.Text.RegularExpressions;
using BookingPlatform.Notifications.Domain;

namespace BookingPlatform.Notifications.Templates;

/// <summary>What is wrong with a template, and where; lines and columns count from one.</summary>
internal sealed record TemplateFault(int Line, int Column, string Problem)
{
    public override string ToString() => $"Line {Line}, column {Column}: {Problem}";
}

/// <summary>
/// Of Handlebars, templates may use values and <c>{{#if}} {{#unless}} {{else}}</c>: no loops, partials, helpers or unescaped values. So a template cannot run long,
/// reach what it was not given, or write markup, whatever is typed into it.
/// </summary>
internal static partial class TemplateGrammar
{
    private const int Deepest = 8;

    public static IReadOnlyList<string> Values { get; } =
    [
        "guest", "business.name", "business.phone", "business.email", "booking.code", "booking.service", "booking.resource", "booking.day",
        "booking.when", "booking.arrival", "booking.departure", "booking.party", "booking.price",
    ];

    /// <summary>May be asked for, and have nothing to show.</summary>
    private static readonly string[] Questions = ["canBeAsked", "booking.isStay"];

    /// <summary>Advertising is about no booking.</summary>
    public static IReadOnlyList<string> ValuesOf(MessageKind kind) => kind is MessageKind.Advertising ? Values.Where(IsOfNoBooking).ToList() : Values;

    /// <returns>Null when it can be filled.</returns>
    public static TemplateFault? Fault(string text, MessageKind kind)
    {
        var open = new Stack<(string Word, int At)>();
        for (var at = NextBraces(text, 0); at >= 0; at = NextBraces(text, at))
        {
            if (Tag().Match(text, at) is not { Success: true } tag)
                return At(text, at, Unreadable(text, at));
            if (Meaning(tag, open, kind) is { } problem)
                return At(text, at, problem);
            at += tag.Length;
        }

        return open.TryPeek(out var left) ? At(text, left.At, $"This {{{{#{left.Word} …}}}} is not closed with {{{{/{left.Word}}}}}.") : null;
    }

    private static string? Meaning(Match tag, Stack<(string Word, int At)> open, MessageKind kind)
    {
        var name = tag.Groups["name"].Value;
        if (tag.Groups["open"].Value is { Length: > 0 } word)
        {
            if (!IsKnown(name, kind) && !(Questions.Contains(name) && IsFit(name, kind)))
                return Unknown(name, kind);
            open.Push((word, tag.Index));
            return open.Count > Deepest ? $"More than {Deepest} conditions in one another are too many." : null;
        }

        if (tag.Groups["close"].Value is { Length: > 0 } closes)
            return open.TryPop(out var opened) && opened.Word == closes ? null : $"This {{{{/{closes}}}}} closes nothing.";
        if (name == "else")
            return open.Count > 0 ? null : "This {{else}} stands without an {{#if …}} before it.";
        return IsKnown(name, kind) ? null : Unknown(name, kind);
    }

    private static bool IsKnown(string name, MessageKind kind) => Values.Contains(name) && IsFit(name, kind);

    private static bool IsFit(string name, MessageKind kind) => kind is not MessageKind.Advertising || IsOfNoBooking(name);

    private static bool IsOfNoBooking(string name) => !name.StartsWith("booking.", StringComparison.Ordinal);

    private static string Unknown(string name, MessageKind kind) => name == "details" && kind is not MessageKind.Advertising
        ? "{{details}} stands once, on a line of its own and outside of any condition."
        : $"There is no placeholder {{{{{Shown(name)}}}}}. You can use {string.Join(", ", ValuesOf(kind).Select(one => $"{{{{{one}}}}}"))}.";

    private static string Unreadable(string text, int at) => text[at..] switch
    {
        ['{', '{', '{', ..] => "Three braces are not used here. Write two: {{guest}}.",
        ['{', '{', '#' or '>' or '!' or '&' or '^' or '~' or '*', ..] => "Only placeholders and {{#if …}}, {{#unless …}}, {{else}} can be used here.",
        ['}', ..] => "These braces close nothing.",
        _ => "These braces do not enclose a placeholder. Write {{guest}}, with two braces on each side.",
    };

    private static string Shown(string name) => name.Length <= 40 ? name : $"{name[..40]}…";

    private static int NextBraces(string text, int from)
    {
        var (open, close) = (text.IndexOf("{{", from, StringComparison.Ordinal), text.IndexOf("}}", from, StringComparison.Ordinal));
        return open < 0 || (close >= 0 && close < open) ? close : open;
    }

    private static TemplateFault At(string text, int at, string problem)
    {
        var before = text.AsSpan(0, at);
        return new TemplateFault(before.Count('\n') + 1, at - before.LastIndexOf('\n'), problem);
    }

    [GeneratedRegex(@"\G\{\{[ \t]*(?:#(?<open>if|unless)[ \t]+(?<name>[\w.]+)|/(?<close>if|unless)|(?<name>[\w.]+))[ \t]*\}\}(?!\})")]
    private static partial Regex Tag();
}
