using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BookingPlatform.Kernel.Data;

/// <summary>A module's DbContext, with the table that remembers its migrations.</summary>
public sealed record ModuleDatabase(Type Context, string HistoryTable, Func<IServiceProvider, ModuleDb> Open);

public static class Migrating
{
    /// <summary>Registers a module's DbContext in the scope's Work. Tables and history carry the prefix.</summary>
    public static IServiceCollection AddModuleDb<TDb>(this IServiceCollection services, string prefix) where TDb : ModuleDb
    {
        var history = $"{prefix}_migrations";
        return services
            .AddScoped(scope => scope.GetRequiredService<Work>().Join<TDb>(history))
            .AddSingleton(new ModuleDatabase(typeof(TDb), history, scope => scope.GetRequiredService<TDb>()));
    }

    /// <summary>Brings every module's tables up to date, one node at a time, keeping a copy of an existing database first.</summary>
    public static async Task MigrateAll(IServiceProvider services, CancellationToken ct)
    {
        var database = services.GetRequiredService<IDatabase>();
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Migrating).FullName!);
        await using var scope = services.CreateAsyncScope();
        var contexts = services.GetServices<ModuleDatabase>().Select(module => module.Open(scope.ServiceProvider)).ToList();
        await using var turn = await database.PrepareToMigrate(await AnyWaiting(contexts, ct), ct);
        foreach (var context in contexts)
        {
            var waiting = (await context.Database.GetPendingMigrationsAsync(ct)).ToList();
            if (waiting.Count == 0)
                continue;
            // An index over millions of rows takes its time.
            context.Database.SetCommandTimeout(0);
            log.LogInformation("Migrating {Context}: {Migrations}", context.GetType().Name, string.Join(", ", waiting));
            await context.Database.MigrateAsync(ct);
        }

        if (!await database.KeepBusinessesApart(TablesOfBusinesses(contexts), ct))
            log.LogInformation("The database keeps no wall of its own between businesses for the user it is opened as; the platform's two do");
    }

    private static List<string> TablesOfBusinesses(IEnumerable<ModuleDb> contexts) => contexts.SelectMany(context => context.Model.GetEntityTypes())
        .Where(entity => entity.ClrType.IsAssignableTo(typeof(IBelongToBusiness))).Select(entity => entity.GetTableName()).OfType<string>().Distinct().ToList();

    private static async Task<bool> AnyWaiting(IEnumerable<ModuleDb> contexts, CancellationToken ct)
    {
        foreach (var context in contexts)
        {
            if (!await context.Database.CanConnectAsync(ct))
                return false;
            if ((await context.Database.GetPendingMigrationsAsync(ct)).Any())
                return true;
        }

        return false;
    }

    /// <summary>The collation that compares code points, for columns searched by prefix: the same order on all three databases, and an index can serve it.</summary>
    /// <param name="provider">EF's name of the provider: <c>Database.ProviderName</c>, <c>migrationBuilder.ActiveProvider</c>.</param>
    public static string BinaryCollation(string provider) => provider switch
    {
        "Microsoft.EntityFrameworkCore.Sqlite" => "BINARY",
        "Npgsql.EntityFrameworkCore.PostgreSQL" => "C",
        _ => "Latin1_General_100_BIN2",
    };

    /// <summary>Makes a key column that the database numbers, on each of the three. Npgsql's annotation is an enum of its own assembly, hence by name.</summary>
    public static OperationBuilder<AddColumnOperation> NumberedBy(this OperationBuilder<AddColumnOperation> column, string provider)
    {
        column.Annotation("Sqlite:Autoincrement", true).Annotation("SqlServer:Identity", "1, 1");
        const string Npgsql = "Npgsql.EntityFrameworkCore.PostgreSQL";
        if (provider == Npgsql)
        {
            var strategy = Type.GetType($"{Npgsql}.Metadata.NpgsqlValueGenerationStrategy, {Npgsql}", throwOnError: true)!;
            column.Annotation("Npgsql:ValueGenerationStrategy", Enum.Parse(strategy, "IdentityByDefaultColumn"));
        }

        return column;
    }
}
