using System.Globalization;
using BookingPlatform.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Search;

/// <summary>
/// One stretch of a sorted list: which customers stand in it, how they are ordered, and what comes behind a row of it.
/// An order is a few stretches one after the other, so that each is read along an index and empty values have one place on every database.
/// </summary>
internal abstract record CustomerOrder
{
    /// <summary>By name of the query: <c>name</c>, <c>lastVisit</c> (latest first, without a visit last), <c>newest</c>, <c>flagged</c> (flagged first, each by name).</summary>
    private static readonly Dictionary<string, CustomerOrder[]> Orders = new()
    {
        ["name"] = [new ByName(null)],
        ["lastVisit"] = [new ByVisit(), new Unvisited()],
        ["newest"] = [new Newest()],
        ["flagged"] = [new ByName(true), new ByName(false)],
    };

    public static Answer<IReadOnlyList<CustomerOrder>> Named(string? sort) => Orders.TryGetValue(string.IsNullOrWhiteSpace(sort) ? "name" : sort, out var order)
        ? order
        : Refusal.Invalid("sort", $"Sort by {string.Join(", ", Orders.Keys.SkipLast(1))} or {Orders.Keys.Last()}.");

    /// <summary>The rows behind a text and an id, in order; null asks for the first.</summary>
    /// <returns>Null when the text is none of this order's.</returns>
    public abstract IQueryable<Customer>? Rows(IQueryable<Customer> customers, string? text, Guid id);

    public abstract string TextOf(Customer customer);

    private sealed record ByName(bool? Flagged) : CustomerOrder
    {
        public override IQueryable<Customer> Rows(IQueryable<Customer> customers, string? text, Guid id)
        {
            if (Flagged is { } flagged)
                customers = flagged ? customers.Where(customer => customer.AlertMessage != null) : customers.Where(customer => customer.AlertMessage == null);
            if (text is not null)
                customers = customers.Where(customer => string.Compare(customer.SortName, text) >= 0 && (customer.SortName != text || customer.Id > id));
            return customers.OrderBy(customer => customer.SortName).ThenBy(customer => customer.Id);
        }

        public override string TextOf(Customer customer) => customer.SortName;
    }

    private sealed record ByVisit : CustomerOrder
    {
        private const string Form = "yyyy-MM-dd";

        public override IQueryable<Customer>? Rows(IQueryable<Customer> customers, string? text, Guid id)
        {
            customers = customers.Where(customer => customer.LastVisit != null);
            if (text is not null)
            {
                if (!DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                    return null;
                customers = customers.Where(customer => customer.LastVisit <= day && (customer.LastVisit != day || customer.Id < id));
            }

            return customers.OrderByDescending(customer => customer.LastVisit).ThenByDescending(customer => customer.Id);
        }

        public override string TextOf(Customer customer) => customer.LastVisit!.Value.ToString(Form, CultureInfo.InvariantCulture);
    }

    private sealed record Unvisited : CustomerOrder
    {
        public override IQueryable<Customer> Rows(IQueryable<Customer> customers, string? text, Guid id)
        {
            customers = customers.Where(customer => customer.LastVisit == null);
            if (text is not null)
                customers = customers.Where(customer => customer.Id < id);
            return customers.OrderByDescending(customer => customer.Id);
        }

        public override string TextOf(Customer customer) => "";
    }

    private sealed record Newest : CustomerOrder
    {
        public override IQueryable<Customer>? Rows(IQueryable<Customer> customers, string? text, Guid id)
        {
            if (text is not null)
            {
                if (!DateTime.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at) || at.Kind is not DateTimeKind.Utc)
                    return null;
                customers = customers.Where(customer => customer.CreatedAtUtc <= at && (customer.CreatedAtUtc != at || customer.Id < id));
            }

            return customers.OrderByDescending(customer => customer.CreatedAtUtc).ThenByDescending(customer => customer.Id);
        }

        public override string TextOf(Customer customer) => customer.CreatedAtUtc.ToString("O", CultureInfo.InvariantCulture);
    }
}
