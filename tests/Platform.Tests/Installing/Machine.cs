using BookingPlatform.Host.Commands;
using BookingPlatform.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Platform.Tests.Installing;

/// <summary>A platform and a console on its machine.</summary>
internal sealed class Machine(Testing.Platform platform, IServiceCollection registered) : IAsyncDisposable
{
    public Testing.Platform Platform => platform;

    public StringWriter Console { get; } = new();

    public static Machine Start(PlatformSettings on)
    {
        IServiceCollection? registered = null;
        var platform = Testing.Platform.Start(on, services: all => registered = all);
        return new Machine(platform, registered!);
    }

    public Task<int> Run(params string[] args)
    {
        var (command, said, _) = ConsoleCommand.In(args);
        return command!.Run(new Installation(platform.Services, registered), said, Console, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await platform.DisposeAsync();
        await Console.DisposeAsync();
    }
}
