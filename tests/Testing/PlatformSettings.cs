namespace BookingPlatform.Testing;

/// <summary>Where a platform keeps its things: a database and a folder, both thrown away with the test run.</summary>
public sealed record PlatformSettings(Db Db, string ConnectionString, string Folder)
{
    /// <summary>What stands in links of mails.</summary>
    public const string PublicAddress = "https://book.harbour.example";

    public string MailFolder => Path.Combine(Folder, "mail");

    /// <summary>On a new database, with the tables of today in it.</summary>
    public static async Task<PlatformSettings> New(Db db)
    {
        var folder = NewFolder();
        return new PlatformSettings(db, await MigratedDatabase.Clone(db, folder), folder);
    }

    /// <summary>On a new database that holds nothing, not even tables.</summary>
    public static async Task<PlatformSettings> Empty(Db db)
    {
        var folder = NewFolder();
        return new PlatformSettings(db, await Connection(db, folder), folder);
    }

    /// <summary>On a database that is there already.</summary>
    public static PlatformSettings At(Db db, string connectionString) => new(db, connectionString, NewFolder());

    internal static string NewFolder()
    {
        var folder = Directory.CreateTempSubdirectory("bp-test-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }

    internal static async Task<string> Connection(Db db, string folder)
    {
        switch (db)
        {
            case Db.Sqlite:
                return $"Data Source={Path.Combine(folder, "platform.db")}";
            case Db.PostgreSql:
                var cluster = await PostgresCluster.Running;
                return cluster.OwnerConnectionString(await cluster.CreateDatabase());
            default:
                return $"{SqlServerFactAttribute.Server};Database=bp_{Guid.NewGuid():N}";
        }
    }

    /// <summary>Runs the executable with one of its commands on this database, while no node runs there.</summary>
    /// <returns>What it ends with.</returns>
    public Task<int> Command(params string[] command)
    {
        string[] arguments = [.. command, "--environment=Testing", .. ToConfiguration().Select(setting => $"--{setting.Key}={setting.Value}")];
        return Task.Run(() => (int)typeof(Program).Assembly.EntryPoint!.Invoke(null, [arguments])!);
    }

    public IEnumerable<KeyValuePair<string, string?>> ToConfiguration() =>
    [
        new("Database:Provider", Db.ToString()),
        new("ConnectionStrings:Platform", ConnectionString),
        new("Mail:PickupFolder", MailFolder),
        new("Mail:ChangesWait", "00:00:00"),
        new("Web:PublicAddress", PublicAddress),
        new("Connectors:DataFolder", Path.Combine(Folder, "connectors")),
        new("SignOn:AllowPrivateNetworks", "true"),
        new("Limits:ApiPerMinute", "100000000"),
        new("Limits:StrangerPerMinute", "100000000"),
        new("Limits:GuestPerMinute", "100000000"),
        new("Limits:DoorPerMinute", "100000000"),
        new("Logging:LogLevel:Default", "Warning"),
    ];
}
