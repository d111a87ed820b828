using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Platform.Tests.Schema;

/// <summary>What keeps hand-written neutral migrations honest.</summary>
public sealed class MigrationGuards
{
    [Theory, OnEveryDatabase]
    public async Task Migrating_makes_exactly_the_tables_that_the_model_describes(Db db)
    {
        var migrated = await Testing.Platform.On(db);
        await using var described = await Described(db);

        var expected = await Lines(db, described);

        (await Lines(db, migrated)).Should().BeEquivalentTo(expected, "a migration and the model must agree");
        expected.Should().HaveCountGreaterThan(30);
    }

    [Theory, OnEveryDatabase]
    public async Task Migrating_twice_changes_nothing(Db db)
    {
        await using var platform = await Testing.Platform.Start(db);
        var before = await Lines(db, platform);

        await Migrating.MigrateAll(platform.Services, CancellationToken.None);

        (await Lines(db, platform)).Should().Equal(before);
    }

    [Fact]
    public async Task Every_table_carries_its_business_or_says_why_not()
    {
        var platform = await Testing.Platform.On(Db.Sqlite);
        await using var scope = platform.Services.CreateAsyncScope();

        var strays = Contexts(scope.ServiceProvider)
            .SelectMany(context => context.Model.GetEntityTypes())
            .Where(entity => !entity.IsOwned() && !entity.ClrType.IsAssignableTo(typeof(IBelongToBusiness)))
            .Where(entity => entity.ClrType.GetCustomAttributes(typeof(AcrossBusinessesAttribute), inherit: false).Length == 0)
            .Select(entity => entity.ClrType.Name);

        strays.Should().BeEmpty();
    }

    [Fact]
    public async Task Every_text_has_a_length_and_every_table_its_modules_prefix()
    {
        var platform = await Testing.Platform.On(Db.Sqlite);
        await using var scope = platform.Services.CreateAsyncScope();
        var entities = Contexts(scope.ServiceProvider).SelectMany(context => context.Model.GetEntityTypes()).ToList();

        entities.SelectMany(entity => entity.GetProperties()).Where(property => property.ClrType == typeof(string) && property.GetMaxLength() is null).Should().BeEmpty();
        entities.Select(entity => entity.GetTableName()).Should().OnlyContain(name => name!.Contains('_'));
    }

    /// <summary>A database made from the model alone, without a migration.</summary>
    private static async Task<Testing.Platform> Described(Db db)
    {
        var platform = await Testing.Platform.Start(db);
        await using var scope = platform.Services.CreateAsyncScope();
        var contexts = Contexts(scope.ServiceProvider);
        foreach (var table in contexts.SelectMany(context => context.Model.GetRelationalModel().Tables).Select(table => table.Name).Distinct().ToList())
            await Execute(contexts[0], $"DROP TABLE \"{table}\"{(db == Db.PostgreSql ? " CASCADE" : "")}");
        foreach (var context in contexts)
            await context.GetService<IRelationalDatabaseCreator>().CreateTablesAsync();
        return platform;
    }

    private static async Task Execute(ModuleDb context, string sql)
    {
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static List<ModuleDb> Contexts(IServiceProvider services) => services.GetServices<ModuleDatabase>().Select(module => module.Open(services)).ToList();

    private static async Task<IReadOnlyList<string>> Lines(Db db, Testing.Platform platform)
    {
        await using var connection = platform.Services.GetRequiredService<Kernel.Data.IDatabase>().CreateConnection();
        return await SchemaOf.Lines(db, connection);
    }
}
