using System.Xml.Linq;
using BookingPlatform.Kernel.Data;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts;

/// <summary>One key of the Data Protection key ring, shared by all nodes.</summary>
[AcrossBusinesses("Protects cookies and secrets of the whole installation.")]
internal sealed class ProtectionKey
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required string Name { get; init; }

    public required string Xml { get; init; }
}

/// <summary>Keeps the key ring in the database, so that every node reads every other's cookies and secrets.</summary>
/// <remarks>The framework asks synchronously, at start and once a day; a scope of ours can only be left asynchronously.</remarks>
internal sealed class ProtectionKeyStore(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => Read().GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) => Store(element, friendlyName).GetAwaiter().GetResult();

    private async Task<IReadOnlyCollection<XElement>> Read()
    {
        await using var scope = scopes.CreateAsyncScope();
        var keys = await scope.ServiceProvider.GetRequiredService<AccountsDb>().ProtectionKeys.AsNoTracking().Select(key => key.Xml).ToListAsync();
        return keys.ConvertAll(xml => XElement.Parse(xml));
    }

    private async Task Store(XElement element, string name)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AccountsDb>().ProtectionKeys.Add(new ProtectionKey { Name = name, Xml = element.ToString(SaveOptions.DisableFormatting) });
        await scope.ServiceProvider.GetRequiredService<Work>().SaveAsync(CancellationToken.None);
    }
}
