using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace BookingPlatform.Platform.Tests.Schema.Paper;

/// <summary>The tables that a script makes, drawn by carrying it out on paper. Defaults are left out: a migration needs them for the rows that are there.</summary>
internal sealed class DrawnSchema
{
    private readonly Dictionary<string, DrawnTable> tables = new(StringComparer.Ordinal);

    public IReadOnlyCollection<DrawnTable> Tables => tables.Values;

    public IEnumerable<string> Lines => tables.Values.SelectMany(table => table.Lines).Order(StringComparer.Ordinal);

    public static DrawnSchema Of(IEnumerable<string> script)
    {
        var schema = new DrawnSchema();
        foreach (var statement in script.SelectMany(TSql.Statements))
            schema.Carry(statement);
        return schema;
    }

    private void Carry(TSqlStatement statement)
    {
        switch (statement)
        {
            case CreateTableStatement create:
                (tables[Name(create.SchemaObjectName)] = new DrawnTable(Name(create.SchemaObjectName))).Add(create.Definition);
                break;
            case AlterTableAddTableElementStatement add:
                Of(add.SchemaObjectName).Add(add.Definition);
                break;
            case AlterTableAlterColumnStatement alter:
                Of(alter.SchemaObjectName).Alter(alter);
                break;
            case AlterTableDropTableElementStatement drop:
                foreach (var element in drop.AlterTableDropTableElements)
                    Of(drop.SchemaObjectName).Drop(element.Name.Value);
                break;
            case CreateIndexStatement index:
                Of(index.OnName).Indexes[index.Name.Value] = index;
                break;
            case DropIndexStatement drop:
                foreach (var clause in drop.DropIndexClauses.OfType<DropIndexClause>())
                    Of(clause.Object).Indexes.Remove(clause.Index.Value);
                break;
            case DropTableStatement drop:
                foreach (var gone in drop.Objects)
                    tables.Remove(Name(gone));
                break;
            case AlterTableStatement:
                throw new NotSupportedException($"This is not drawn yet: {statement.Text()}");
        }
    }

    private DrawnTable Of(SchemaObjectName name) => tables[Name(name)];

    private static string Name(SchemaObjectName name) => name.BaseIdentifier.Value;
}

internal sealed class DrawnTable(string name)
{
    private readonly Dictionary<string, string> elements = new(StringComparer.Ordinal);

    public string Name => name;

    /// <summary>By name: how many bytes a value takes in a key at most.</summary>
    public Dictionary<string, int> Widths { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, CreateIndexStatement> Indexes { get; } = new(StringComparer.Ordinal);

    /// <summary>Tables that it refers to, whose rows take its rows along when they go.</summary>
    public List<string> FollowsAway { get; } = [];

    public IEnumerable<string> Lines => elements.Values.Concat(Indexes.Values.Select(index =>
        $"{name}: {(index.Unique ? "unique " : "")}index {index.Name.Value} ({string.Join(", ", index.Columns.Select(column => column.Text()))}){(index.FilterPredicate is { } filter ? $" where {filter.Text()}" : "")}"));

    public void Add(TableDefinition definition)
    {
        foreach (var column in definition.ColumnDefinitions)
            Put(column.ColumnIdentifier.Value, column.DataType, column.Constraints.OfType<NullableConstraintDefinition>().All(one => one.Nullable), column.Collation, column.IdentityOptions is not null);
        foreach (var constraint in definition.TableConstraints)
        {
            elements[constraint.ConstraintIdentifier.Value] = $"{name}: {constraint.Text()}";
            if (constraint is ForeignKeyConstraintDefinition { DeleteAction: DeleteUpdateAction.Cascade } key)
                FollowsAway.Add(key.ReferenceTableName.BaseIdentifier.Value);
        }
    }

    public void Alter(AlterTableAlterColumnStatement alter) =>
        Put(alter.ColumnIdentifier.Value, alter.DataType, alter.AlterTableAlterColumnOption != AlterTableAlterColumnOption.NotNull, alter.Collation, isIdentity: false);

    public void Drop(string element)
    {
        elements.Remove(element);
        Widths.Remove(element);
    }

    private void Put(string column, DataTypeReference type, bool isNullable, Identifier? collation, bool isIdentity)
    {
        elements[column] = $"{name}.{column} {type.Text()}{(isNullable ? "" : " not null")}{(isIdentity ? " identity" : "")}{(collation is null ? "" : $" collate {collation.Value}")}";
        Widths[column] = Width(type.Text().ToLowerInvariant());
    }

    private static int Width(string type) => type switch
    {
        "bit" => 1,
        "int" => 4,
        "bigint" or "datetime2" or "float" => 8,
        "uniqueidentifier" => 16,
        _ when type.Split('(', ')') is ["nvarchar", var length, ..] && int.TryParse(length, out var letters) => 2 * letters,
        _ when type.Split('(', ')') is ["varbinary", var length, ..] && int.TryParse(length, out var bytes) => bytes,
        _ when type.StartsWith("date", StringComparison.Ordinal) || type.StartsWith("time", StringComparison.Ordinal) => 10,
        _ => int.MaxValue / 64,
    };
}
