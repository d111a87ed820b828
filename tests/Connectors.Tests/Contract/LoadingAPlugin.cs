using System.Reflection;
using System.Runtime.Loader;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Tests.Fakes;

namespace BookingPlatform.Connectors.Tests.Contract;

/// <summary>The built connector, loaded as the host loads it: own folder, own load context, the contract from the host.</summary>
public sealed class LoadingAPlugin
{
    private static readonly string PluginPath = Path.GetFullPath(typeof(LoadingAPlugin).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "MewsPlugin").Value!);

    [Fact]
    public void The_contract_is_not_shipped_with_the_plugin_but_its_own_packages_are()
    {
        var files = Directory.GetFiles(Path.GetDirectoryName(PluginPath)!, "*.dll").Select(Path.GetFileName);

        files.Should().Contain(["BookingPlatform.Mews.dll", "Refit.dll", "Polly.Core.dll"]).And.NotContain("BookingPlatform.Connectors.Abstractions.dll");
    }

    [Fact]
    public async Task A_plugin_works_from_its_own_load_context()
    {
        await using var fake = await FakeMews.Start();
        using var http = new SocketsHttpHandler();
        var assembly = new PluginContext(PluginPath).LoadFromAssemblyPath(PluginPath);
        var type = assembly.GetExportedTypes().Should().ContainSingle(t => typeof(IConnectorPlugin).IsAssignableFrom(t)).Subject;
        type.Should().NotBe<BookingPlatform.Mews.MewsPlugin>("it is another load context's");

        var plugin = (IConnectorPlugin)Activator.CreateInstance(type)!;
        var settings = new Dictionary<string, string> { ["address"] = fake.Address, ["client-token"] = FakeMews.ClientToken, ["access-token"] = FakeMews.AccessToken };
        var mews = plugin.Create(new ConnectorContext { Settings = new SettingValues(settings), Http = http });

        (await mews.TestConnection(CancellationToken.None)).Value.PropertyName.Should().Be("Harbour Hotel");
    }

    private sealed class PluginContext(string path) : AssemblyLoadContext("mews")
    {
        private readonly AssemblyDependencyResolver resolver = new(path);

        protected override Assembly? Load(AssemblyName assemblyName) =>
            resolver.ResolveAssemblyToPath(assemblyName) is { } found ? LoadFromAssemblyPath(found) : null;
    }
}
