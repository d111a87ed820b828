using BookingPlatform.Customers.Contracts;
using BookingPlatform.Database.SqlServer;
using BookingPlatform.Host.Commands;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Kernel.Nodes;
using BookingPlatform.Kernel.Outbox;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Platform.Tests.Schema.Paper;
using FluentAssertions;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Platform.Tests.Schema;

/// <summary>
/// What would be said to a SQL Server, read by Microsoft's own parser of its grammar: what can be known without a server. Whether it answers rightly, only the lane with a real
/// one shows.
/// </summary>
[Trait("Criterion", "I-6")]
public sealed class SqlServerOnPaper(PaperPlatform platform) : IClassFixture<PaperPlatform>
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly DateTime Now = new(2026, 5, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Every_migration_of_every_module_makes_exactly_the_tables_that_the_model_describes()
    {
        var described = "";
        var said = await platform.Said(async services =>
        {
            described = string.Join('\n', Contexts(services).Select(context => context.GetService<IRelationalDatabaseCreator>().GenerateCreateScript()));
            await Migrating.MigrateAll(services, Never);
        });

        said.SelectMany(TSql.Faults).Should().BeEmpty();
        var (migrated, expected) = (DrawnSchema.Of(said), DrawnSchema.Of([described]));
        migrated.Lines.Where(line => !line.Contains("_migrations", StringComparison.Ordinal)).Except(expected.Lines).Should().BeEmpty("this is made and not described");
        expected.Lines.Except(migrated.Lines).Should().BeEmpty("this is described and not made");
        expected.Tables.Should().HaveCountGreaterThan(60);
    }

    /// <summary>The driver itself says what a server is like that is not there; wrapped as EF wraps it.</summary>
    [Fact]
    public async Task A_server_that_is_away_is_worth_asking_again_and_a_wrong_statement_is_not()
    {
        var database = new SqlServerDatabase("Server=tcp:127.0.0.1,1;Database=booking;User Id=booking;Password=none;Connect Timeout=1;ConnectRetryCount=0;Encrypt=false");
        await using var connection = database.CreateConnection();

        var away = (await connection.Invoking(one => one.OpenAsync(Never)).Should().ThrowAsync<System.Data.Common.DbException>()).Which;

        database.IsTransient(away).Should().BeTrue();
        database.IsTransient(new DbUpdateException("It was not saved.", away)).Should().BeTrue();
        database.IsTransient(new DbUpdateException("It was not saved.", new InvalidOperationException("It was wrong."))).Should().BeFalse();
    }

    [Fact]
    public async Task Keys_are_short_enough_and_what_goes_with_something_goes_by_one_way_only()
    {
        var script = "";
        await platform.Said(services =>
        {
            script = string.Join('\n', Contexts(services).Select(context => context.GetService<IRelationalDatabaseCreator>().GenerateCreateScript()));
            return Task.CompletedTask;
        });
        var schema = DrawnSchema.Of([script]);

        schema.Tables.SelectMany(table => table.Indexes.Values.Where(index => index.Columns.Sum(column => table.Widths[column.Column.MultiPartIdentifier.Identifiers[^1].Value]) > 1700).Select(index => index.Name.Value))
            .Should().BeEmpty("an index of SQL Server takes 1,700 bytes");
        schema.Tables.Where(table => Ways(schema, table.Name).GroupBy(way => way).Any(way => way.Count() > 1)).Select(table => table.Name)
            .Should().BeEmpty("SQL Server refuses a table to which deletion comes by two ways");
    }

    [Fact]
    public async Task The_outbox_its_lanes_and_its_numbers_are_worked_in_its_words()
    {
        var said = await platform.Said(async services =>
        {
            services.GetRequiredService<Work>().Tell(new CustomerDeleted(Guid.CreateVersion7(), 1), Guid.CreateVersion7());
            await services.GetRequiredService<Work>().SaveAsync(Never);
            await services.GetRequiredService<NodeDesk>().All(Never);
            var queue = services.GetRequiredService<OutboxQueue>();
            await queue.DueLanes(Now, Never);
            await queue.NextDue(Now, Never);
            await queue.Lease([1, 2], "node", Now, TimeSpan.FromSeconds(10), Never);
            await queue.Renew("node", Now, Never);
            await queue.Held("node", Now, Never);
            await queue.Due([1, 2], Now, 200, Never);
            await queue.Settle([1, 2], [new OutboxRow()], Never);
            await queue.Release("node", Now, Never);
        });

        said.SelectMany(TSql.Faults).Should().BeEmpty();
        said.Should().Contain(statement => statement.StartsWith("UPDATE [", StringComparison.Ordinal) && statement.Contains("[kernel_lanes]", StringComparison.Ordinal) && statement.Contains("[LeasedUntilUtc] <= @", StringComparison.Ordinal), "a lane is taken in one statement that looks and takes")
            .And.Contain(statement => statement.Contains("SELECT TOP(@", StringComparison.Ordinal) && statement.Contains("[kernel_outbox]", StringComparison.Ordinal))
            .And.Contain(statement => statement.Contains("INSERT INTO [kernel_outbox]", StringComparison.Ordinal) && statement.Contains("OUTPUT INSERTED.[Seq]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_is_carried_out_once_in_its_words()
    {
        var said = await platform.Said(async services =>
        {
            var request = new DefaultHttpContext { RequestServices = services };
            request.Request.Method = HttpMethods.Post;
            request.Request.Headers[IdempotencyMiddleware.Header] = "once";
            var work = services.GetRequiredService<Work>();
            await new IdempotencyMiddleware(_ => work.SaveAsync(Never)).InvokeAsync(request, work);
        });

        said.SelectMany(TSql.Faults).Should().BeEmpty();
        said.Should().Contain(statement => statement.Contains("INSERT INTO [kernel_answers]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Merges_are_carried_out_and_undone_in_its_words()
    {
        var act = new MergeAct(Guid.CreateVersion7(), Guid.CreateVersion7(), [Guid.CreateVersion7(), Guid.CreateVersion7()], Now);
        var said = await platform.Said(async services =>
        {
            await services.GetRequiredService<Work>().BeginAsync(Never);
            foreach (var participant in services.GetServices<IMergeParticipant>().OrderBy(one => one.Order))
            {
                await participant.Merge(act, Never);
                await participant.Undo(new UnmergeAct(act, new Dictionary<Guid, Guid>()), Never);
            }
        });

        said.SelectMany(TSql.Faults).Should().BeEmpty();
        said.Should().Contain(statement => statement.Contains("INSERT INTO \"bookings_merged\"", StringComparison.Ordinal))
            .And.Contain(statement => statement.Contains("INSERT INTO \"noshow_merged\"", StringComparison.Ordinal)).And.Contain(statement => statement.Contains("INSERT INTO \"notifications_merged\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_job_looks_for_its_work_in_its_words()
    {
        var said = await platform.Said(async services =>
        {
            foreach (var plan in services.GetServices<JobPlan>())
                await services.GetRequiredService<JobRunner>().Run(plan.Name, Never);
        });

        said.SelectMany(TSql.Faults).Should().BeEmpty();
        said.Should().Contain(statement => statement.StartsWith("-- across businesses", StringComparison.Ordinal) && statement.Contains("DELETE FROM", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_backup_is_put_back_table_by_table_in_its_words()
    {
        var said = await platform.Said(async services =>
        {
            var paper = platform.Paper;
            await using var connection = paper.CreateConnection();
            await using var writing = await paper.Begin(connection, Never);
            var end = new TableEnd(paper, connection, writing.Transaction);
            foreach (var table in Contexts(services).SelectMany(context => context.Model.GetRelationalModel().Tables).Select(TableShape.Of))
            {
                await end.Any(table, Never);
                await end.Clear(table, Never);
                await end.Write(table, OneRow(table), Never);
                await foreach (var _ in end.Read(table, Never))
                    throw new InvalidOperationException("Nothing is found on paper.");
            }
        });

        said.SelectMany(TSql.Faults).Should().BeEmpty();
        said.Should().Contain("SET IDENTITY_INSERT [kernel_outbox] ON").And.Contain("SET IDENTITY_INSERT [kernel_outbox] OFF");
    }

    [Fact]
    public void A_database_is_made_in_its_words_where_there_is_none() => TSql.Faults(SqlServerDatabase.CreateIfAbsent).Should().BeEmpty();

#if HANGFIRE
    [Fact]
    [Trait("Criterion", "I-7")]
    public void Turns_of_Hangfires_jobs_are_taken_and_given_back_in_its_words() =>
        new[] { Jobs.Hangfire.JobTurns.SqlServerTake, Jobs.Hangfire.JobTurns.SqlServerGive }.SelectMany(TSql.Faults).Should().BeEmpty();
#endif

    [Theory]
    [InlineData("SELECT a FROM t LIMIT 1")]
    [InlineData("SELECT a || b FROM t")]
    [InlineData("INSERT INTO t (a) VALUES (1) ON CONFLICT DO NOTHING")]
    [InlineData("SELECT strftime('%Y', a) FROM t")]
    [InlineData("SELECT a FROM t FOR UPDATE SKIP LOCKED")]
    public void What_only_other_databases_understand_is_found(string sql) => TSql.Faults(sql).Should().NotBeEmpty();

    private static async IAsyncEnumerable<object?[]> OneRow(TableShape table)
    {
        await Task.CompletedTask;
        yield return new object?[table.Columns.Count];
    }

    /// <summary>By which tables a deletion would come to this one, once for each way.</summary>
    private static IEnumerable<string> Ways(DrawnSchema schema, string table) =>
        schema.Tables.Single(one => one.Name == table).FollowsAway.SelectMany(other => other == table ? [other, other] : Ways(schema, other).Prepend(other));

    private static List<ModuleDb> Contexts(IServiceProvider services) => services.GetServices<ModuleDatabase>().Select(module => module.Open(services)).ToList();
}
