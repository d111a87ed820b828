using System.Data.Common;
using BookingPlatform.Customers;
using BookingPlatform.Customers.Search;
using BookingPlatform.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace BookingPlatform.Bench.Customers;

/// <summary>Puts customers into the tables as the product would, but in bulk: the same records, contact points and search rows.</summary>
internal static class BigAddressBook
{
    private const int Chunk = 20_000;
    private static readonly string[] CustomerColumns =
        ["Id", "BusinessId", "Version", "FirstName", "LastName", "SortName", "PhoneAsTyped", "PhoneE164", "Street", "PostalCode", "City", "Country", "Notes", "CreatedAtUtc", "ChangedAtUtc"];

    private static readonly string[] ContactColumns = ["Id", "BusinessId", "CustomerId", "Address", "Key", "State", "SinceUtc"];
    private static readonly string[] KeyColumns = ["BusinessId", "Key", "CustomerId"];
    private static readonly string[] SearchColumns = ["BusinessId", "Text", "CustomerId"];

    /// <returns>The ids, in no particular order.</returns>
    public static async Task<IReadOnlyList<Guid>> Fill(PlatformSettings settings, IEnumerable<Customer> people)
    {
        var ids = new List<Guid>();
        await using DbConnection connection = settings.Db is Db.Sqlite ? new SqliteConnection(settings.ConnectionString) : new NpgsqlConnection(PostgresCluster.PastTheWall(settings.ConnectionString));
        await connection.OpenAsync();
        foreach (var chunk in people.Chunk(Chunk))
        {
            await Write(connection, chunk);
            ids.AddRange(chunk.Select(customer => customer.Id));
        }

        await using var analyze = connection.CreateCommand();
        analyze.CommandText = "ANALYZE";
        analyze.CommandTimeout = 600;
        await analyze.ExecuteNonQueryAsync();
        return ids;
    }

    private static async Task Write(DbConnection connection, Customer[] chunk)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await Insert(connection, "customers_customers", CustomerColumns, chunk.Select(ValuesOf));
        await Insert(connection, "customers_contact_points", ContactColumns, chunk.Where(customer => customer.Email is not null).Select(ContactOf));
        await Insert(connection, "customers_search", SearchColumns, chunk.SelectMany(customer => SearchRow.TextsOf(customer).Select(text => new object?[] { customer.BusinessId, text, customer.Id })));
        await transaction.CommitAsync();
    }

    /// <summary>The keys by which customers are matched, for those that were filled in before.</summary>
    public static async Task FillKeys(PlatformSettings settings, IEnumerable<(Guid BusinessId, Guid CustomerId, IEnumerable<long> Keys)> people)
    {
        await using DbConnection connection = settings.Db is Db.Sqlite ? new SqliteConnection(settings.ConnectionString) : new NpgsqlConnection(PostgresCluster.PastTheWall(settings.ConnectionString));
        await connection.OpenAsync();
        foreach (var chunk in people.Chunk(Chunk))
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await Insert(connection, "customers_match_keys", KeyColumns, chunk.SelectMany(person => person.Keys.Distinct().Select(key => new object?[] { person.BusinessId, key, person.CustomerId })));
            await transaction.CommitAsync();
        }

        await using var analyze = connection.CreateCommand();
        analyze.CommandText = "ANALYZE";
        analyze.CommandTimeout = 600;
        await analyze.ExecuteNonQueryAsync();
    }

    private static object?[] ValuesOf(Customer customer) =>
    [
        customer.Id, customer.BusinessId, customer.Version, customer.FirstName, customer.LastName, customer.SortName, customer.PhoneAsTyped, customer.PhoneE164,
        customer.Street, customer.PostalCode, customer.City, customer.Country, customer.Notes, customer.CreatedAtUtc, customer.ChangedAtUtc,
    ];

    private static object?[] ContactOf(Customer customer) =>
        [customer.Email!.Id, customer.BusinessId, customer.Id, customer.Email.Address, customer.Email.Key, customer.Email.State.ToString(), customer.Email.SinceUtc];

    private static Task Insert(DbConnection connection, string table, string[] columns, IEnumerable<object?[]> rows) => connection is NpgsqlConnection server
        ? Copy(server, table, columns, rows)
        : InsertEach((SqliteConnection)connection, table, columns, rows);

    private static async Task Copy(NpgsqlConnection connection, string table, string[] columns, IEnumerable<object?[]> rows)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {table} ({Quoted(columns)}) FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            foreach (var value in row)
            {
                if (value is null)
                    await copy.WriteNullAsync();
                else if (value is DateTime instant)
                    await copy.WriteAsync(instant, NpgsqlDbType.TimestampTz);
                else
                    await copy.WriteAsync(value);
            }
        }

        await copy.CompleteAsync();
    }

    private static async Task InsertEach(SqliteConnection connection, string table, string[] columns, IEnumerable<object?[]> rows)
    {
        await using var insert = connection.CreateCommand();
        insert.CommandText = $"INSERT INTO {table} ({Quoted(columns)}) VALUES ({string.Join(", ", columns.Select((_, at) => $"@p{at}"))})";
        foreach (var at in Enumerable.Range(0, columns.Length))
            insert.Parameters.Add(new SqliteParameter { ParameterName = $"@p{at}" });
        foreach (var row in rows)
        {
            for (var at = 0; at < row.Length; at++)
                insert.Parameters[at].Value = row[at] ?? DBNull.Value;
            await insert.ExecuteNonQueryAsync();
        }
    }

    private static string Quoted(string[] columns) => string.Join(", ", columns.Select(column => $"\"{column}\""));
}
