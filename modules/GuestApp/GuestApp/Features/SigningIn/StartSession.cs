using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.GuestApp.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Notifications.Contracts;

namespace BookingPlatform.GuestApp.Features.SigningIn;

/// <summary>A guest has proved who they are: from now on this browser is theirs. The caller saves.</summary>
internal sealed class StartSession(GuestAppDb db, IProvenEmails emails, IGuestPasswords passwords, IBusinesses businesses, GuestBrowser browser, Work work)
{
    /// <summary>
    /// They read the mail of the address. If it was only typed in before, by whomever, it is proven now; and a password that somebody chose for it meanwhile, without reading that mail,
    /// opens nothing any more, unless whoever proves it knew the password too.
    /// </summary>
    public async Task<ProvenGuest> ByMail(TypedAddress address, bool knewPassword, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        var owner = await emails.FindOwner(address, ct);
        if (owner is { EmailState: EmailState.Unverified } && emails.Read(owner.Email).Is(out var own, out _) && own.Key == address.Key)
        {
            await emails.Prove(owner.Id, address, ct);
            if (!knewPassword)
                await passwords.Forget(owner.Id, ct);
        }

        return await As(owner?.Id, address.Text, ct);
    }

    public async Task<ProvenGuest> As(Guid? customerId, string email, CancellationToken ct)
    {
        var (business, token) = (await businesses.Get(work.BusinessId, ct), Secrets.NewToken());
        db.Sessions.Add(new GuestSession { CustomerId = customerId, Email = email, TokenHash = Secrets.HashToken(token), StartedAtUtc = work.Now, ExpiresAtUtc = work.Now + GuestSession.Lifetime });
        work.WhenCommitted(() => browser.Keep(token, business));
        return new ProvenGuest(customerId, email);
    }
}
