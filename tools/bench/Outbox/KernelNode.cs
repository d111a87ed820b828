using System.Collections.Concurrent;
using System.Diagnostics;
using BookingPlatform.Database.PostgreSql;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Kernel.Outbox;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BookingPlatform.Bench.Outbox;

/// <summary>The kernel alone, as in a node of the platform: its dispatcher carries <see cref="Told"/> to one listener, who only writes down what he hears.</summary>
internal sealed class KernelNode : IAsyncDisposable
{
    public const string Listener = "bench-diary";
    private readonly IHost host;

    private KernelNode(IHost host) => this.host = host;

    public static async Task<KernelNode> Start(string database, Diary diary, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.Services
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.None))
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IDatabase>(new PostgreSqlDatabase(database))
            .AddSingleton(diary)
            .Deliver<Told, Writer>(Listener)
            .AddKernel(builder.Configuration);
        var host = builder.Build();
        await Migrating.MigrateAll(host.Services, CancellationToken.None);
        await host.StartAsync();
        return new KernelNode(host);
    }

    /// <summary>As a commit of this node does.</summary>
    public void Ring() => host.Services.GetRequiredService<OutboxSignal>().Ring();

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    internal sealed class Writer(Diary diary) : IDeliver<Told>
    {
        public Task<Delivery> Deliver(Envelope<Told> envelope, CancellationToken ct)
        {
            if (envelope.Fact.IsPoison)
                throw new InvalidOperationException("It is indigestible.");
            diary.Write(envelope.Fact);
            return Task.FromResult(Delivery.Done);
        }
    }
}

/// <summary>What customer number <paramref name="Customer"/> is told about for the nth time.</summary>
internal sealed record Told(int Customer, int Number, bool IsPoison);

/// <summary>What arrived, when, and in which order for each customer.</summary>
internal sealed class Diary
{
    private readonly ConcurrentDictionary<int, ConcurrentQueue<(int Number, long At)>> heard = [];
    private int count;

    public int Count => Volatile.Read(ref count);

    public void Write(Told told)
    {
        heard.GetOrAdd(told.Customer, _ => []).Enqueue((told.Number, Stopwatch.GetTimestamp()));
        Interlocked.Increment(ref count);
    }

    public IReadOnlyList<(int Number, long At)> Of(int customer) => heard.TryGetValue(customer, out var told) ? [.. told] : [];

    public void Forget()
    {
        heard.Clear();
        count = 0;
    }
}
