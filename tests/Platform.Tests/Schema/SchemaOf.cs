using System.Data.Common;
using System.Globalization;
using BookingPlatform.Testing;

namespace BookingPlatform.Platform.Tests.Schema;

/// <summary>A database's tables, columns and indexes as lines of text, to compare two databases by.</summary>
internal static class SchemaOf
{
    private const string Sqlite =
        """
        SELECT t.name || '.' || c.name || ' ' || c.type || CASE c."notnull" WHEN 1 THEN ' not null' ELSE '' END || CASE WHEN c.pk > 0 THEN ' key ' || c.pk ELSE '' END
          || CASE WHEN t.sql LIKE '%"' || c.name || '" TEXT COLLATE%' THEN ' collated' ELSE '' END
        FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
        UNION ALL
        SELECT i.name || ' on ' || t.name || '(' || (SELECT group_concat(k.name) FROM pragma_index_info(i.name) k) || ')' || CASE i."unique" WHEN 1 THEN ' unique' ELSE '' END
        FROM sqlite_master t, pragma_index_list(t.name) i WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND i.name NOT LIKE 'sqlite_%'
        """;

    private const string PostgreSql =
        """
        SELECT table_name || '.' || column_name || ' ' || data_type || coalesce('(' || character_maximum_length || ')', '') || CASE is_nullable WHEN 'NO' THEN ' not null' ELSE '' END
          || coalesce(' collate ' || collation_name, '') || CASE is_identity WHEN 'YES' THEN ' identity' ELSE '' END
        FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL
        SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
        """;

    private const string SqlServer =
        """
        SELECT t.name + '.' + c.name + ' ' + y.name + ' ' + CAST(c.max_length AS varchar(10)) + CASE c.is_nullable WHEN 0 THEN ' not null' ELSE '' END
          + CASE c.is_identity WHEN 1 THEN ' identity' ELSE '' END + ISNULL(' ' + c.collation_name, '')
        FROM sys.tables t JOIN sys.columns c ON c.object_id = t.object_id JOIN sys.types y ON y.user_type_id = c.user_type_id
        UNION ALL
        SELECT i.name + ' on ' + t.name + CASE i.is_unique WHEN 1 THEN ' unique' ELSE '' END FROM sys.tables t JOIN sys.indexes i ON i.object_id = t.object_id WHERE i.name IS NOT NULL
        """;

    public static async Task<IReadOnlyList<string>> Lines(Db db, DbConnection connection)
    {
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = db switch { Db.Sqlite => Sqlite, Db.PostgreSql => PostgreSql, _ => SqlServer };
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            lines.Add(Convert.ToString(reader[0], CultureInfo.InvariantCulture)!);
        return lines.Where(IsOurs).Order(StringComparer.Ordinal).ToList();
    }

    /// <summary>Not the tables of migration history and of the job engine, which EF's model does not know.</summary>
    private static bool IsOurs(string line) => !line.Contains("_migrations", StringComparison.Ordinal) && !line.Contains("qrtz_", StringComparison.OrdinalIgnoreCase);
}
