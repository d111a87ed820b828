using BookingPlatform.Host.Accounts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace BookingPlatform.Platform.Tests.Matrix;

/// <summary>Businesses are kept apart by the platform and, on PostgreSQL, once more by the database: each wall is proved with the other one down.</summary>
[Trait("Criterion", "H-3")]
public sealed class TwoWalls
{
    [Fact]
    public async Task With_the_filter_down_the_database_shows_no_row_of_another_business()
    {
        var platform = await Testing.Platform.On(Db.PostgreSql);
        var (mine, theirs) = (await platform.NewBusiness(), await platform.NewBusiness());

        var seen = await platform.Inside(mine, services => services.GetRequiredService<AccountsDb>().ApiKeys.IgnoreQueryFilters([ModuleDb.BusinessFilter]).Select(key => key.BusinessId).Distinct().ToListAsync());
        var nobody = await Nobody(platform, db => db.ApiKeys.IgnoreQueryFilters([ModuleDb.BusinessFilter]).CountAsync());

        seen.Should().Equal(mine.Id).And.NotContain(theirs.Id);
        nobody.Should().Be(0, "a statement that was said for nobody finds nothing");
    }

    [Fact]
    public async Task With_the_filter_down_the_database_changes_and_deletes_no_row_of_another_business()
    {
        var platform = await Testing.Platform.On(Db.PostgreSql);
        var (mine, theirs) = (await platform.NewBusiness(), await platform.NewBusiness());

        var touched = await platform.Inside(mine, async services =>
        {
            var (work, db) = (services.GetRequiredService<Work>(), services.GetRequiredService<AccountsDb>());
            await work.BeginAsync(CancellationToken.None);
            var everybody = db.Memberships.IgnoreQueryFilters([ModuleDb.BusinessFilter]).Where(row => row.BusinessId == theirs.Id);
            var rows = await everybody.ExecuteUpdateAsync(set => set.SetProperty(row => row.Role, Role.FrontDesk)) + await everybody.ExecuteDeleteAsync();
            await work.SaveAsync(CancellationToken.None);
            return rows;
        });

        touched.Should().Be(0);
        (await theirs.Get("team")).Expect(200)["items"]!.AsArray().Should().ContainSingle(person => (string?)person!["role"] == "owner");
    }

    [Fact]
    public async Task With_the_guard_down_the_database_takes_no_row_for_another_business()
    {
        var platform = await Testing.Platform.On(Db.PostgreSql);
        var (mine, theirs) = (await platform.NewBusiness(), await platform.NewBusiness());

        var insert = () => platform.Inside(mine, async services =>
        {
            var (work, db) = (services.GetRequiredService<Work>(), services.GetRequiredService<AccountsDb>());
            return await db.Database.ExecuteSqlAsync($"""INSERT INTO accounts_memberships ("Id", "BusinessId", "StaffId", "Role", "ExtraRights", "WithheldRights") VALUES ({Guid.NewGuid()}, {theirs.Id}, {Guid.NewGuid()}, 'Owner', '', '')""");
        });

        (await insert.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task With_the_database_wall_down_the_filter_and_the_guard_hold()
    {
        await using var platform = Testing.Platform.Start(PlatformSettings.At(Db.PostgreSql, await AsSuperuser()));
        var (mine, theirs) = (await platform.NewBusiness(), await platform.NewBusiness());

        var raw = await platform.Inside(mine, services => services.GetRequiredService<AccountsDb>().ApiKeys.IgnoreQueryFilters([ModuleDb.BusinessFilter]).CountAsync(key => key.BusinessId == theirs.Id));
        var filtered = await platform.Inside(mine, services => services.GetRequiredService<AccountsDb>().ApiKeys.CountAsync(key => key.BusinessId == theirs.Id));
        var save = () => platform.Inside(mine, async services =>
        {
            services.GetRequiredService<AccountsDb>().Memberships.Add(new Membership { StaffId = Guid.NewGuid(), Role = Role.Owner, BusinessId = theirs.Id });
            await services.GetRequiredService<Work>().SaveAsync(CancellationToken.None);
            return true;
        });

        raw.Should().Be(1, "a superuser is stopped by no wall of the database");
        filtered.Should().Be(0);
        await save.Should().ThrowAsync<InvalidOperationException>().WithMessage("*cannot be saved while working for*");
    }

    [Fact]
    public async Task Every_table_of_businesses_stands_behind_the_wall()
    {
        var platform = await Testing.Platform.On(Db.PostgreSql);
        await using var scope = platform.Services.CreateAsyncScope();
        var tables = scope.ServiceProvider.GetServices<ModuleDatabase>().SelectMany(module => module.Open(scope.ServiceProvider).Model.GetEntityTypes())
            .Where(entity => entity.ClrType.IsAssignableTo(typeof(IBelongToBusiness))).Select(entity => entity.GetTableName()!).Distinct().ToList();

        var walled = await scope.ServiceProvider.GetRequiredService<AccountsDb>().Database.SqlQuery<string>($"SELECT relname AS \"Value\" FROM pg_class WHERE relrowsecurity AND relforcerowsecurity").ToListAsync();

        tables.Should().HaveCountGreaterThan(50).And.BeSubsetOf(walled);
    }

    /// <summary>The whole way through: sign-in, API, booking, outbox, jobs' questions across businesses. What forgot to say for whom it asks would find nothing here.</summary>
    [Fact]
    public async Task Behind_the_wall_everything_works_as_before()
    {
        var platform = await Testing.Platform.On(Db.PostgreSql);
        var house = await FilledHouse.Open(await platform.NewBusiness());
        using var desk = await Desk.Of(house.Business);

        foreach (var address in new[] { "/agenda", "/customers", $"/customers/{house.Ids["customers_customers"]}", "/jobs", "/settings/team", "/duplicates", "/cash" })
            (await desk.Open(address)).Expect(System.Net.HttpStatusCode.OK);
        var again = await house.Business.Post("bookings", new { serviceId = house.Ids["bookings_services"], resourceId = house.Ids["bookings_resources"], startsAt = house.Booked, customer = new { id = house.Ids["customers_customers"] }, path = "validated" });
        again.ExpectProblem(409, "slot-taken");
        foreach (var job in (await house.Business.Get("jobs")).Expect(200)["items"]!.AsArray())
            (await house.Business.Post($"jobs/{job!["name"]}/run")).Status.Should().BeLessThan(300);
        await platform.Delivered(house.Business);
        house.Ids.Should().HaveCountGreaterThan(20);
    }

    /// <summary>Nobody goes round the one door: only there does the database hear that a statement is meant for all.</summary>
    [Fact]
    public void Statements_across_businesses_are_marked()
    {
        var stray = Sources.Files("modules", "host", "connectors").Where(file => Path.GetFileName(file) != "Crossing.cs" && File.ReadAllText(file).Contains("IgnoreQueryFilters([ModuleDb.BusinessFilter])", StringComparison.Ordinal));

        stray.Should().BeEmpty("AcrossBusinesses() says it to the database too");
    }

    private static async Task<T> Nobody<T>(Testing.Platform platform, Func<AccountsDb, Task<T>> ask)
    {
        await using var scope = platform.Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<AccountsDb>());
    }

    private static async Task<string> AsSuperuser()
    {
        var cluster = await PostgresCluster.Running;
        return cluster.ConnectionString(await cluster.CreateDatabase());
    }
}
