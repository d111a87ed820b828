using BookingPlatform.Customers.Contracts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Erasing;

/// <summary>What somebody was written, what they want no advertising by, and whether they have a password.</summary>
internal sealed class TellMessages(NotificationsDb db) : ITellPersonalData
{
    public int Order => 40;

    public async Task<IReadOnlyList<PersonalDataPart>> Tell(IReadOnlyList<Guid> customerIds, CancellationToken ct)
    {
        var ids = customerIds.ToArray();
        var messages = await db.Messages.AsNoTracking().Where(message => EF.Parameter(ids).Contains(message.CustomerId)).OrderBy(message => message.CreatedAtUtc)
            .Select(message => new { message.CreatedAtUtc, message.Kind, message.State, message.Recipient, message.Subject }).ToListAsync(ct);
        var choices = await db.Objections.AsNoTracking().Where(one => EF.Parameter(ids).Contains(one.CustomerId)).ToListAsync(ct);
        var consents = await db.Consents.AsNoTracking().Where(one => EF.Parameter(ids).Contains(one.CustomerId)).OrderBy(one => one.GivenAtUtc).ToListAsync(ct);
        var passwords = await db.GuestPasswords.Where(password => EF.Parameter(ids).Contains(password.CustomerId)).Select(password => password.ChangedAtUtc).ToListAsync(ct);
        return
        [
            new("Messages", messages.ConvertAll(message => (IReadOnlyDictionary<string, object?>)new Dictionary<string, object?> { ["at"] = message.CreatedAtUtc, ["kind"] = message.Kind, ["state"] = message.State, ["to"] = message.Recipient, ["subject"] = message.Subject })),
            new("Advertising", choices.ConvertAll(one => (IReadOnlyDictionary<string, object?>)new Dictionary<string, object?> { ["notByPost"] = one.Post, ["notByEmail"] = one.Email })),
            new("Consents to advertising by email", consents.ConvertAll(one => (IReadOnlyDictionary<string, object?>)new Dictionary<string, object?>
            {
                ["givenAt"] = one.GivenAtUtc, ["how"] = one.How, ["wording"] = one.Wording, ["withdrawnAt"] = one.WithdrawnAtUtc, ["withdrawnHow"] = one.WithdrawnHow,
            })),
            new("Password for the Guest App", passwords.ConvertAll(at => (IReadOnlyDictionary<string, object?>)new Dictionary<string, object?> { ["setAt"] = at })),
        ];
    }
}
