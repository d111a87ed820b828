using Microsoft.AspNetCore.Http;

namespace BookingPlatform.Bookings.Pages.Shared;

/// <summary>
/// Makes a field ask the server for what follows from it (free times, the total) as soon as it changes. The form comes back changed in place, so the focus stays,
/// even inside a half typed date. Without script a button does the same.
/// </summary>
internal static class Refreshing
{
    /// <summary>htmx names what it will put the answer into.</summary>
    public static bool IsInDrawer(HttpContext http) => http.Request.Headers["HX-Target"].ToString().EndsWith("#drawer", StringComparison.Ordinal);

    /// <summary>The attributes of such a field. It sends no one-time key: nothing is carried out, so no answer needs keeping.</summary>
    /// <param name="http">The request of the form.</param>
    /// <param name="isInDrawer">Whether the form stands in the drawer.</param>
    /// <param name="says">What it adds to the form: the field and value of a button.</param>
    public static Dictionary<string, object> On(HttpContext http, bool isInDrawer, string says = "\"step\":\"Schedule\"") => new()
    {
        ["hx-post"] = http.Request.Path + http.Request.QueryString,
        ["hx-trigger"] = "change",
        ["hx-target"] = isInDrawer ? "#drawer" : "closest form",
        ["hx-swap"] = isInDrawer ? "innerMorph" : "outerMorph",
        ["hx-vals"] = $$"""{{{says}},"idempotency-key":""}""",
        ["hx-sync"] = "closest form:replace",
    };
}
