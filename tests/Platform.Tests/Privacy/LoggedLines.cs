using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BookingPlatform.Platform.Tests.Privacy;

/// <summary>Keeps every line that the platform logs, with what stands in scopes and exceptions.</summary>
internal sealed class LoggedLines : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Line(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Line(LoggedLines all, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => all.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var text = $"{category} {formatter(state, exception)} {exception}";
            all.scopes.ForEachScope((scope, _) => text += $" {scope}", state);
            all.Lines.Enqueue(text);
        }
    }
}
