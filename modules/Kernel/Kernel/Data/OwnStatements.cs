using System.Data.Common;

namespace BookingPlatform.Kernel.Data;

/// <summary>
/// Statements that EF cannot say (<c>INSERT … SELECT</c> and the <c>UPDATE</c> that belongs to it), together in one round trip. They know no query filter: say
/// the business in each. Names stand in double quotes and parameters as <c>@name</c>, which all three databases understand.
/// </summary>
public static class OwnStatements
{
    /// <param name="work">Its transaction must have begun.</param>
    /// <param name="sql">Statements, each ended by a semicolon; one of them may be a question for names and counts.</param>
    /// <param name="values">By parameter. Guids, texts and booleans: how instants are stored differs between databases.</param>
    /// <param name="ct">Cancels it.</param>
    /// <returns>What the question answered: its first column is a name, its second a count. Empty when there is none.</returns>
    public static async Task<IReadOnlyDictionary<string, int>> RunAsync(this Work work, string sql, IReadOnlyDictionary<string, object> values, CancellationToken ct)
    {
        await using var command = work.Connection.CreateCommand();
        (command.CommandText, command.Transaction) = (work.SayBusiness() + sql, work.Transaction ?? throw new InvalidOperationException("The transaction has not begun."));
        foreach (var (name, value) in values)
            if (sql.Contains(name, StringComparison.Ordinal))
                command.Parameters.Add(Parameter(command, name, value));
        var counts = new Dictionary<string, int>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            counts[reader.GetString(0)] = Convert.ToInt32(reader.GetValue(1), System.Globalization.CultureInfo.InvariantCulture);
        while (await reader.NextResultAsync(ct))
        {
            // Later statements run, and report their failures, only as the reader comes to them.
        }

        return counts;
    }

    private static DbParameter Parameter(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        return parameter;
    }
}
