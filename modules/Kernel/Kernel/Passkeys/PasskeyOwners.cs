using Microsoft.AspNetCore.Identity;

namespace BookingPlatform.Kernel.Passkeys;

/// <summary>Whoever has a passkey, as the framework's handler needs to know them: by id.</summary>
internal sealed record PasskeyOwner(Guid Id);

/// <summary>Lets the framework's handler look into a book of ours. It only reads: what is new or changed, we write, together with the rest of the use case.</summary>
internal sealed class PasskeyOwners(PasskeyBook book) : IUserPasskeyStore<PasskeyOwner>
{
    public Task<string> GetUserIdAsync(PasskeyOwner user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<PasskeyOwner?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Task.FromResult(Guid.TryParse(userId, out var id) ? new PasskeyOwner(id) : null);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(PasskeyOwner user, CancellationToken cancellationToken) => (await book.Of(user.Id, cancellationToken)).Select(row => row.ToInfo()).ToList();

    public async Task<PasskeyOwner?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await book.Find(credentialId, cancellationToken) is { } found ? new PasskeyOwner(found.OwnerId) : null;

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) =>
        await book.Find(credentialId, cancellationToken) is { } found && found.OwnerId == user.Id ? found.ToInfo() : null;

    public void Dispose()
    {
        // The book's rows belong to the scope.
    }

    public Task AddOrUpdatePasskeyAsync(PasskeyOwner user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw OnlyReads;

    public Task RemovePasskeyAsync(PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) => throw OnlyReads;

    public Task<IdentityResult> CreateAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw OnlyReads;

    public Task<IdentityResult> UpdateAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw OnlyReads;

    public Task<IdentityResult> DeleteAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw OnlyReads;

    public Task<PasskeyOwner?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw OnlyReads;

    public Task<string?> GetUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw OnlyReads;

    public Task SetUserNameAsync(PasskeyOwner user, string? userName, CancellationToken cancellationToken) => throw OnlyReads;

    public Task<string?> GetNormalizedUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw OnlyReads;

    public Task SetNormalizedUserNameAsync(PasskeyOwner user, string? normalizedName, CancellationToken cancellationToken) => throw OnlyReads;

    private static NotSupportedException OnlyReads => new("The framework's handler asks for ids and passkeys only.");
}
