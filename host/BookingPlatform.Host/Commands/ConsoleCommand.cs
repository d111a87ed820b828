using BookingPlatform.Host.Accounts.Installation;
using BookingPlatform.Host.Operations;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Host.Commands;

/// <summary>What the executable does once, on the configured database, instead of serving.</summary>
/// <param name="Name">As typed: <c>--backup</c>.</param>
/// <param name="Word">What follows it, for the help: <c>FILE</c>; null when nothing does.</param>
/// <param name="Migrates">Whether the tables are brought up to date first.</param>
/// <param name="Act">Gets the word and says in plain words what it did.</param>
internal sealed record ConsoleCommand(string Name, string? Word, bool Migrates, Func<Installation, string, TextWriter, CancellationToken, Task<int>> Act)
{
    private static readonly ConsoleCommand[] All =
    [
        new("--migrate", null, true, async (_, _, console, _) => await Say(console, "The tables are up to date.", 0)),
        new("--backup", "FILE", true, BackupCommand.Backup),
        new("--restore", "FILE", true, BackupCommand.Restore),
        new(VerifyAuditCommand.Argument, null, false, (on, _, console, ct) => VerifyAuditCommand.Run(on.Services, console, ct)),
        new(MakeOperator.Argument, "EMAIL", true, (on, email, console, ct) => MakeOperator.Run(on.Services, email, console, ct)),
    ];

    /// <summary>The command among the arguments, what was said to it, and the arguments without both.</summary>
    public static (ConsoleCommand? Command, string? Said, string[] Settings) In(string[] args)
    {
        var at = Array.FindIndex(args, argument => All.Any(command => command.Name == argument));
        if (at < 0)
            return (null, null, args);
        var command = All.Single(one => one.Name == args[at]);
        var said = command.Word is null ? null : args.ElementAtOrDefault(at + 1);
        return (command, said, [.. args[..at], .. args[(at + (said is null ? 1 : 2))..]]);
    }

    /// <returns>What the process ends with: 0 when it is done, 1 when it was refused, 2 when it was not understood.</returns>
    public async Task<int> Run(Installation on, string? said, TextWriter console, CancellationToken ct)
    {
        if (Word is not null && said is null)
            return await Say(console, $"{Name} needs a word more: {Name} {Word}", 2);
        if (Migrates)
            await Migrating.MigrateAll(on.Services, ct);
        return await Act(on, said ?? "", console, ct);
    }

    private static async Task<int> Say(TextWriter console, string line, int code)
    {
        await console.WriteLineAsync(line);
        return code;
    }
}

/// <summary>The platform as configured, and the same on another database.</summary>
internal sealed record Installation(IServiceProvider Services, IServiceCollection Registered)
{
    /// <summary>To be disposed.</summary>
    public ServiceProvider On(IDatabase other)
    {
        var services = new ServiceCollection();
        foreach (var service in Registered.Where(service => service.ServiceType != typeof(IDatabase)))
            ((ICollection<ServiceDescriptor>)services).Add(service);
        return services.AddSingleton(other).BuildServiceProvider();
    }
}
