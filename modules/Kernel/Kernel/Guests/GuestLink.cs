using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Kernel.Guests;

/// <summary>A link in the head of every guests' page. Modules register theirs with <see cref="GuestLinks.AddGuestLink"/>.</summary>
/// <param name="Order">Rising.</param>
/// <param name="Icon">Name of an icon.</param>
/// <param name="Path">Behind <c>/g/{slug}</c>: <c>/me</c>.</param>
/// <param name="Key">Phrase of the registering module's words.</param>
/// <param name="Module">Whose words.</param>
public sealed record GuestLink(int Order, string Icon, string Path, string Key, Assembly Module);

public static class GuestLinks
{
    public static IServiceCollection AddGuestLink(this IServiceCollection services, GuestLink link) => services.AddSingleton(link);
}
