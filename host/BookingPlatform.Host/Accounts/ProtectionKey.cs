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
internal sealed class ProtectionKeyStore(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        With(db => db.ProtectionKeys.AsNoTracking().Select(key => key.Xml).AsEnumerable().Select(xml => XElement.Parse(xml)).ToList());

    public void StoreElement(XElement element, string friendlyName) => With(db =>
    {
        db.ProtectionKeys.Add(new ProtectionKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        return db.SaveChanges();
    });

    /// <summary>The interface is synchronous, the scope's Work can only be disposed of asynchronously.</summary>
    private T With<T>(Func<AccountsDb, T> act)
    {
        var scope = scopes.CreateAsyncScope();
        try
        {
            return act(scope.ServiceProvider.GetRequiredService<AccountsDb>());
        }
        finally
        {
            scope.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
