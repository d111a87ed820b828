using System.Net;
using System.Text;

namespace BookingPlatform.Notifications.Templates;

/// <summary>A part of a mail, the same in text and HTML.</summary>
internal abstract record Block
{
    internal sealed record Paragraph(IReadOnlyList<string> Lines) : Block;

    /// <summary>The facts of one booking, or of each of a stay.</summary>
    internal sealed record Facts(IReadOnlyList<LineGroup> Groups) : Block;

    internal sealed record Link(string Label, string Address) : Block;
}

/// <summary>
/// A mail as it is read. Text and HTML are written from the same blocks and every word of them is escaped here, so nothing that staff or guests typed can be markup.
/// The HTML has no colours of its own: mail programs show it in theirs, light or dark, and screen readers meet a heading, paragraphs and a table with row headings.
/// </summary>
internal sealed record MailPage(string Subject, string Heading, IReadOnlyList<Block> Blocks, MailModel Model)
{
    private const string Style = "body{margin:0;padding:24px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif}main{max-width:36em}h1{margin:0 0 16px;font-size:24px;line-height:1.25}"
        + "p{margin:0 0 16px}table{margin:0 0 16px;border-collapse:collapse}th,td{padding:4px 0;text-align:start;vertical-align:top}th{padding-inline-end:24px;font-weight:600}hr{border:0;border-top:1px solid;opacity:.3}";

    public string Text()
    {
        var text = new StringBuilder();
        foreach (var block in Blocks)
            text.AppendJoin('\n', TextOf(block)).Append("\n\n");
        return text.ToString().TrimEnd('\n') + "\n";
    }

    public string Html()
    {
        var html = new StringBuilder($"""
            <!doctype html>
            <html lang="{Safe(Model.Language)}" dir="{Safe(Model.Direction)}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Safe(Heading)}</title>
            <style>{Style}</style>
            </head>
            <body>
            <main>
            <h1>{Safe(Heading)}</h1>

            """);
        foreach (var block in Blocks)
            html.Append(HtmlOf(block)).Append('\n');
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private IEnumerable<string> TextOf(Block block) => block switch
    {
        Block.Paragraph paragraph => paragraph.Lines,
        Block.Facts facts => facts.Groups.SelectMany((group, at) => group.Lines.Select(line => $"{line.Label}{Model.Words.Colon}{line.Value}").Prepend(at == 0 ? null : "").OfType<string>()),
        Block.Link link => [$"{link.Label}{Model.Words.Colon}{link.Address}"],
        _ => throw new InvalidOperationException($"A {block.GetType().Name} cannot be written."),
    };

    private static string HtmlOf(Block block) => block switch
    {
        Block.Paragraph paragraph => $"<p>{string.Join("<br>", paragraph.Lines.Select(Safe))}</p>",
        Block.Facts facts => string.Join("\n<hr>\n", facts.Groups.Select(Table)),
        Block.Link link => $"<p><a href=\"{Safe(link.Address)}\">{Safe(link.Label)}</a></p>",
        _ => throw new InvalidOperationException($"A {block.GetType().Name} cannot be written."),
    };

    private static string Table(LineGroup group) =>
        $"<table>\n{string.Concat(group.Lines.Select(line => $"<tr><th scope=\"row\" align=\"left\">{Safe(line.Label)}</th><td>{Safe(line.Value)}</td></tr>\n"))}</table>";

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
