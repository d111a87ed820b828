using System.Globalization;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Search;

/// <summary>Which customers are meant: the same in list, export, report and for a whole list at once.</summary>
internal sealed record CustomerFilter
{
    public static readonly TimeSpan ShownAfterDeletion = TimeSpan.FromDays(30);

    public string? Q { get; private init; }

    public bool? Flagged { get; private init; }

    /// <summary>May not book online; who that is <see cref="Known"/> asks.</summary>
    public bool? Blocked { get; private init; }

    private Guid[]? BlockedIds { get; init; }

    public Guid? ListId { get; private init; }

    public IReadOnlyList<EmailState> EmailStates { get; private init; } = [];

    public DateOnly? LastVisitFrom { get; private init; }

    public DateOnly? LastVisitTo { get; private init; }

    public bool Deleted { get; private init; }

    /// <summary>These and no others: a selection.</summary>
    public IReadOnlyList<Guid>? Only { get; init; }

    /// <summary>A list that is no more, and the others of the filter still hold.</summary>
    public CustomerFilter WithoutList => this with { ListId = null };

    /// <summary>Whether anything but the search box narrows it.</summary>
    public bool Narrows => Flagged is not null || Blocked is not null || ListId is not null || EmailStates.Count > 0 || LastVisitFrom is not null || LastVisitTo is not null || Only is not null;

    /// <returns>The filter; or <c>validation</c> by field.</returns>
    public static Answer<CustomerFilter> Read(FilterAsked asked)
    {
        var faults = new Dictionary<string, string[]>();
        var filter = new CustomerFilter
        {
            Q = string.IsNullOrWhiteSpace(asked.Q) ? null : asked.Q.Trim(),
            Flagged = YesOrNo("flagged", asked.Flagged, faults),
            Blocked = YesOrNo("blocked", asked.Blocked, faults),
            ListId = asked.ListId is null or "" ? null : Guid.TryParse(asked.ListId, out var list) ? list : Wrong<Guid>("listId", "Give the id of a list.", faults),
            EmailStates = States(asked.EmailState, faults),
            LastVisitFrom = Day("lastVisitFrom", asked.LastVisitFrom, faults),
            LastVisitTo = Day("lastVisitTo", asked.LastVisitTo, faults),
            Deleted = YesOrNo("deleted", asked.Deleted, faults) ?? false,
        };
        if (filter.LastVisitFrom > filter.LastVisitTo)
            faults["lastVisitTo"] = ["This is before the start. Swap the two days."];
        return faults.Count == 0 ? filter : Refusal.Invalid(faults);
    }

    /// <summary>The same filter with who is blocked, which another module knows. To be asked before <see cref="Of"/>.</summary>
    public async Task<CustomerFilter> Known(ICustomerMarks marks, CancellationToken ct) =>
        Blocked is null ? this : this with { BlockedIds = (await marks.Blocked(ct)).ToArray() };

    /// <summary>The rows meant; the words of the search box are the caller's.</summary>
    public IQueryable<Customer> Of(CustomersDb db, DateTime now)
    {
        var since = now - ShownAfterDeletion;
        var customers = Deleted ? db.CustomersEvenDeleted.Where(customer => customer.DeletedAtUtc >= since && customer.MergedIntoId == null) : db.Customers;
        if (Flagged is { } flagged)
            customers = flagged ? customers.Where(customer => customer.AlertMessage != null) : customers.Where(customer => customer.AlertMessage == null);
        if (ListId is { } list)
            customers = customers.Where(customer => db.ListMembers.Any(member => member.ListId == list && member.CustomerId == customer.Id));
        if (LastVisitFrom is { } from)
            customers = customers.Where(customer => customer.LastVisit >= from);
        if (LastVisitTo is { } to)
            customers = customers.Where(customer => customer.LastVisit <= to);
        return InState(Among(OfBlocked(customers)));
    }

    /// <summary>For people: "flagged, on the list “VIP”"; empty when it is everybody.</summary>
    public string InWords(string? list)
    {
        var words = new List<string>();
        if (Only is not null)
            words.Add("selected by hand");
        if (Q is not null)
            words.Add($"found by “{Words.Cut(Q, 80)}”");
        if (Flagged is { } flagged)
            words.Add(flagged ? "flagged" : "not flagged");
        if (Blocked is { } blocked)
            words.Add(blocked ? "blocked from booking online" : "not blocked");
        if (ListId is not null)
            words.Add($"on the list “{list}”");
        if (EmailStates.Count > 0)
            words.Add($"email {string.Join(" or ", EmailStates.Select(state => state is EmailState.Placeholder ? "missing" : state.ToString().ToLowerInvariant()))}");
        if (LastVisitFrom is { } from)
            words.Add(string.Create(CultureInfo.InvariantCulture, $"last visit from {from:yyyy-MM-dd}"));
        if (LastVisitTo is { } to)
            words.Add(string.Create(CultureInfo.InvariantCulture, $"last visit until {to:yyyy-MM-dd}"));
        if (Deleted)
            words.Add("deleted");
        return string.Join(", ", words);
    }

    private IQueryable<Customer> Among(IQueryable<Customer> customers)
    {
        if (Only is null)
            return customers;
        var ids = Only.ToArray();
        return customers.Where(customer => EF.Parameter(ids).Contains(customer.Id));
    }

    private IQueryable<Customer> OfBlocked(IQueryable<Customer> customers)
    {
        if (Blocked is not { } blocked)
            return customers;
        var ids = BlockedIds ?? throw new InvalidOperationException("Ask who is blocked first.");
        return blocked ? customers.Where(customer => EF.Parameter(ids).Contains(customer.Id)) : customers.Where(customer => !EF.Parameter(ids).Contains(customer.Id));
    }

    private IQueryable<Customer> InState(IQueryable<Customer> customers)
    {
        if (EmailStates.Count == 0)
            return customers;
        var states = EmailStates.Where(state => state is not EmailState.Placeholder).ToList();
        if (!EmailStates.Contains(EmailState.Placeholder))
            return customers.Where(customer => states.Contains(customer.Email!.State));
        return states.Count == 0
            ? customers.Where(customer => customer.Email == null)
            : customers.Where(customer => customer.Email == null || states.Contains(customer.Email.State));
    }

    private static bool? YesOrNo(string field, string? typed, Dictionary<string, string[]> faults) => typed switch
    {
        null or "" => null,
        "true" or "on" or "1" => true,
        "false" or "0" => false,
        _ => Wrong<bool>(field, "Say true or false.", faults),
    };

    private static DateOnly? Day(string field, string? typed, Dictionary<string, string[]> faults) => typed switch
    {
        null or "" => null,
        _ => DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : Wrong<DateOnly>(field, "Give a day as yyyy-MM-dd.", faults),
    };

    private static List<EmailState> States(string? typed, Dictionary<string, string[]> faults)
    {
        var named = (typed ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        var states = Enum.GetValues<EmailState>().Where(state => named.Contains(state.ToString(), StringComparer.OrdinalIgnoreCase)).ToList();
        if (states.Count != named.Distinct(StringComparer.OrdinalIgnoreCase).Count())
            faults["emailState"] = ["Say placeholder, unverified, verified, relay, shared or bounced."];
        return states;
    }

    private static T? Wrong<T>(string field, string message, Dictionary<string, string[]> faults) where T : struct
    {
        faults[field] = [message];
        return null;
    }
}
