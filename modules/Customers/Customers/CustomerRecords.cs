using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Duplicates;
using BookingPlatform.Customers.Search;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers;

/// <summary>Puts records and their search rows into the transaction at work, and tells everyone.</summary>
internal sealed class CustomerRecords(CustomersDb db, Work work)
{
    /// <summary>Costs no statement before the save.</summary>
    public void Add(Customer customer, string how = "")
    {
        db.Customers.Add(customer);
        AddRows(customer, SearchRow.TextsOf(customer));
        work.Tell(new CustomerCreated(customer.Id), customer.Id);
        // An import is matched as a whole once it has ended.
        if (customer.ImportId is null)
            work.Tell(new MatchDue(customer.Id), customer.Id);
        work.Audit(CustomerHistory.Created(customer, how));
    }

    /// <summary>Changes a stored record, keeps its search rows in step and tells the fact.</summary>
    public async Task Change(Customer customer, Action change, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        var (before, person) = (SearchRow.TextsOf(customer), PersonRow.Of(customer));
        change();
        var after = SearchRow.TextsOf(customer);
        if (!person.SaysTheSameAs(PersonRow.Of(customer)))
            work.Tell(new MatchDue(customer.Id), customer.Id);
        work.Tell(new CustomerChanged(customer.Id, customer.Version + 1), customer.Id);
        if (before.SetEquals(after))
            return;
        var touched = before.Except(after).Concat(after.Except(before)).ToList();
        await db.SearchRows.Where(row => touched.Contains(row.Text) && row.CustomerId == customer.Id).ExecuteDeleteAsync(ct);
        AddRows(customer, after.Except(before));
    }

    /// <summary>The record stays, with everything that points to it; nobody finds it any more.</summary>
    public async Task Delete(Customer customer, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        customer.Delete(work.Now);
        var texts = SearchRow.TextsOf(customer).ToList();
        await db.SearchRows.Where(row => texts.Contains(row.Text) && row.CustomerId == customer.Id).ExecuteDeleteAsync(ct);
        work.Tell(new CustomerDeleted(customer.Id, customer.Version + 1), customer.Id);
        work.Tell(new MatchDue(customer.Id), customer.Id);
    }

    public void Restore(Customer customer)
    {
        customer.Restore(work.Now);
        AddRows(customer, SearchRow.TextsOf(customer));
        work.Tell(new CustomerRestored(customer.Id, customer.Version + 1), customer.Id);
        work.Tell(new MatchDue(customer.Id), customer.Id);
    }

    private void AddRows(Customer customer, IEnumerable<string> texts) =>
        db.SearchRows.AddRange(texts.Select(text => new SearchRow { Text = text, CustomerId = customer.Id }));
}
