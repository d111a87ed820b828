using System.Globalization;
using System.Security.Cryptography;
using BookingPlatform.Kernel.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Kernel.Passkeys;

/// <summary>What a page asks of the person's device, and our own memory of it, encrypted, for the page to bring back.</summary>
public sealed record PasskeyQuestion(string Options, string State);

/// <summary>What the page's form brought back.</summary>
public sealed record PasskeyReply(string? Credential, string? State);

/// <summary>
/// Makes passkeys and signs in with them (WebAuthn level 3), for staff and guests alike: the framework's handler checks what devices say. A passkey asks its owner for a finger, face or PIN,
/// so it is two steps in one; and it is made for one host name, so it tells nothing to a page that only looks like ours.
/// </summary>
public sealed class PasskeyDesk(IConfiguration configuration, IDataProtectionProvider protection, IHttpContextAccessor context, IServiceProvider services, Work work, ILogger<PasskeyDesk> log)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private HttpContext Http => context.HttpContext ?? throw new InvalidOperationException("A passkey is asked for in answer to a request.");

    private Uri? PublicAddress => Uri.TryCreate(configuration["Web:PublicAddress"], UriKind.Absolute, out var address) ? address : null;

    /// <param name="book">Where it will be kept.</param>
    /// <param name="owner">Whose it will be; the caller has made sure that it is they who ask.</param>
    /// <param name="name">As the device lists it beside those for other places.</param>
    public async Task<PasskeyQuestion> AskToMake(PasskeyBook book, Guid owner, string name)
    {
        var asked = await Handler(book).MakeCreationOptionsAsync(new() { Id = owner.ToString(), Name = name, DisplayName = name }, Http);
        return new(asked.CreationOptionsJson, Seal(book, "make", asked.AttestationState ?? ""));
    }

    /// <returns>The passkey, not yet saved; null when the reply is not good, for whatever cause.</returns>
    public async Task<T?> Make<T>(PasskeyBook book, Guid owner, PasskeyReply reply, string name) where T : StoredPasskey, new()
    {
        ArgumentNullException.ThrowIfNull(reply);
        if (Unseal(book, "make", reply.State) is not { } asked || reply.Credential is null)
            return null;
        var made = await Handler(book).PerformAttestationAsync(new() { CredentialJson = reply.Credential, AttestationState = asked.State, HttpContext = Http });
        if (made.Succeeded && made.UserEntity.Id == owner.ToString())
            return StoredPasskey.Of<T>(owner, made.Passkey, name, asked.At, work.Now);
        log.LogWarning("A new passkey of {Whose} was refused", book.Whose);
        return null;
    }

    public async Task<PasskeyQuestion> AskToSignIn(PasskeyBook book)
    {
        var asked = await Handler(book).MakeRequestOptionsAsync(null, Http);
        return new(asked.RequestOptionsJson, Seal(book, "sign in", asked.AssertionState ?? ""));
    }

    /// <summary>Checks the reply and uses the question up. The caller saves, or abandons the work.</summary>
    /// <returns>The passkey; null when the reply is not good, for whatever cause.</returns>
    public async Task<StoredPasskey?> SignIn(PasskeyBook book, PasskeyReply reply, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(reply);
        if (Unseal(book, "sign in", reply.State) is not { } asked || reply.Credential is null)
            return null;
        var shown = await Handler(book).PerformAssertionAsync(new() { CredentialJson = reply.Credential, AssertionState = asked.State, HttpContext = Http });
        if (shown.Succeeded)
            return await UseUp(book, shown.Passkey, asked.At, ct);
        log.LogWarning("A passkey of {Whose} was refused", book.Whose);
        return null;
    }

    /// <summary>One conditional update decides, so two requests cannot share an answer, nor can an overheard one be sent again.</summary>
    private async Task<StoredPasskey?> UseUp(PasskeyBook book, UserPasskeyInfo shown, DateTime askedAt, CancellationToken ct)
    {
        if (await book.Find(shown.CredentialId, ct) is not { } found)
            return null;
        await work.BeginAsync(ct);
        var (now, count, isBackedUp) = (work.Now, (long)shown.SignCount, shown.IsBackedUp);
        var used = await book.Rows.Where(row => row.Id == found.Id && row.AskedAtUtc < askedAt).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.AskedAtUtc, askedAt)
            .SetProperty(row => row.UsedAtUtc, now)
            .SetProperty(row => row.SignCount, count)
            .SetProperty(row => row.IsBackedUp, isBackedUp), ct);
        return used == 1 ? found : null;
    }

    private PasskeyHandler<PasskeyOwner> Handler(PasskeyBook book)
    {
        var owners = new UserManager<PasskeyOwner>(
            new PasskeyOwners(book), null!, null!, [], [], null!, new IdentityErrorDescriber(), services, services.GetService(typeof(ILogger<UserManager<PasskeyOwner>>)) as ILogger<UserManager<PasskeyOwner>> ?? null!);
        return new(owners, Options.Create(new IdentityPasskeyOptions
        {
            ServerDomain = PublicAddress?.Host,
            UserVerificationRequirement = "required",
            ResidentKeyRequirement = "required",
            ValidateOrigin = asked => ValueTask.FromResult(!asked.CrossOrigin && IsOurs(asked.Origin)),
        }));
    }

    /// <summary>The page's own address, not only the domain the passkey is for: browsers let every host below a domain ask in its name.</summary>
    private bool IsOurs(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from) && Uri.Compare(from, PublicAddress ?? new Uri($"{Http.Request.Scheme}://{Http.Request.Host}"), UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private IDataProtector Protector(PasskeyBook book, string purpose) => protection.CreateProtector("Passkeys", book.Whose, purpose);

    private string Seal(PasskeyBook book, string purpose, string state) => Protector(book, purpose).Protect($"{work.Now.Ticks.ToString(CultureInfo.InvariantCulture)} {state}");

    private (DateTime At, string State)? Unseal(PasskeyBook book, string purpose, string? state)
    {
        try
        {
            var told = Protector(book, purpose).Unprotect(state ?? "").Split(' ', 2);
            var at = new DateTime(long.Parse(told[0], CultureInfo.InvariantCulture), DateTimeKind.Utc);
            return work.Now - at < Lifetime ? (at, told[1]) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
