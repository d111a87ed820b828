using BookingPlatform.Host.Operations;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Data.Sqlite;
using Xunit;

namespace BookingPlatform.Platform.Tests.Installing;

public sealed class BackingUp
{
    private static readonly string[] Questions = ["bookings?pageSize=200", "customers?pageSize=200", "resources", "services", "messages?most=200"];
    private const string UnknownToBookings = "SELECT COUNT(*) FROM kernel_audit WHERE Action = 'booking.made' AND SubjectId NOT IN (SELECT Id FROM bookings_bookings)";

    [Theory, OnEveryDatabase]
    public async Task Everything_moves_to_another_kind_of_database(Db db)
    {
        await using var old = Machine.Start(await PlatformSettings.New(db));
        var business = await old.Platform.NewBusiness();
        await (await BusyHouse.Open(business)).Work(clients: 4, attempts: 50);
        await old.Platform.Delivered(business);
        var answers = await Answers(business);
        var file = Path.Combine(old.Platform.Settings.Folder, "backup.db");
        (await old.Run("--backup", file)).Should().Be(0, old.Console.ToString());
        File.Exists(file + ".unfinished").Should().BeFalse();

        await using var next = await Restored(db == Db.Sqlite ? Db.PostgreSql : Db.Sqlite, file);

        var moved = business.On(next);
        (await Answers(moved)).Should().Equal(answers);
        (await VerifyAuditCommand.Run(next.Services, TextWriter.Null, CancellationToken.None)).Should().Be(0, "the history reads as it was sealed");
        (await Desk.Of(moved)).Dispose();
        (await moved.Post("customers", new { firstName = "Nova", lastName = "Depois" })).Expect(201);
        await next.Delivered(moved);
    }

    [Theory, OnEveryDatabase]
    public async Task A_backup_taken_while_others_book_is_of_one_moment(Db db)
    {
        await using var machine = Machine.Start(await PlatformSettings.New(db));
        var business = await machine.Platform.NewBusiness();
        var house = await BusyHouse.Open(business);
        await house.Work(clients: 4, attempts: 40);
        var before = house.Done.Values.Sum();
        var file = Path.Combine(machine.Platform.Settings.Folder, "busy.db");

        var backup = Task.Run(() => machine.Run("--backup", file));
        while (!backup.IsCompleted)
            await house.Work(clients: 4, attempts: 12);

        (await backup).Should().Be(0, machine.Console.ToString());
        house.Done.Values.Sum().Should().BeGreaterThan(before, "they were at it all the while");
        await using var kept = await Restored(Db.Sqlite, file);
        (await VerifyAuditCommand.Run(kept.Services, TextWriter.Null, CancellationToken.None)).Should().Be(0);
        (await Ask($"Data Source={file}", "SELECT COUNT(*) FROM bookings_bookings")).Should().BePositive();
        (await Ask($"Data Source={file}", UnknownToBookings)).Should().Be(0, "the history, which is read long after the bookings, speaks of none that is not there");
    }

    [Fact]
    public async Task Nothing_is_written_over_and_every_refusal_says_why()
    {
        await using var machine = Machine.Start(await PlatformSettings.New(Db.Sqlite));
        await machine.Platform.NewBusiness();
        var folder = machine.Platform.Settings.Folder;
        var (backup, text) = (Path.Combine(folder, "b.db"), Path.Combine(folder, "notes.txt"));
        await File.WriteAllTextAsync(text, "This was never a database, however much one may wish for it.");
        (await machine.Run("--backup", backup)).Should().Be(0);

        (await machine.Run("--backup", backup)).Should().Be(1);
        (await machine.Run("--restore", backup)).Should().Be(1);
        (await machine.Run("--restore", Path.Combine(folder, "absent.db"))).Should().Be(1);
        (await machine.Run("--restore", text)).Should().Be(1);
        (await machine.Run("--restore")).Should().Be(2);

        machine.Console.ToString().Should().Contain("b.db is there already; nothing was written.").And.Contain("The database is in use: ").And.Contain("There is no file ")
            .And.Contain("notes.txt is no backup").And.Contain("--restore needs a word more: --restore FILE");
    }

    [Fact]
    public async Task A_target_that_keeps_something_else_than_it_was_given_is_left_empty()
    {
        await using var machine = Machine.Start(await PlatformSettings.New(Db.Sqlite));
        await machine.Platform.NewBusiness();
        var file = Path.Combine(machine.Platform.Settings.Folder, "b.db");
        (await machine.Run("--backup", file)).Should().Be(0);
        await using var target = Machine.Start(await PlatformSettings.New(Db.Sqlite));
        await Execute(target.Platform.Settings.ConnectionString, """CREATE TRIGGER forgetful AFTER INSERT ON accounts_businesses BEGIN UPDATE accounts_businesses SET Name = 'Another' WHERE Id = NEW.Id; END""");

        (await target.Run("--restore", file)).Should().Be(1);

        target.Console.ToString().Should().Contain("accounts_businesses reads back as 1 rows with checksum ").And.Contain("Nothing was kept.");
        (await Ask(target.Platform.Settings.ConnectionString, "SELECT COUNT(*) FROM accounts_businesses")).Should().Be(0);
    }

    private static async Task<Testing.Platform> Restored(Db db, string file)
    {
        var settings = await PlatformSettings.New(db);
        (await settings.Command("--restore", file)).Should().Be(0);
        return Testing.Platform.Start(settings);
    }

    private static async Task<List<string>> Answers(TestBusiness business)
    {
        var answers = new List<string>();
        foreach (var question in Questions)
            answers.Add((await business.Get(question)).Expect(200).Text);
        return answers;
    }

    private static async Task<long> Ask(string connectionString, string sql)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task Execute(string connectionString, string sql)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
