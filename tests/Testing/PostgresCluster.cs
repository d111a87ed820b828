using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace BookingPlatform.Testing;

/// <summary>A throwaway PostgreSQL cluster of this process, on loopback, made with Debian's package and deleted at the end.</summary>
public sealed class PostgresCluster
{
    private static readonly Lazy<Task<PostgresCluster>> Shared = new(() => StartAsync("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "jit=off"));
    private const string Owner = "booking";
    private readonly string folder;
    private int databases;
    private string options = "";

    private PostgresCluster(string folder, int port) => (this.folder, Port) = (folder, port);

    /// <summary>The one that the tests of this process share; what it holds would not survive a power cut.</summary>
    public static Task<PostgresCluster> Running => Shared.Value;

    public int Port { get; }

    /// <summary>Where the server writes its log when <c>logging_collector</c> is on.</summary>
    public string LogFolder => Path.Combine(folder, "data", "log");

    /// <summary>Each database has its own pool, whose idle connections would otherwise stay for minutes after its test.</summary>
    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database};Maximum Pool Size=60;Connection Idle Lifetime=10;Connection Pruning Interval=5;Include Error Detail=true";

    /// <summary>For the platform: a user who owns the tables and is no superuser, so that the database's own wall between businesses stands in every test.</summary>
    public string OwnerConnectionString(string database) => ConnectionString(database).Replace("Username=postgres", $"Username={Owner}", StringComparison.Ordinal);

    /// <summary>The same database as its superuser, whom no row-level security stops: to fill it, and for yardsticks.</summary>
    public static string PastTheWall(string connectionString) => connectionString.Replace($"Username={Owner}", "Username=postgres", StringComparison.Ordinal);

    /// <summary>A new database, empty or cloned from another in milliseconds.</summary>
    public async Task<string> CreateDatabase(string? template = null)
    {
        var name = $"test_{Interlocked.Increment(ref databases)}_{Guid.NewGuid():N}"[..30];
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name} OWNER {Owner}{(template is null ? "" : $" TEMPLATE {template}")}", connection);
        await command.ExecuteNonQueryAsync();
        return name;
    }

    /// <summary>A cluster of one's own.</summary>
    /// <param name="settings">As in postgresql.conf: <c>fsync=off</c>.</param>
    public static Task<PostgresCluster> StartAsync(params string[] settings) => StartIn(Directory.CreateTempSubdirectory("bp-pg-").FullName, settings);

    /// <summary>The same in a folder that is there already and may be small or slow.</summary>
    public static async Task<PostgresCluster> StartIn(string folder, params string[] settings)
    {
        var cluster = new PostgresCluster(folder, FreePort());
        await cluster.Start(settings);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => cluster.Stop();
        return cluster;
    }

    private async Task Start(IEnumerable<string> settings)
    {
        var data = Path.Combine(folder, "data");
        if (RunsAsRoot)
            await Run("chown", "postgres", folder);
        await RunAsPostgres("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        options = $"-c listen_addresses=127.0.0.1 -p {Port} -c unix_socket_directories={folder} -c max_connections=300 -c shared_buffers=128MB {string.Join(' ', settings.Select(setting => $"-c {setting}"))}";
        await StartAgain();
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE ROLE {Owner} LOGIN", connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>After a crash: it recovers by itself from what it had written.</summary>
    public Task StartAgain() => RunAsPostgres("pg_ctl", "-D", Path.Combine(folder, "data"), "-w", "-l", Path.Combine(folder, "log"), "-o", options, "start");

    /// <summary>SIGKILL to the server and all that serve for it.</summary>
    public void KillHard()
    {
        if (Pid is not { } pid)
            return;
        foreach (var one in (int[])[pid, .. ChildrenOf(pid)])
            try
            {
                Process.GetProcessById(one).Kill();
            }
            catch (ArgumentException)
            {
                // It went down with the first.
            }
    }

    /// <summary>Of the server, while it runs.</summary>
    public int? Pid => Path.Combine(folder, "data", "postmaster.pid") is var file && File.Exists(file)
        && int.TryParse(File.ReadLines(file).First(), CultureInfo.InvariantCulture, out var pid) && Directory.Exists($"/proc/{pid}") ? pid : null;

    public static IReadOnlyList<int> ChildrenOf(int pid) =>
        [.. File.ReadAllText($"/proc/{pid}/task/{pid}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => int.Parse(one, CultureInfo.InvariantCulture))];

    private void Stop()
    {
        try
        {
            RunAsPostgres("pg_ctl", "-D", Path.Combine(folder, "data"), "-m", "immediate", "stop").GetAwaiter().GetResult();
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            Console.Error.WriteLine($"The test cluster in {folder} could not be removed: {e.Message}");
        }
    }

    private static bool RunsAsRoot => Environment.UserName == "root";

    /// <summary>Runs one of PostgreSQL's client tools and returns what it printed.</summary>
    public static Task<string> RunTool(string tool, params string[] arguments) => Run(Path.Combine(BinFolder, tool), arguments);

    private static Task<string> RunAsPostgres(string tool, params string[] arguments)
    {
        var program = Path.Combine(BinFolder, tool);
        return RunsAsRoot ? Run("runuser", ["-u", "postgres", "--", program, .. arguments]) : Run(program, arguments);
    }

    private static string BinFolder => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(version => int.Parse(Path.GetFileName(version), CultureInfo.InvariantCulture)).Select(version => Path.Combine(version, "bin")).First()
        : throw new InvalidOperationException("PostgreSQL is not installed: apt-get install postgresql (tools/check does it).");

    private static async Task<string> Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var (printed, words) = (new List<string>(), new List<string>());
        process.OutputDataReceived += (_, line) => printed.Add(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => words.Add(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {string.Join('\n', words)}");
        return string.Join('\n', printed);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
