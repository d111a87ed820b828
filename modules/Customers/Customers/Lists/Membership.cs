using System.Data.Common;
using BookingPlatform.Customers.Search;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Lists;

/// <summary>Puts customers on a list, and takes them off, in one statement however many they are.</summary>
internal sealed class Membership(CustomersDb db, CustomerSearch search, Work work)
{
    public const int MostAtOnce = 10_000;

    /// <summary>The customers a filter means, its words included.</summary>
    public IQueryable<Customer> Of(CustomerFilter filter)
    {
        var meant = filter.Of(db, work.Now);
        if (filter.Q is not { } words)
            return meant;
        if (filter.Deleted)
            return CustomerSearch.ByName(meant, words);
        var found = search.Ids(words);
        return meant.Where(customer => found.Contains(customer.Id));
    }

    /// <summary>
    /// EF says no <c>INSERT … SELECT</c>; reading ten thousand ids to write them back would. So its own statement for the question is put behind an insert, parameters and all.
    /// </summary>
    public async Task<int> Add(Guid list, IQueryable<Customer> customers, CancellationToken ct)
    {
        var missing = customers.Where(customer => !db.ListMembers.Any(member => member.ListId == list && member.CustomerId == customer.Id)).Select(customer => customer.Id);
        await using var command = missing.CreateDbCommand();
        command.Transaction = work.Transaction;
        command.CommandText = work.SayBusiness() + $"""
            INSERT INTO "customers_list_members" ("ListId", "CustomerId", "BusinessId")
            SELECT @toList, found."Id", @ofBusiness FROM (
            {command.CommandText}
            ) AS found
            """;
        Put(command, "@toList", list);
        Put(command, "@ofBusiness", work.BusinessId);
        return await command.ExecuteNonQueryAsync(ct);
    }

    public Task<int> Remove(Guid list, IQueryable<Customer> customers, CancellationToken ct) => db.ListMembers
        .Where(member => member.ListId == list && customers.Any(customer => customer.Id == member.CustomerId))
        .ExecuteDeleteAsync(ct);

    private static void Put(DbCommand command, string name, Guid value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
