using BookingPlatform.Customers.Email;
using BookingPlatform.Customers.Features;
using BookingPlatform.Kernel;
using Microsoft.AspNetCore.Http;

namespace BookingPlatform.Customers.Pages.Shared;

/// <summary>The email of a posted form, and what staff said about this very address.</summary>
internal readonly struct TypedEmail(HttpRequest request)
{
    /// <summary>The suggestion when its button was pressed, otherwise what stands in the field.</summary>
    public string? Email => Sent("meant") ?? Sent("email");

    public bool AcceptShared => Email is not null && Sent("useAllTheSame") == Email;

    /// <summary>Both use it (C14).</summary>
    public bool Share => Email is not null && Sent("bothUse") == Email;

    /// <summary>A probable slip of the finger is asked about once; whoever saves the same address again means it.</summary>
    public Refusal? AskAbout(CheckEmail.Response check) => check.Suggestion is { } suggestion && suggestion != Sent("seenSuggestion") && check.State is not EmailKind.Malformed
        ? Refusal.Invalid("email", "Is this spelled right? Save again if it is.", "email-typo").With("suggestion", suggestion)
        : null;

    private string? Sent(string field) => request.HasFormContentType && request.Form[field] is [.., { Length: > 0 } text] ? text.Trim() : null;
}
