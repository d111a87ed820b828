using System.Data.Common;
using System.Runtime.CompilerServices;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace BookingPlatform.Database.PostgreSql;

/// <summary>
/// Row-level security: the second wall between businesses. Each statement says for which business it is, in the same round trip, and PostgreSQL itself leaves out, and refuses to
/// write, the rows of others. FORCE makes it hold for the owner of the tables, which is the user we connect as; a superuser passes any wall, so the platform should not be one.
/// </summary>
internal sealed class BusinessWall : DbCommandInterceptor
{
    private static readonly Guid Everybody = Guid.AllBitsSet;

    /// <summary>What a transaction has been told last: EF counts the statements of a save, so none may stand before them.</summary>
    private readonly ConditionalWeakTable<DbTransaction, object> told = [];

    /// <summary>The words themselves, for statements that do not come from EF.</summary>
    public string SaidFor(Guid business, DbTransaction? transaction)
    {
        Remember(transaction, business);
        return Words(business);
    }

    private static string Words(Guid business) => $"SET booking.business = '{business}';\n";

    /// <summary>Puts up what is missing.</summary>
    /// <returns>False where the user passes it anyway.</returns>
    public static async Task<bool> Build(NpgsqlConnection connection, IReadOnlyCollection<string> tables, CancellationToken ct)
    {
        // One table at a time: each is locked for a moment, and nodes of the version before may be at work on several.
        foreach (var table in await Missing(connection, tables, ct))
        {
            await using var build = new NpgsqlCommand(Policy(table), connection);
            await build.ExecuteNonQueryAsync(ct);
        }

        await using var who = new NpgsqlCommand("SELECT NOT (rolsuper OR rolbypassrls) FROM pg_roles WHERE rolname = current_user", connection);
        return await who.ExecuteScalarAsync(ct) is true;
    }

    private static async Task<List<string>> Missing(NpgsqlConnection connection, IReadOnlyCollection<string> tables, CancellationToken ct)
    {
        const string Question =
            """
            SELECT relname FROM pg_class WHERE relname = ANY($1) AND relnamespace = current_schema()::regnamespace
              AND NOT (relrowsecurity AND relforcerowsecurity AND EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid AND polname = 'of_business'))
            """;
        await using var ask = new NpgsqlCommand(Question, connection) { Parameters = { new() { Value = tables.ToArray() } } };
        await using var reader = await ask.ExecuteReaderAsync(ct);
        var missing = new List<string>();
        while (await reader.ReadAsync(ct))
            missing.Add(reader.GetString(0));
        return missing;
    }

    /// <summary>
    /// A statement that was not said for anybody fails: finding nothing in silence could free a room that is taken. It is said as a CASE, which the planner takes to let half of
    /// the rows pass; an OR or IN over the setting it takes for one row in two hundred, and then reads and sorts whole tables where it should follow a key. What finds a business's
    /// rows by index is the condition that EF writes itself. The policy <c>business</c> of earlier versions said the same in that other way.
    /// </summary>
    private static string Policy(string table) =>
        $"""
        DROP POLICY IF EXISTS business ON "{table}";
        DROP POLICY IF EXISTS of_business ON "{table}";
        CREATE POLICY of_business ON "{table}" USING (CASE current_setting('booking.business')::uuid WHEN '{Everybody}' THEN true ELSE "BusinessId" = current_setting('booking.business')::uuid END);
        ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;
        ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY;

        """;

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        if (Say(command, eventData) is { } first)
            first.ExecuteNonQuery();
        return result;
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (Say(command, eventData) is { } first)
            await first.ExecuteNonQueryAsync(cancellationToken);
        return result;
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Say(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Say(command, eventData);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result)
    {
        Say(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        Say(command, eventData);
        return ValueTask.FromResult(result);
    }

    /// <summary>The driver uses its transaction objects again, and a connection from the pool has forgotten what it was told.</summary>
    public void Begin(DbTransaction transaction) => told.Remove(transaction);

    /// <summary>Says it in front of the statement, or answers what must be sent before a save that follows nothing.</summary>
    private DbCommand? Say(DbCommand command, CommandEventData eventData)
    {
        if (eventData.Context is not ModuleDb db)
            return null;
        var business = eventData.CommandSource is CommandSource.Migrations || IsAcross(command.CommandText) ? Everybody : db.BusinessAtWork;
        if (eventData.CommandSource is CommandSource.SaveChanges)
            return command.Transaction is { } running && told.TryGetValue(running, out var before) && before.Equals(business) ? null : Alone(command, business);
        command.CommandText = SaidFor(business, command.Transaction) + command.CommandText;
        return null;
    }

    private DbCommand Alone(DbCommand command, Guid business)
    {
        var first = command.Connection!.CreateCommand();
        (first.CommandText, first.Transaction) = (SaidFor(business, command.Transaction), command.Transaction);
        return first;
    }

    private void Remember(DbTransaction? transaction, Guid business)
    {
        if (transaction is not null)
            told.AddOrUpdate(transaction, business);
    }

    /// <summary>EF writes the mark of <see cref="Crossing"/> as a comment before the statement.</summary>
    private static bool IsAcross(string sql) => sql.StartsWith("-- ", StringComparison.Ordinal) && sql.Contains($"-- {Crossing.Mark}", StringComparison.Ordinal);
}
