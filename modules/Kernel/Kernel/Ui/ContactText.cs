using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace BookingPlatform.Kernel.Ui;

/// <summary>Emails and telephones inside sentences that were written for people who may see them.</summary>
public static partial class ContactText
{
    /// <summary>The same text with a gap in the place of each; null for null.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Hide(string? text) => text is null ? null : Phone().Replace(Email().Replace(text, "…@…"), "…");

    [GeneratedRegex(@"[^\s@<>""'(),;:]+@[^\s@<>""'(),;:]*[^\s@<>""'(),;:.]")]
    private static partial Regex Email();

    /// <summary>As numbers begin that can be dialled, so that amounts, dates and ids stay.</summary>
    [GeneratedRegex(@"(?<![\w.,-])[+0(]\(?\d(?:[ ()/.-]{0,2}\d){6,}(?![\w-])")]
    private static partial Regex Phone();
}
