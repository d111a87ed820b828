using BookingPlatform.Database.Sqlite;
using BookingPlatform.Kernel.Data;
using Microsoft.Data.Sqlite;

namespace BookingPlatform.Host.Commands;

/// <summary>
/// <c>--backup FILE</c> writes everything into a SQLite file, from whichever database, as of one moment and while others work. <c>--restore FILE</c> puts such a file into
/// the configured database, in which nobody may have begun yet and on which no node may run. The file of a SQLite installation is such a file itself: restoring it on PostgreSQL is the way to move there.
/// </summary>
internal static class BackupCommand
{
    public static async Task<int> Backup(Installation from, string file, TextWriter console, CancellationToken ct)
    {
        if (File.Exists(file))
            return await Refuse(console, $"{file} is there already; nothing was written.");
        var unfinished = file + ".unfinished";
        File.Delete(unfinished);
        await using (var target = from.On(SqliteAt(unfinished)))
        {
            await Migrating.MigrateAll(target, ct);
            if (await new TableCopy(from.Services, target).Run(console, ct) is { } fault)
                return await Refuse(console, fault);
        }

        SqliteDatabase.LetGo(unfinished);
        File.Move(unfinished, file);
        await console.WriteLineAsync($"Everything is in {file}.");
        return 0;
    }

    public static async Task<int> Restore(Installation to, string file, TextWriter console, CancellationToken ct)
    {
        if (!File.Exists(file))
            return await Refuse(console, $"There is no file {file}.");
        var folder = Directory.CreateTempSubdirectory("booking-restore-").FullName;
        try
        {
            var copy = Path.Combine(folder, "backup.db");
            await SqliteDatabase.CopyFile(file, copy, ct);
            await using var source = to.On(SqliteAt(copy));
            await Migrating.MigrateAll(source, ct);
            if (await new TableCopy(source, to.Services).Run(console, ct) is { } fault)
                return await Refuse(console, fault);
        }
        catch (SqliteException e)
        {
            return await Refuse(console, $"{file} is no backup that can be read: {e.Message}");
        }
        finally
        {
            SqliteDatabase.LetGo(Path.Combine(folder, "backup.db"));
            Directory.Delete(folder, recursive: true);
        }

        await console.WriteLineAsync($"Everything of {file} is here.");
        return 0;
    }

    private static SqliteDatabase SqliteAt(string file) => new($"Data Source={file}");

    private static async Task<int> Refuse(TextWriter console, string why)
    {
        await console.WriteLineAsync(why);
        return 1;
    }
}
