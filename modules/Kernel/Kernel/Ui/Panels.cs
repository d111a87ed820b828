using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Kernel.Ui;

/// <summary>Implemented by a module that works with the outside world: its part of the Jobs page.</summary>
public interface IOperationsPanel
{
    /// <summary>Heading of the panel: "Hotel systems".</summary>
    string Title { get; }

    /// <summary>Panels are shown in rising order.</summary>
    int Order { get; }

    /// <summary>A Razor component without parameters: the technical part, with its own buttons.</summary>
    Type Component { get; }

    /// <summary>Names of the outbox listeners whose failures the panel explains itself; the page then says nothing of its own about them.</summary>
    IReadOnlyCollection<string> Listeners => [];

    /// <summary>The sentences for the front desk on top of the page, worst first; none when all is in step.</summary>
    Task<IReadOnlyList<OperationsNote>> Notes(CancellationToken ct);
}

/// <summary>One thing the front desk should know, grouped by cause.</summary>
/// <param name="Tone"><c>bad</c>: somebody must act. <c>warn</c>: it will be tried again by itself. <c>run</c>: under way.</param>
/// <param name="Sentence">"3 customers could not be updated in Mews".</param>
/// <param name="Detail">Cause and what to do, in plain words: "Wrong country code. Correct it on the customer card".</param>
public sealed record OperationsNote(string Tone, string Sentence, string Detail)
{
    /// <summary>When it will be tried again by itself.</summary>
    public DateTime? NextTryUtc { get; init; }

    /// <summary>Where it can be put right; with <see cref="Action"/> on the button.</summary>
    public string? Href { get; init; }

    public string? Action { get; init; }

    /// <summary>How many things wait for somebody; counted beside Jobs in the navigation when the tone is <c>bad</c>.</summary>
    public int Count { get; init; } = 1;
}

/// <summary>A line on the Settings page. Modules register theirs with <see cref="SettingsRegistration.AddSettingsLink"/>.</summary>
/// <param name="Order">Business 10, resources 20, services 30, connections 40, team 50, API keys 60.</param>
/// <param name="Title">"Connections".</param>
/// <param name="Text">What is set there: "Hotel systems and their state".</param>
/// <param name="Icon">Name of an icon.</param>
/// <param name="Href">Address of the page.</param>
/// <param name="Right">Who sees it.</param>
public sealed record SettingsLink(int Order, string Title, string Text, string Icon, string Href, string Right);

/// <summary>A line on the Reports page. Modules register theirs with <see cref="SettingsRegistration.AddReportLink"/>.</summary>
/// <param name="Order">Within the group, rising.</param>
/// <param name="Group">Heading it stands under: "Marketing".</param>
/// <param name="Title">"Brochure requests".</param>
/// <param name="Text">What it answers, in one line.</param>
/// <param name="Icon">Name of an icon.</param>
/// <param name="Href">Address of the page.</param>
/// <param name="Right">Who sees it.</param>
public sealed record ReportLink(int Order, string Group, string Title, string Text, string Icon, string Href, string Right);

public static class SettingsRegistration
{
    public static IServiceCollection AddReportLink(this IServiceCollection services, ReportLink link) => services.AddSingleton(link);

    public static IServiceCollection AddSettingsLink(this IServiceCollection services, SettingsLink link) => services.AddSingleton(link);
}
