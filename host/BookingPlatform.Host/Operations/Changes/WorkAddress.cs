using System.Globalization;
using BookingPlatform.Kernel.Outbox;
using Microsoft.AspNetCore.WebUtilities;

namespace BookingPlatform.Host.Operations.Changes;

/// <summary>A question about changes on their way as an address: it can be sent to a colleague, and the back button works.</summary>
internal static class WorkAddress
{
    public const string Page = "/jobs/work";

    public static FindWork.Asked Read(IQueryCollection query) => new(
        Text(query, "q"),
        Enum.TryParse<WorkState>(query["state"].ToString(), ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null,
        Text(query, "kind"),
        Text(query, "cause"),
        long.TryParse(query["before"], NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : null);

    public static string Of(FindWork.Asked asked, string page = Page) => QueryHelpers.AddQueryString(page, new Dictionary<string, string?>
    {
        ["q"] = asked.Text,
        ["state"] = asked.State?.ToString(),
        ["kind"] = asked.Listener,
        ["cause"] = asked.Cause,
        ["before"] = asked.Before?.ToString(CultureInfo.InvariantCulture),
    }.Where(part => !string.IsNullOrEmpty(part.Value)));

    public static string OfPile(OutboxPile pile) => Of(new(null, pile.State is OutboxState.Dead ? WorkState.GivenUp : null, pile.Listener, pile.Cause, null));

    private static string? Text(IQueryCollection query, string name) => query[name].ToString().Trim() is { Length: > 0 and <= 200 } text ? text : null;
}
