using System.IO.MemoryMappedFiles;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync;
using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Database.PostgreSql;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedGuest = BookingPlatform.Customers.Contracts.GuestDetails;

namespace BookingPlatform.Bench.Pms;

/// <summary>Kernel and sync as in a node of the platform, on a real database. Who the customers are is arithmetic, and their versions lie in a file that all processes see.</summary>
internal sealed class SyncNode : IAsyncDisposable
{
    private readonly IHost host;

    private SyncNode(IHost host) => this.host = host;

    /// <param name="stage">Where everything lies.</param>
    /// <param name="plugin">The hotel's.</param>
    /// <param name="works">False for a desk that only writes down what is to be done.</param>
    public static async Task<SyncNode> Start(Stage stage, IConnectorPlugin plugin, bool works)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(Settings);
        var people = new NumberedPeople(stage.Versions);
        builder.Services
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.None))
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IDatabase>(new PostgreSqlDatabase(stage.Database))
            .AddSingleton(new ConnectorCatalog([plugin], []))
            .AddSingleton<ICustomers>(people).AddSingleton<IBookings>(people).AddSingleton<ICustomerCorrections>(people)
            .AddSingleton(DataProtectionProvider.Create(new DirectoryInfo(stage.Keys)))
            .AddKernel(builder.Configuration);
        new SyncModule().AddServices(builder.Services, builder.Configuration);
        var host = builder.Build();
        await Migrating.MigrateAll(host.Services, CancellationToken.None);
        if (works)
            await host.StartAsync();
        return new SyncNode(host);
    }

    public async Task<T> Inside<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Work>().ActAs(Actor.Platform(Stage.Business, "Bench"));
        return await act(scope.ServiceProvider);
    }

    /// <summary>Raises the customers' versions and tells of it, some hundreds in one transaction.</summary>
    public async Task Change(Stage stage, IEnumerable<int> numbers, bool isNew)
    {
        foreach (var some in numbers.Chunk(250))
            await Inside(async services =>
            {
                var work = services.GetRequiredService<Work>();
                foreach (var number in some)
                {
                    var (id, version) = (NumberedPeople.IdOf(number), stage.Raise(number));
                    if (isNew)
                        work.Tell(new CustomerCreated(id), id);
                    else
                        work.Tell(new CustomerChanged(id, version), id);
                }

                await work.SaveAsync(CancellationToken.None);
                return true;
            });
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    private static Dictionary<string, string?> Settings => new()
    {
        ["Connectors:AllowPrivateNetworks"] = "true",
        ["Connectors:RequestTimeout"] = "00:00:02",
        ["Connectors:FirstRetry"] = "00:00:00.2",
        ["Connectors:LongestRetry"] = "00:00:02",
        ["Connectors:Attempts"] = "60",
        ["Connectors:FirstProbe"] = "00:00:00.3",
        ["Connectors:LongestProbe"] = "00:00:01",
        ["Outbox:Poll"] = "00:00:01",
        ["Outbox:Lease"] = "00:00:03",
        ["Outbox:Parallel"] = "16",
    };
}

/// <summary>What the processes of one run share.</summary>
/// <param name="Database">Connection string.</param>
/// <param name="Folder">For keys and versions.</param>
internal sealed record Stage(string Database, string Folder)
{
    private const int Most = 20_000;

    public static Guid Business { get; } = new("0190f000-0000-7000-8000-00000000be6c");

    public string Keys { get; } = Directory.CreateDirectory(Path.Combine(Folder, "keys")).FullName;

    /// <summary>One number for each customer.</summary>
    public MemoryMappedViewAccessor Versions { get; } =
        MemoryMappedFile.CreateFromFile(Path.Combine(Folder, "versions"), FileMode.OpenOrCreate, null, Most * sizeof(int)).CreateViewAccessor();

    public int Raise(int number)
    {
        var next = Versions.ReadInt32(number * sizeof(int)) + 1;
        Versions.Write(number * sizeof(int), next);
        return next;
    }
}

/// <summary>Customer n of version v has the email <c>guest-n-v@bench.example</c> and the phone number <c>+3519…</c> that says v.</summary>
internal sealed class NumberedPeople(MemoryMappedViewAccessor versions) : ICustomers, IBookings, ICustomerCorrections
{
    public static Guid IdOf(int number) => new(number, 0x70, 0x7000, 0x80, 0, 0, 0, 0, (byte)(number >> 16), (byte)(number >> 8), (byte)number);

    public static string EmailOf(int number, int version) => $"guest-{number}-{version}@bench.example";

    public static string PhoneOf(int number, int version) => $"+3519{number:00000}{version:0000}";

    Task<IReadOnlyList<BookingCard>> IBookings.FindMany(IReadOnlyCollection<Guid> ids, CancellationToken ct) => Task.FromResult<IReadOnlyList<BookingCard>>([]);

    public Task<CustomerCard?> Find(Guid id, CancellationToken ct)
    {
        var number = BitConverter.ToInt32(id.ToByteArray(), 0);
        var version = versions.ReadInt32(number * sizeof(int));
        return Task.FromResult<CustomerCard?>(new CustomerCard(id, "Guest", $"Number {number}", EmailOf(number, version), EmailState.Unverified, PhoneOf(number, version), version));
    }

    public Task<CustomerCard?> FindKept(Guid id, CancellationToken ct) => Find(id, ct);

    public async Task<IReadOnlyDictionary<Guid, CustomerCard>> FindMany(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var cards = new Dictionary<Guid, CustomerCard>();
        foreach (var id in ids)
            cards[id] = (await Find(id, ct))!;
        return cards;
    }

    public Task<IReadOnlyList<Guid>> RecordsOf(Guid id, CancellationToken ct) => Task.FromResult<IReadOnlyList<Guid>>([id]);

    public Task<IReadOnlyList<CustomerCard>> Search(string text, int most, CancellationToken ct) => Task.FromResult<IReadOnlyList<CustomerCard>>([]);

    public Task<Answer<CustomerCard>> TakeForBooking(TypedGuest guest, CancellationToken ct) => throw new NotSupportedException("Nobody appears in this hotel by themselves.");

    Task<BookingCard?> IBookings.Find(Guid id, CancellationToken ct) => Task.FromResult<BookingCard?>(null);

    public Task<IReadOnlyList<BookingCard>> Coming(Guid customerId, CancellationToken ct) => Task.FromResult<IReadOnlyList<BookingCard>>(
        [new(customerId, "BENCH", customerId, ServiceKind.Stay, "Room", null, DateTime.UtcNow.AddDays(3), DateTime.UtcNow.AddDays(5), BookingStatus.Booked, new Money(1, "EUR"), 1)]);

    public Task<IReadOnlyDictionary<Guid, Guid>> CustomersOf(IReadOnlyCollection<Guid> bookingIds, CancellationToken ct) => Task.FromResult<IReadOnlyDictionary<Guid, Guid>>(new Dictionary<Guid, Guid>());

    public Task<IReadOnlyList<BookingCard>> OfItinerary(Guid itineraryId, CancellationToken ct) => Task.FromResult<IReadOnlyList<BookingCard>>([]);

    public Task<bool> IsContact(string email, CancellationToken ct) => Task.FromResult(true);

    public Task<Answer<CustomerCard>> Correct(Guid customerId, CustomerCorrection correction, CancellationToken ct) => throw new NotSupportedException("Nothing is corrected in this hotel.");
}
