using System.IO.Compression;
using BookingPlatform.Host.Operations;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Platform.Tests.Installing;

/// <summary>The try-out business as an earlier version left it, in the file of 2026-11-22. Another is added when tables have changed and a version is out.</summary>
public sealed class Upgrading
{
    private const string Key = "demo-harbour-key";

    [Fact]
    public async Task A_database_of_an_earlier_version_is_copied_migrated_and_served()
    {
        var settings = PlatformSettings.At(Db.Sqlite, "");
        var file = Path.Combine(settings.Folder, "platform.db");
        await Unpack(file);

        await using var platform = Testing.Platform.Start(settings with { ConnectionString = $"Data Source={file}" });

        Directory.GetFiles(settings.Folder, "platform.before-*.db").Should().ContainSingle("what is about to change is kept first");
        await ServesWhatItHad(platform);
    }

    [Fact]
    public async Task A_database_of_an_earlier_version_moves_to_PostgreSQL_in_one_step()
    {
        var settings = await PlatformSettings.New(Db.PostgreSql);
        var file = Path.Combine(settings.Folder, "old.db");
        await Unpack(file);

        (await settings.Command("--restore", file)).Should().Be(0);

        await using var platform = Testing.Platform.Start(settings);
        await ServesWhatItHad(platform);
    }

    private static async Task ServesWhatItHad(Testing.Platform platform)
    {
        using var http = platform.Client();
        http.DefaultRequestHeaders.Authorization = new("Bearer", Key);
        foreach (var path in new[] { "bookings", "customers", "resources", "services", "messages", "duplicates", "pms/connections" })
            (await http.GetAsync(new Uri($"/api/v1/{path}", UriKind.Relative))).IsSuccessStatusCode.Should().BeTrue($"{path} is served");
        (await Count(platform, "bookings_bookings"), await Count(platform, "customers_customers")).Should().Be((223, 48));
        (await VerifyAuditCommand.Run(platform.Services, TextWriter.Null, CancellationToken.None)).Should().Be(0, "the history reads as it was sealed");
    }

    private static async Task<long> Count(Testing.Platform platform, string table)
    {
        await using var scope = platform.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<IDatabase>();
        await using var connection = database.CreateConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"{database.SaidFor(Guid.AllBitsSet, null)}SELECT COUNT(*) FROM {table}";
        return Convert.ToInt64(await command.ExecuteScalarAsync(), null);
    }

    private static async Task Unpack(string file)
    {
        await using var packed = new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Data", "stored-2026-11-22.db.gz")), CompressionMode.Decompress);
        await using var unpacked = File.Create(file);
        await packed.CopyToAsync(unpacked);
    }
}
