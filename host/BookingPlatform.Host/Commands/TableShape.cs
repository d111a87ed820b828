using System.Data.Common;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BookingPlatform.Host.Commands;

/// <summary>A table as the model draws it.</summary>
/// <param name="Name">Of the table.</param>
/// <param name="Columns">In the order they are read and written.</param>
/// <param name="Numbered">The column that the database counts by itself, or null.</param>
internal sealed record TableShape(string Name, IReadOnlyList<ColumnShape> Columns, string? Numbered)
{
    public static TableShape Of(ITable table)
    {
        var columns = table.Columns.OrderBy(column => column.Name, StringComparer.Ordinal).ToList();
        var numbered = columns.SingleOrDefault(column => column.PropertyMappings.Any(mapping => mapping.Property is { ValueGenerated: ValueGenerated.OnAdd } property
            && property.IsPrimaryKey() && property.ClrType is { IsPrimitive: true }));
        return new TableShape(table.Name, [.. columns.Select(column => ColumnShape.Of(column))], numbered?.Name);
    }
}

/// <param name="Name">Of the column.</param>
/// <param name="Type">Of its values, never a nullable one.</param>
/// <param name="Read">A value that is not null, the same from every kind of database.</param>
internal sealed record ColumnShape(string Name, Type Type, Func<DbDataReader, int, object> Read)
{
    private const int TicksOfMicrosecond = 10;

    private static readonly Dictionary<Type, Func<DbDataReader, int, object>> Readers = new()
    {
        [typeof(bool)] = (row, at) => row.GetBoolean(at),
        [typeof(short)] = (row, at) => row.GetInt16(at),
        [typeof(int)] = (row, at) => row.GetInt32(at),
        [typeof(long)] = (row, at) => row.GetInt64(at),
        [typeof(double)] = (row, at) => row.GetDouble(at),
        [typeof(decimal)] = (row, at) => row.GetDecimal(at),
        [typeof(string)] = (row, at) => row.GetString(at),
        [typeof(byte[])] = (row, at) => row.GetFieldValue<byte[]>(at),
        [typeof(Guid)] = (row, at) => row.GetGuid(at),
        [typeof(DateTime)] = (row, at) => Instant(row.GetDateTime(at)),
        [typeof(DateTimeOffset)] = (row, at) => new DateTimeOffset(Instant(row.GetFieldValue<DateTimeOffset>(at).UtcDateTime)),
        [typeof(DateOnly)] = (row, at) => row.GetFieldValue<DateOnly>(at),
        [typeof(TimeOnly)] = (row, at) => row.GetFieldValue<TimeOnly>(at),
        [typeof(TimeSpan)] = (row, at) => row.GetFieldValue<TimeSpan>(at),
    };

    /// <exception cref="NotSupportedException">A module stores something new: say here how it is read.</exception>
    public static ColumnShape Of(IColumn column)
    {
        var type = Nullable.GetUnderlyingType(column.ProviderClrType) ?? column.ProviderClrType;
        return new ColumnShape(column.Name, type, Readers.GetValueOrDefault(type) ?? throw new NotSupportedException($"Columns of {type.Name} are not copied yet."));
    }

    /// <summary>SQLite keeps the seventh digit of a second, PostgreSQL six: what both can hold is what is copied and compared.</summary>
    private static DateTime Instant(DateTime read) => new(read.Ticks - (read.Ticks % TicksOfMicrosecond), DateTimeKind.Utc);
}
