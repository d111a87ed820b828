using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Update;

namespace BookingPlatform.Database.SqlServer;

/// <summary>
/// In a unique index two rows without a value do not meet on the other databases; on SQL Server only those do not that a filter leaves out. A neutral migration says no filter,
/// and EF, not knowing better, would then filter by every column, through which a search by the first of them does not find the index. So the filter names the columns that may be empty.
/// </summary>
internal sealed class UniqueUnlessNull(MigrationsSqlGeneratorDependencies dependencies, ICommandBatchPreparer preparer) : SqlServerMigrationsSqlGenerator(dependencies, preparer)
{
    protected override void IndexOptions(MigrationOperation operation, IModel? model, MigrationCommandListBuilder builder)
    {
        var today = Dependencies.CurrentContext.Context.GetService<IDesignTimeModel>().Model;
        if (operation is CreateIndexOperation { IsUnique: true, Filter: null } index && today.GetRelationalModel().FindTable(index.Table, index.Schema) is { } table)
            index.Filter = FilterOf(index.Columns.Where(column => table.FindColumn(column)?.IsNullable != false));
        base.IndexOptions(operation, today, builder);
    }

    private string? FilterOf(IEnumerable<string> columns) =>
        string.Join(" AND ", columns.Select(column => $"{Dependencies.SqlGenerationHelper.DelimitIdentifier(column)} IS NOT NULL")) is { Length: > 0 } filter ? filter : null;
}
