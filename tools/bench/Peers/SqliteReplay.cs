using System.Diagnostics;
using BookingPlatform.Bench.Stage;
using BookingPlatform.Bench.Statements;
using Microsoft.Data.Sqlite;

namespace BookingPlatform.Bench.Peers;

/// <summary>The product's statements again, on one connection with prepared commands and nothing around them.</summary>
internal sealed class SqliteReplay : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly List<(SqliteCommand Command, IReadOnlyList<Source> Sources)> commands;
    private readonly Slots slots;
    private readonly Dictionary<int, object> made = [];

    public SqliteReplay(string connectionString, Pattern pattern, Slots slots)
    {
        this.slots = slots;
        connection = new SqliteConnection(connectionString);
        connection.Open();
        commands = pattern.Statements.Select(Prepare).ToList();
    }

    private (SqliteCommand, IReadOnlyList<Source>) Prepare(PatternStatement statement)
    {
        var command = connection.CreateCommand();
        command.CommandText = statement.Sql;
        foreach (var (name, source) in statement.Values)
            command.Parameters.AddWithValue(name, source is Source.Fixed { Value.Meaning: { } value } ? value : DBNull.Value);
        command.Prepare();
        return (command, statement.Values.Select(value => value.Source).ToList());
    }

    /// <returns>Bookings per second.</returns>
    public double RunFor(TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        var booked = 0;
        for (; clock.Elapsed < time; booked++)
            Book(slots.Take());
        return booked / clock.Elapsed.TotalSeconds;
    }

    private void Book(Slot slot)
    {
        made.Clear();
        var now = DateTime.UtcNow;
        foreach (var (command, sources) in commands)
        {
            for (var i = 0; i < sources.Count; i++)
            {
                if (sources[i] is not Source.Fixed)
                    command.Parameters[i].Value = ValueOf(sources[i], slot, now);
            }

            using var reader = command.ExecuteReader();
            while (reader.Read() || reader.NextResult())
            {
                // Whoever asks also reads the answer.
            }
        }
    }

    private object ValueOf(Source source, Slot slot, DateTime now) => source switch
    {
        Source.Service => slot.Target.ServiceId,
        Source.Resource => slot.Target.ResourceId,
        Source.SlotTime time => slot.StartsAt + time.AfterStart,
        Source.Now => now,
        Source.NewId id => Once(id.Label, () => Guid.CreateVersion7()),
        Source.Text text => Once(text.Label, () => NewText(text.Length)),
        Source.Number number => Once(number.Label, () => Random.Shared.NextInt64(number.Most + 1)),
        _ => throw new InvalidOperationException($"There is no value for {source}."),
    };

    private object Once(int label, Func<object> make) => made.TryGetValue(label, out var known) ? known : made[label] = make();

    private static string NewText(int length) => string.Create(length, 0, static (text, _) => Random.Shared.GetItems<char>("abcdefghijklmnopqrstuvwxyz0123456789", text));

    public void Dispose()
    {
        commands.ForEach(one => one.Command.Dispose());
        connection.Dispose();
    }
}
