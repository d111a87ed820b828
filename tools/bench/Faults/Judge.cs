using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BookingPlatform.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BookingPlatform.Bench.Faults;

/// <summary>Holds the ledger against what the platform, the mail server and the hotel have, once everything has come to rest.</summary>
internal sealed class Judge(Theatre theatre, Ledger ledger) : IDisposable
{
    private const string CodeLine = "Booking code: ";

    private readonly HttpClient http = new()
    {
        BaseAddress = new Uri(theatre.Doors[^1](), "/api/v1/"),
        DefaultRequestHeaders = { Authorization = new("Bearer", theatre.House.ApiKey) },
    };

    /// <returns>What was waited for in vain, or null.</returns>
    public async Task<string?> AtRest()
    {
        var waiting = -1L;
        for (var until = DateTime.UtcNow.AddMinutes(4); DateTime.UtcNow < until; await Task.Delay(500))
        {
            try
            {
                if ((waiting = await Ask("SELECT COUNT(*) FROM kernel_outbox WHERE \"State\" = 'Waiting'")) == 0 && await Pushing() == 0)
                    return null;
            }
            catch (Exception e) when (e is NpgsqlException or SqliteException)
            {
                // It is only just up again.
            }
        }

        return $"{waiting} deliveries wait, {await Pushing()} customers are not in step with the hotel";
    }

    public async Task<IReadOnlyList<Finding>> Judged() => [await Bookings(), await Cancellations(), await Corrections(), await Matches(), Hotel(), Mails()];

    private Task<long> Pushing() => Ask("SELECT COUNT(*) FROM sync_operations WHERE \"State\" IN ('Waiting', 'Sending', 'Failed')");

    private async Task<Finding> Bookings()
    {
        var there = await Ask("SELECT COUNT(*) FROM bookings_bookings");
        var lost = 0;
        foreach (var id in ledger.Booked.Keys)
            lost += (await http.GetAsync(new Uri($"bookings/{id}", UriKind.Relative))).IsSuccessStatusCode ? 0 : 1;
        return new("book", ledger.Booked.Count, lost, (int)Math.Max(0, there - (ledger.Booked.Count - lost)));
    }

    private async Task<Finding> Cancellations()
    {
        var lost = 0;
        foreach (var id in ledger.Cancelled.Keys)
            lost += (string?)(await Get($"bookings/{id}"))?["status"] is "cancelled" ? 0 : 1;
        return new("cancel", ledger.Cancelled.Count, lost, 0);
    }

    private async Task<Finding> Corrections()
    {
        var (lost, audited) = (0, await Ask("SELECT COUNT(*) FROM kernel_audit WHERE \"Action\" = 'email.changed'"));
        foreach (var (id, (lastName, version)) in ledger.Corrected)
            lost += (string?)(await Get($"customers/{id}"))?["email"] == Ledger.EmailOf(lastName, version) ? 0 : 1;
        var done = ledger.Corrected.Values.Sum(one => one.Version);
        return new("correct email", done, lost, (int)Math.Max(0, audited - done));
    }

    private async Task<Finding> Matches()
    {
        var found = new List<HashSet<Guid>>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await Get($"duplicates?limit=100{(cursor.Length > 0 ? $"&cursor={Uri.EscapeDataString(cursor)}" : "")}"))!;
            found.AddRange(page["items"]!.AsArray().Select(item => item!["customers"]!.AsArray().Select(customer => customer!["id"]!.GetValue<Guid>()).ToHashSet()));
            cursor = (string?)page["nextCursor"];
        }

        var times = ledger.Twins.Select(twin => found.Count(pair => pair.Contains(twin.One) && pair.Contains(twin.Other))).ToList();
        return new("match", times.Count, times.Count(many => many == 0), times.Count(many => many > 1));
    }

    /// <summary>The hotel's own ledger: each guest once, with the newest address; no address written twice or after a newer one.</summary>
    private Finding Hotel()
    {
        var (lost, doubled) = (0, 0);
        foreach (var (lastName, version) in ledger.Corrected.Values)
        {
            var guests = theatre.Hotel.Hotel.Guests.Where(guest => (string?)guest["LastName"] == lastName).ToList();
            lost += guests.Any(guest => (string?)guest["Email"] == Ledger.EmailOf(lastName, version)) ? 0 : 1;
            doubled += Math.Max(0, guests.Count - 1);
        }

        foreach (var written in theatre.Hotel.Hotel.EmailsWritten.Values)
            doubled += written.Zip(written.Skip(1)).Count(pair => VersionOf(pair.First) >= VersionOf(pair.Second));
        return new("sync", theatre.Hotel.Hotel.EmailsWritten.Values.Sum(written => written.Count), lost, doubled);
    }

    /// <summary>Of what was booked and stays so. The same Message-ID twice is one mail twice.</summary>
    private Finding Mails()
    {
        var ids = theatre.Mail.Mails.Select(mail => mail.Header("Message-ID")).ToList();
        var codes = theatre.Mail.Mails.SelectMany(mail => mail.Text.Split('\n').Where(line => line.StartsWith(CodeLine, StringComparison.Ordinal)).Select(line => line[CodeLine.Length..].Trim())).ToHashSet();
        var lost = ledger.Booked.Count(booking => !ledger.Cancelled.ContainsKey(booking.Key) && !codes.Contains(booking.Value));
        return new("mail", ids.Count, lost, ids.Count - ids.Distinct().Count());
    }

    private static int VersionOf(string email) => int.Parse(email.Split('@')[0].Split('.')[1], null);

    private async Task<JsonNode?> Get(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonNode>() : null;
    }

    private async Task<long> Ask(string sql)
    {
        await using System.Data.Common.DbConnection connection = theatre.Settings.Db == Db.Sqlite ? new SqliteConnection(theatre.Settings.ConnectionString) : new NpgsqlConnection(theatre.Settings.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = (theatre.Settings.Db == Db.PostgreSql ? $"SET booking.business = '{Guid.AllBitsSet}'; " : "") + sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), null);
    }

    public void Dispose() => http.Dispose();
}
