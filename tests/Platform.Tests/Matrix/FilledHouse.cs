using System.Globalization;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Platform.Tests.Matrix;

/// <summary>A business with a row of nearly everything, all named by one word that appears nowhere else, and a look at its rows past every filter.</summary>
internal sealed class FilledHouse
{
    /// <summary>They change by themselves.</summary>
    private static readonly string[] Restless = ["kernel_outbox", "kernel_job_runs", "kernel_answers", "kernel_lanes", "kernel_tallies"];
    private readonly Dictionary<string, Guid> ids = [];

    private FilledHouse(TestBusiness business, string word) => (Business, Word) = (business, word);

    public TestBusiness Business { get; }

    public string Word { get; }

    /// <summary>When its one booking begins.</summary>
    public string Booked { get; } = $"{DateOnly.FromDateTime(DateTime.UtcNow).AddDays(20):yyyy-MM-dd}T10:00:00Z";

    /// <summary>One id of each table that has rows.</summary>
    public IReadOnlyDictionary<string, Guid> Ids => ids;

    public static async Task<FilledHouse> Open(TestBusiness business)
    {
        var house = new FilledHouse(business, $"Zq{Guid.NewGuid():N}"[..12]);
        await house.Fill();
        await business.Platform.Delivered(business);
        foreach (var (table, rows) in await house.Rows())
            if (rows.Count > 0 && rows[0].Key is { } id)
                house.ids[table] = id;
        return house;
    }

    /// <summary>The id of what the name is about: <c>customerId</c> and <c>customers</c> are a customer, and whatever is not known is one too.</summary>
    public Guid Named(string name)
    {
        var stem = name.Replace("Ids", "", StringComparison.Ordinal).Replace("Id", "", StringComparison.Ordinal).Split('-')[^1].TrimEnd('s').ToLowerInvariant();
        return ids.FirstOrDefault(table => stem.Length > 2 && table.Key.Split('_')[^1].StartsWith(stem, StringComparison.Ordinal)) is { Key: not null } found ? found.Value : ids["customers_customers"];
    }

    /// <summary>What has come or gone since, line by line.</summary>
    public async Task<IReadOnlyList<string>> ChangedSince(SortedDictionary<string, List<(Guid? Key, string Line)>> before) => (await Rows())
        .SelectMany(table => table.Value.Except(before[table.Key]).Select(row => $"{table.Key} + {row.Line}").Concat(before[table.Key].Except(table.Value).Select(row => $"{table.Key} - {row.Line}")))
        .ToList();

    /// <summary>Every row of every business and of the installation, as text.</summary>
    public Task<IReadOnlyList<string>> Everything() => Business.Platform.Inside(Business, async services =>
    {
        var lines = new List<string>();
        foreach (var context in services.GetServices<ModuleDatabase>().Select(module => module.Open(services)).ToList())
            foreach (var entity in context.Model.GetEntityTypes())
                lines.AddRange((await Read(context, entity, null)).Select(row => row.Line));
        return (IReadOnlyList<string>)lines;
    });

    private async Task Fill()
    {
        var day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(20);
        var person = await Add("resources", new { kind = "person", name = Word });
        var service = await Add("services", new { kind = "appointment", name = Word, durationMinutes = 60, priceMinor = 8000, resourceIds = new[] { person } });
        await Add($"services/{service}/prices", new { name = Word, weekdays = new[] { "friday" }, priceMinor = 9000 });
        var customer = await Add("customers", new { firstName = Word, lastName = Word, email = $"{Word}@guests.example", phone = "+351 912 555 014" });
        var twin = await Add("customers", new { firstName = Word, lastName = Word, phone = "+351 912 555 014", createAnyway = true });
        await Business.Put($"customers/{customer}/alert", new { message = Word });
        await Business.Put("no-show-settings", new { advanced = true });
        await Business.Put($"customers/{twin}/online-block", new { reason = Word });
        var list = await Add("customer-lists", new { name = Word });
        await Business.Post($"customer-lists/{list}/members", new { customerIds = new[] { customer } });
        await Business.Post("customer-filters", new { name = Word, query = "flagged=true" });
        await Add("bookings", new { serviceId = service, resourceId = person, startsAt = Booked, customer = new { id = customer }, path = "validated", notes = Word });
        var itinerary = await Add("itineraries", new { customerId = customer, title = Word, from = day, to = day.AddDays(3) });
        await Business.Post($"itineraries/{itinerary}/guests", new { firstName = Word, lastName = Word });
        await Business.Post("closures", new { from = $"{day:yyyy-MM-dd}T18:00:00Z", until = $"{day:yyyy-MM-dd}T19:00:00Z", reason = Word, resourceIds = new[] { person } });
        await Business.Post("brochure-requests", new { customerId = customer });
        await Business.Post("slot-holds", new { serviceId = service, resourceId = person, startsAt = $"{day:yyyy-MM-dd}T15:00:00Z" });
    }

    private async Task<Guid> Add(string what, object body) => (await Business.Post(what, body)).Expect(201).Id;

    /// <summary>Everything of the business that is stored, table by table, each row as one line of text.</summary>
    public Task<SortedDictionary<string, List<(Guid? Key, string Line)>>> Rows() => Business.Platform.Inside(Business, async services =>
    {
        var rows = new SortedDictionary<string, List<(Guid?, string)>>(StringComparer.Ordinal);
        foreach (var context in services.GetServices<ModuleDatabase>().Select(module => module.Open(services)).ToList())
            foreach (var entity in context.Model.GetEntityTypes().Where(entity => entity.ClrType.IsAssignableTo(typeof(IBelongToBusiness)) && !Restless.Contains(entity.GetTableName())))
                rows[entity.GetTableName()!] = await Read(context, entity, Business.Id, services.GetRequiredService<IDatabase>().SaidFor(Business.Id, null));
        return rows;
    });

    private static async Task<List<(Guid? Key, string Line)>> Read(DbContext context, IEntityType entity, Guid? of, string saidFor = "")
    {
        var key = entity.FindPrimaryKey()?.Properties.FirstOrDefault(property => property.ClrType == typeof(Guid) && property.Name != nameof(IBelongToBusiness.BusinessId))?.Name;
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"{saidFor}SELECT * FROM \"{entity.GetTableName()}\"{(of is null ? "" : " WHERE \"BusinessId\" = @business")}";
        if (of is not null)
        {
            var business = command.CreateParameter();
            (business.ParameterName, business.Value) = ("@business", of);
            command.Parameters.Add(business);
        }

        var rows = new List<(Guid? Key, string Line)>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            rows.Add((key is null ? null : Guid.Parse(Convert.ToString(reader[key], CultureInfo.InvariantCulture)!), string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(at => Convert.ToString(reader[at], CultureInfo.InvariantCulture)))));
        return rows.OrderBy(row => row.Line, StringComparer.Ordinal).ToList();
    }
}
