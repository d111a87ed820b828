using BookingPlatform.Bench.Report;
using BookingPlatform.Bench.Stage;
using BookingPlatform.Testing;

namespace BookingPlatform.Bench.Customers;

/// <summary>The rows of the performance table about the address book: search, export, and an alert that reaches many bookings.</summary>
internal static class CustomersBench
{
    public static async Task<Section> Run(BenchOptions options)
    {
        var section = new Section("customers", $"An address book of {options.Customers:#,0} customers. {options.Pairs} pairs, product and yardstick in turns; median and 95 % interval.");
        foreach (var db in new[] { Db.PostgreSql, Db.Sqlite })
            await On(db, options, section);
        section.Note("Search: the question that the combobox asks while somebody types (beginnings of names, two words, emails, telephone numbers), beside reading one customer by its id through the same door; each turn is 400 questions, judged by the 99th percentile of each.");
        section.Note("Export: GET /api/v1/customers.csv over HTTP beside the same columns as PostgreSQL's COPY TO over the same number of rows (on SQLite: a bare reader that writes the same columns). Extra memory is the working set at its highest less what it was before, client included.");
        section.Note("Alert: PUT /api/v1/customers/{id}/alert; statements as EF sends them, so BEGIN and COMMIT are not among them. Row by row would be one for each booking.");
        return section;
    }

    private static async Task On(Db db, BenchOptions options, Section section)
    {
        var settings = db is Db.PostgreSql ? await OnOwnCluster() : await PlatformSettings.New(db);
        await using var platform = BenchHost.Quiet(settings);
        var business = await platform.NewBusiness();
        if (options.Has(1) || options.Has(2))
        {
            var ids = await BigAddressBook.Fill(settings, new People(business.Id).Make(options.Customers));
            if (options.Has(1))
                section.Add($"Search while typing, {db}", await new TypingRow(options, business, ids).Run());
            if (options.Has(2))
                section.Add($"CSV export, {db}", await new ExportRow(options, settings, business).Run());
        }

        if (options.Has(3))
            section.Add($"Alert to many future bookings, {db}", await new AlertRow(platform).Run());
    }

    private static async Task<PlatformSettings> OnOwnCluster()
    {
        var cluster = await PostgresCluster.StartAsync("checkpoint_timeout=1h", "max_wal_size=16GB", "shared_buffers=512MB");
        return PlatformSettings.At(Db.PostgreSql, cluster.OwnerConnectionString(await cluster.CreateDatabase()));
    }
}
