using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Features;
using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Connectors.Tests.Fakes;
using BookingPlatform.Connectors.Tests.Kit;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Database.PostgreSql;
using BookingPlatform.Database.Sqlite;
using BookingPlatform.Database.SqlServer;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Mews;
using BookingPlatform.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using GenericHost = Microsoft.Extensions.Hosting.Host;

namespace BookingPlatform.Connectors.Tests.Sync;

/// <summary>Kernel and sync alone on a real database, with a hotel behind the fake Mews. Who the customers are and who has booked, the test says.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly IHost host;
    private readonly RememberedLog log;

    private Bench(IHost host, RememberedLog log, PlatformSettings settings, FakeMews mews, People people) =>
        (this.host, this.log, Settings, Mews, People) = (host, log, settings, mews, people);

    public PlatformSettings Settings { get; }

    public FakeMews Mews { get; }

    public FakeMewsHotel Hotel => Mews.Hotel;

    public People People { get; }

    /// <param name="db">On which database.</param>
    /// <param name="with">Further or other settings.</param>
    /// <param name="plugin">Instead of Mews.</param>
    public static async Task<Bench> Start(Db db, IReadOnlyDictionary<string, string?>? with = null, IConnectorPlugin? plugin = null) =>
        await Start(await PlatformSettings.New(db), await FakeMews.Start(), new People(), with, plugin);

    /// <summary>A further node, or the same after a restart.</summary>
    public Task<Bench> StartAnother(IReadOnlyDictionary<string, string?>? with = null, IConnectorPlugin? plugin = null) => Start(Settings, Mews, People, with, plugin);

    private static async Task<Bench> Start(PlatformSettings settings, FakeMews mews, People people, IReadOnlyDictionary<string, string?>? with, IConnectorPlugin? plugin)
    {
        var builder = GenericHost.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(Hurried(settings).Concat(with ?? new Dictionary<string, string?>()).GroupBy(s => s.Key).Select(s => s.Last()));
        var log = new RememberedLog();
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddProvider(new RememberedLogs(log)));
        builder.Services
            .AddSingleton<TimeProvider>(new HurriedClock(times: 10))
            .AddSingleton<IDatabase>(Database(settings))
            .AddSingleton(new ConnectorCatalog([plugin ?? new MewsPlugin()], []))
            .AddScoped(_ => people.AsCustomers())
            .AddScoped(_ => people.AsBookings())
            .AddScoped(_ => people.AsCorrections())
            .AddSingleton(people.AsBusinesses())
            .AddKernel(builder.Configuration);
        builder.Services.AddSingleton(people.Keys);
        new SyncModule().AddServices(builder.Services, builder.Configuration);
        var host = builder.Build();
        await Migrating.MigrateAll(host.Services, Ct);
        await host.StartAsync(Ct);
        return new Bench(host, log, settings, mews, people);
    }

    private static IDatabase Database(PlatformSettings settings) => settings.Db switch
    {
        Db.Sqlite => new SqliteDatabase(settings.ConnectionString),
        Db.PostgreSql => new PostgreSqlDatabase(settings.ConnectionString),
        _ => new SqlServerDatabase(settings.ConnectionString),
    };

    private static Dictionary<string, string?> Hurried(PlatformSettings settings) => new()
    {
        ["Connectors:AllowPrivateNetworks"] = "true",
        ["Connectors:DataFolder"] = settings.Folder,
        ["Connectors:RequestTimeout"] = "00:00:10",
        ["Connectors:FirstRetry"] = "00:00:00.05",
        ["Connectors:LongestRetry"] = "00:00:01",
        ["Connectors:FirstProbe"] = "00:00:00.10",
        ["Connectors:LongestProbe"] = "00:00:01",
        ["Outbox:Poll"] = "00:00:01",
        ["Outbox:Lease"] = "00:00:02",
    };

    /// <summary>Connects the hotel, as staff do.</summary>
    public async Task<Guid> Connect(string accessToken = FakeMews.AccessToken) => (await Ask<AddConnection, Answer<ConnectionItem>>(add => add.Handle(new("mews", "Harbour Hotel", MewsSettings(accessToken)), Ct))).Value.Id;

    /// <summary>Connects another vendor's hotel; the bench was started with its plugin.</summary>
    public async Task<Guid> Connect(VendorBench vendor) => (await Ask<AddConnection, Answer<ConnectionItem>>(add =>
        add.Handle(new(vendor.Plugin.Key, "Harbour Hotel", vendor.Settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)), Ct))).Value.Id;

    public Dictionary<string, string?> MewsSettings(string accessToken = FakeMews.AccessToken) => new()
    {
        ["address"] = Mews.Address,
        ["client-token"] = FakeMews.ClientToken,
        ["access-token"] = accessToken,
    };

    /// <summary>The customer is there, with a booking to come unless said otherwise, and everybody is told.</summary>
    public async Task<CustomerCard> Arrives(CustomerCard customer, bool hasBooking = true)
    {
        People.Know(customer, hasBooking);
        await Tell(new CustomerCreated(customer.Id), customer.Id);
        return customer;
    }

    /// <summary>The customer is changed, and everybody is told.</summary>
    public async Task<CustomerCard> Changes(CustomerCard customer)
    {
        var changed = customer with { Version = customer.Version + 1 };
        People.Know(changed);
        await Tell(new CustomerChanged(changed.Id, changed.Version), changed.Id);
        return changed;
    }

    public Task Tell<TFact>(TFact fact, Guid about) where TFact : class => Inside(async services =>
    {
        var work = services.GetRequiredService<Work>();
        work.Tell(fact, about);
        await work.SaveAsync(Ct);
        return true;
    });

    public async Task<OperationItem?> Operation(CustomerCard customer) =>
        (await Ask<ListOperations, Answer<ListOperations.Page>>(list => list.Handle(new() { CustomerId = customer.Id }, Ct))).Value.Items.SingleOrDefault();

    /// <summary>Waits until the customer stands so with the hotel.</summary>
    public async Task<OperationItem> Comes(CustomerCard customer, OperationState state)
    {
        var until = DateTime.UtcNow.AddSeconds(40);
        while (DateTime.UtcNow < until)
        {
            if (await Operation(customer) is { } operation && operation.State == state && (state != OperationState.InStep || operation.ConfirmedVersion >= People.VersionOf(customer.Id)))
                return operation;
            await Task.Delay(30);
        }

        var last = await Operation(customer);
        throw new Xunit.Sdk.XunitException($"{customer.Name} never came to be {state}, but is {last?.State}: {last?.Message}\n{string.Join('\n', log.Lines)}");
    }

    /// <summary>What is to be done for the customer there.</summary>
    public async Task<IReadOnlyList<ErrandItem>> Errands(Guid customer) => (await Ask<ListErrands, Answer<List<ErrandItem>>>(list => list.Handle(customer, null, null, Ct))).Value;

    /// <summary>Waits until the customer's only errand stands so.</summary>
    public async Task<ErrandItem> ErrandComes(Guid customer, OperationState state)
    {
        IReadOnlyList<ErrandItem> errands = [];
        await Eventually.IsTrue(async () => (errands = await Errands(customer)) is [var only] && only.State == state, $"the errand is {state}", seconds: 40);
        return errands[0];
    }

    /// <summary>Waits until nothing is under way any more.</summary>
    public Task Quiet() => Eventually.IsTrue(() => Inside(async services => !await services.GetRequiredService<KernelDb>().Outbox.AnyAsync()), "the outbox is empty", seconds: 40);

    public Task<ConnectionItem> Connection(Guid id) => Ask<ListConnections, ConnectionItem>(async list => (await list.One(id, Ct)).Value);

    public Task<TAnswer> Ask<TFeature, TAnswer>(Func<TFeature, Task<TAnswer>> question) where TFeature : notnull => Inside(services => question(services.GetRequiredService<TFeature>()));

    /// <summary>Works as a business that has nothing to do with it.</summary>
    public async Task AsStranger(Func<IServiceProvider, Task> act)
    {
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Work>().ActAs(Actor.Platform(Guid.CreateVersion7(), "Stranger"));
        await act(scope.ServiceProvider);
    }

    public async Task<T> Inside<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Work>().ActAs(Actor.Platform(People.Business, "Test"));
        return await act(scope.ServiceProvider);
    }

    public async ValueTask DisposeAsync()
    {
        using var hurry = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await host.StopAsync(hurry.Token);
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    private sealed class RememberedLogs(RememberedLog log) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => log;

        public void Dispose()
        {
        }
    }
}
