using System.Diagnostics;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Http;
using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Connectors.Tests.Fakes;
using BookingPlatform.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Connectors.Tests.Contract;

/// <summary>Somebody else's plugin, built here from the two assemblies of the SDK and nothing else of ours, comes in through the same door as our own.</summary>
public sealed class ThirdPartyPlugin : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("bp-third-party-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_plugin_built_from_the_sdk_is_offered_connected_and_tested_and_a_broken_one_beside_it_is_named()
    {
        await Build("Acme");
        Directory.CreateDirectory(Path.Combine(folder, "plugins", "Broken"));
        await File.WriteAllTextAsync(Path.Combine(folder, "plugins", "Broken", "Broken.deps.json"), "{");
        await using var hotel = await FakeMews.Start();
        await using var platform = await Testing.Platform.Start(Db.Sqlite, new Dictionary<string, string?> { ["Connectors:Folder"] = Path.Combine(folder, "plugins"), ["Connectors:AllowPrivateNetworks"] = "true" });
        var business = await platform.NewBusiness();

        (await business.Get("pms/plugins")).Expect(200)["items"]!.AsArray().Select(plugin => (string)plugin!["name"]!).Should().Equal("Acme PMS");
        platform.Services.GetRequiredService<ConnectorCatalog>().Broken.Should().ContainSingle().Which.Name.Should().Be("Broken");
        var connection = (await business.Post("pms/connections", new { plugin = "acme", name = "Acme", settings = new { address = hotel.Address } })).Expect(201).Id;
        var test = (await business.Post($"pms/connections/{connection}/test")).Expect(200);
        ((bool)test["works"]!, (string)test["propertyName"]!).Should().Be((true, "Acme answered 404"), "the request went through the SDK's client to the hotel");
        hotel.Requests.Should().ContainSingle().Which.Path.Should().Be("/ping");
    }

    /// <summary>As an engineer outside this repository does it; the contract stays behind, since the host brings it.</summary>
    private async Task Build(string name)
    {
        var source = Directory.CreateDirectory(Path.Combine(folder, "source")).FullName;
        await File.WriteAllTextAsync(Path.Combine(source, $"{name}.csproj"), Project);
        await File.WriteAllTextAsync(Path.Combine(source, $"{name}.cs"), Code);
        using var build = Process.Start(new ProcessStartInfo("dotnet", ["build", source, "-o", Path.Combine(folder, "plugins", name), "-v", "q", "-nologo", "-p:UseSharedCompilation=true"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = source,
        })!;
        var said = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        build.ExitCode.Should().Be(0, said);
    }

    private static string Lies(Type type) => type.Assembly.Location;

    private static string Project => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings><EnableDynamicLoading>true</EnableDynamicLoading></PropertyGroup>
          <ItemGroup>
            <Reference Include="{Lies(typeof(IConnectorPlugin))}" Private="false" />
            <Reference Include="{Lies(typeof(PmsHttp))}" />
            <Reference Include="{Lies(typeof(Polly.ResiliencePipeline))}" />
          </ItemGroup>
        </Project>
        """;

    private const string Code = """
        using BookingPlatform.Connectors.Abstractions;
        using BookingPlatform.Connectors.Http;

        namespace Acme;

        public sealed class AcmePlugin : IConnectorPlugin
        {
            public string Key => "acme";
            public string DisplayName => "Acme PMS";
            public Version Version { get; } = new(2, 1, 0);
            public IReadOnlyList<SettingField> Settings { get; } = [new("address", "Address", SettingKind.Url) { Help = "Where Acme is." }];
            public PmsCapabilities Capabilities { get; } = new() { Features = PmsFeatures.FindGuest, GuestIdentity = GuestIdentity.Profile, FindBy = GuestKeys.Email };
            public RateLimit RateLimit { get; } = new(5, 5);
            public IPmsConnector Create(ConnectorContext context) => new AcmeConnector(new PmsHttp
            {
                Address = context.Settings["address"],
                IsRead = request => request.Method == HttpMethod.Get,
                Redactor = new Redactor([], []),
            }.Client(context));
        }

        internal sealed class AcmeConnector(HttpClient http) : IPmsConnector
        {
            public async Task<PmsAnswer<ConnectionReport>> TestConnection(CancellationToken ct)
            {
                using var answer = await http.GetAsync(new Uri("/ping", UriKind.Relative), ct);
                return new ConnectionReport($"Acme answered {(int)answer.StatusCode}", []);
            }

            public Task<PmsAnswer<FoundGuests>> FindGuests(GuestQuery query, CancellationToken ct) => Task.FromResult<PmsAnswer<FoundGuests>>(new FoundGuests([], false));
            public Task<PmsAnswer<ExternalGuest>> ReadGuest(ExternalGuestId id, CancellationToken ct) => Task.FromResult<PmsAnswer<ExternalGuest>>(new PmsFailure.Gone("Acme has no guests."));
            public Task<PmsAnswer<ExternalGuest>> CreateGuest(NewGuest guest, CancellationToken ct) => Task.FromResult<PmsAnswer<ExternalGuest>>(new PmsFailure.NotSupported("Acme makes no guests."));
            public Task<PmsAnswer<Done>> UpdateGuest(ExternalGuestId id, GuestChange change, CancellationToken ct) => Task.FromResult<PmsAnswer<Done>>(new PmsFailure.NotSupported("Acme changes no guests."));
            public Task<PmsAnswer<Done>> AddNote(ExternalGuestId id, string text, CancellationToken ct) => Task.FromResult<PmsAnswer<Done>>(new PmsFailure.NotSupported("Acme takes no notes."));
        }
        """;
}
