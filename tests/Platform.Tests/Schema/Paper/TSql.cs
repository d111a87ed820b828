using System.Collections.Frozen;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace BookingPlatform.Platform.Tests.Schema.Paper;

/// <summary>Reads statements as SQL Server 2019 does, by Microsoft's own parser of that version.</summary>
internal static class TSql
{
    private static readonly FrozenSet<string> Functions = new[]
    {
        "ABS", "AVG", "CEILING", "CHARINDEX", "CONCAT", "CONCAT_WS", "COUNT", "COUNT_BIG", "DATALENGTH", "DATEADD", "DATEDIFF", "DATEDIFF_BIG", "DATEPART", "DATEFROMPARTS", "DB_ID",
        "FLOOR", "GETUTCDATE", "ISNULL", "JSON_VALUE", "LEN", "LOWER", "LTRIM", "MAX", "MIN", "OBJECT_ID", "OBJECT_NAME", "PATINDEX", "QUOTENAME", "REPLACE", "REVERSE", "ROUND",
        "ROW_NUMBER", "RTRIM", "SCHEMA_ID", "SCHEMA_NAME", "SCOPE_IDENTITY", "SERVERPROPERTY", "STRING_AGG", "STUFF", "SUBSTRING", "SUM", "TRIM", "UPPER",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <returns>Why SQL Server would refuse it: not its grammar, or a function it does not know. Empty when it would not.</returns>
    public static IEnumerable<string> Faults(string sql)
    {
        var script = Parse(sql, out var errors);
        if (errors.Count > 0)
            return errors.Select(error => $"{error.Message} in: {sql}");
        var calls = new Calls();
        script.Accept(calls);
        return calls.Names.Where(name => !Functions.Contains(name)).Select(name => $"{name} is no function of SQL Server, in: {sql}");
    }

    /// <exception cref="InvalidOperationException">It is not SQL Server's grammar.</exception>
    public static IEnumerable<TSqlStatement> Statements(string sql)
    {
        var script = Parse(sql, out var errors);
        return errors.Count > 0 ? throw new InvalidOperationException(errors[0].Message) : ((TSqlScript)script).Batches.SelectMany(batch => batch.Statements);
    }

    /// <summary>As it stands in the script.</summary>
    public static string Text(this TSqlFragment part) =>
        string.Concat(part.ScriptTokenStream.Skip(part.FirstTokenIndex).Take(part.LastTokenIndex - part.FirstTokenIndex + 1).Select(token => token.Text));

    private static TSqlFragment Parse(string sql, out IList<ParseError> errors)
    {
        using var reader = new StringReader(sql);
        return new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out errors);
    }

    private sealed class Calls : TSqlFragmentVisitor
    {
        public List<string> Names { get; } = [];

        public override void Visit(FunctionCall node) => Names.Add(node.FunctionName.Value);
    }
}
