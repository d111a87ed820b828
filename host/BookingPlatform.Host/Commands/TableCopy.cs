using System.Data.Common;
using System.Globalization;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BookingPlatform.Host.Commands;

/// <summary>Copies every table of every module from one database into another, whatever their kinds, in one transaction, and reads it back before that is committed.</summary>
internal sealed class TableCopy(IServiceProvider from, IServiceProvider to)
{
    /// <summary>Where the first row of a new installation is written. What other tables hold before that, a start made.</summary>
    private static readonly string[] People = ["accounts_businesses", "accounts_staff"];

    private readonly IDatabase source = from.GetRequiredService<IDatabase>();
    private readonly IDatabase target = to.GetRequiredService<IDatabase>();

    /// <returns>Why nothing was copied, or null.</returns>
    public async Task<string?> Run(TextWriter console, CancellationToken ct)
    {
        var tables = await Tables(to);
        await using var here = source.CreateConnection();
        await here.OpenAsync(ct);
        await using var snapshot = await source.BeginReading(here, ct);
        await using var there = target.CreateConnection();
        await using var writing = await target.Begin(there, ct);
        var (reader, writer) = (new TableEnd(source, here, snapshot), new TableEnd(target, there, writing.Transaction));
        await reader.ForEverybody(ct);
        await writer.ForEverybody(ct);
        foreach (var table in tables.Where(table => People.Contains(table.Name)))
            if (await writer.Any(table, ct))
                return "The database is in use: there is a business or a person in it. Nothing was written.";
        foreach (var table in Enumerable.Reverse(tables))
            await writer.Clear(table, ct);
        foreach (var table in tables)
            if (await Copy(table, reader, writer, console, ct) is { } fault)
                return fault;
        await writing.Transaction.CommitAsync(ct);
        return null;
    }

    private static async Task<string?> Copy(TableShape table, TableEnd reader, TableEnd writer, TextWriter console, CancellationToken ct)
    {
        var sent = await writer.Write(table, reader.Read(table, ct), ct);
        var kept = await Sum(table, writer, ct);
        await console.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{table.Name}: {sent.Rows:#,0} rows, checksum {sent.Value:x16}"));
        return sent == kept ? null : $"{table.Name} reads back as {kept.Rows} rows with checksum {kept.Value:x16}. Nothing was kept.";
    }

    private static async Task<RowSum> Sum(TableShape table, TableEnd end, CancellationToken ct)
    {
        var sum = RowSum.Zero;
        await foreach (var row in end.Read(table, ct))
            sum = sum.With(row);
        return sum;
    }

    /// <summary>Those that others refer to come first.</summary>
    private static async Task<List<TableShape>> Tables(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var waiting = services.GetServices<ModuleDatabase>().SelectMany(module => module.Open(scope.ServiceProvider).Model.GetRelationalModel().Tables)
            .OrderBy(table => table.Name, StringComparer.Ordinal).ToList();
        var ordered = new List<ITable>();
        while (waiting.Count > 0)
        {
            var next = waiting.First(table => table.ForeignKeyConstraints.All(key => ordered.Contains(key.PrincipalTable)));
            waiting.Remove(next);
            ordered.Add(next);
        }

        return [.. ordered.Select(TableShape.Of)];
    }
}
