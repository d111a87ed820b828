using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BookingPlatform.Testing;

/// <summary>Counts the statements that requests send to the database, by the path they asked for; what runs in the background is not counted. For a platform of one's own.</summary>
public sealed class Statements : ILoggerProvider, ISupportExternalScope
{
    private const string Category = "Microsoft.EntityFrameworkCore.Database.Command";
    private const int Executed = 20101;
    private readonly ConcurrentQueue<string> paths = new();
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public void Register(IServiceCollection services) => services.AddLogging(logging => logging.AddFilter(Category, LogLevel.Information).Services.AddSingleton<ILoggerProvider>(this));

    /// <summary>How many the requests to paths that end so took while it was done.</summary>
    public async Task<int> Of(string path, Func<Task> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        paths.Clear();
        await act();
        return paths.Count(one => one.EndsWith(path, StringComparison.Ordinal));
    }

    public ILogger CreateLogger(string categoryName) => new Counter(this, categoryName == Category);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Counter(Statements all, bool counts) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => counts;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id == Executed)
                all.scopes.ForEachScope((scope, paths) => Note(scope, paths), all.paths);
        }

        private static void Note(object? scope, ConcurrentQueue<string> paths)
        {
            if (scope is IEnumerable<KeyValuePair<string, object?>> values && values.FirstOrDefault(value => value.Key == "RequestPath").Value is { } path)
                paths.Enqueue(path.ToString() ?? "");
        }
    }
}
