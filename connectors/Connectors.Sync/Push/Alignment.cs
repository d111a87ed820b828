using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;

namespace BookingPlatform.Connectors.Sync.Push;

/// <summary>Brings one guest in step: read, compare, write the least, read back. A guest that is gone is looked for once more.</summary>
internal sealed class Alignment(Links links, FindOrMake findOrMake, KnownEmails emails)
{
    public async Task<Outcome> Run(PushOrder order, CancellationToken ct)
    {
        var outcome = await Try(order, await links.Of(order.Operation, ct), ct);
        if (outcome is not Outcome.Failed { Why: PmsFailure.Gone gone })
            return outcome;
        if (gone.MergedInto is not { } target)
            await links.Cut(order.Operation, $"{order.Vendor} no longer has the guest", ct);
        else if (!await links.Make(order.Operation, target, $"{order.Vendor} merged the guest into another", ct))
            return new Outcome.Failed(Merged(order, target));

        return await Try(order, await links.Of(order.Operation, ct), ct) switch
        {
            Outcome.Failed { Why: PmsFailure.Gone } again => new Outcome.Failed(new PmsFailure.Transient($"{again.Why.Message} We will look for the guest again.")),
            var other => other,
        };
    }

    private async Task<Outcome> Try(PushOrder order, GuestLink? link, CancellationToken ct)
    {
        var guest = link is null ? await findOrMake.Run(order, ct) : new ExternalGuestId(link.ExternalId);
        if (guest is null)
            return new Outcome.NotNeeded();
        if (guest.Failure is { } failure)
            return new Outcome.Failed(failure);
        return await Align(order, guest.Value, ct);
    }

    private async Task<Outcome> Align(PushOrder order, ExternalGuestId id, CancellationToken ct)
    {
        var current = await order.Pms.ReadGuest(id, ct);
        if (current.Failure is { } unread)
            return new Outcome.Failed(unread);
        var sides = await Compare(order, current.Value, ct);
        var change = WithoutTheirs(GuestChange.Between(current.Value, order.Wanted.Beside(current.Value)), sides, order.Connection);
        if (change.IsEmpty)
            return new Outcome.Confirmed(current.Value, sides);
        if (!order.Connector.Capabilities.Can(PmsFeatures.UpdateGuest))
            return new Outcome.Failed(new PmsFailure.NotSupported($"{order.Vendor} does not let us change guests. Change {change.Fields.InWords()} there by hand, then press Try again."));

        var written = await order.Pms.UpdateGuest(id, change, ct);
        if (written.Failure is { } unwritten)
            return new Outcome.Failed(unwritten);
        var readBack = await order.Pms.ReadGuest(id, ct);
        if (readBack.Failure is { } unconfirmed)
            return new Outcome.Failed(unconfirmed);
        return change.NotYetIn(readBack.Value) is var missing and not GuestFields.None
            ? new Outcome.Differs(readBack.Value, missing)
            : new Outcome.Confirmed(readBack.Value, await Compare(order, readBack.Value, ct)) { EmailBefore = current.Value.Email };
    }

    private async Task<Comparison> Compare(PushOrder order, ExternalGuest guest, CancellationToken ct) => new(
        order.Connection, order.Operation, order.Wanted, guest,
        guest.EmailIsRelay || await emails.IsOld(order.Customer.Id, guest.Email, order.Wanted.Email?.Address, ct));

    /// <summary>A field whose value there counts is not written; the news about it takes it over.</summary>
    private static GuestChange WithoutTheirs(GuestChange change, Comparison sides, Connection connection)
    {
        bool Ours(DifferingField field) => !sides.IsTheirs(field, connection.OwnerOf(field));
        return new GuestChange
        {
            Name = Ours(DifferingField.Name) ? change.Name : null,
            Email = Ours(DifferingField.Email) ? change.Email : null,
            Phone = Ours(DifferingField.Phone) ? change.Phone : null,
            Address = Ours(DifferingField.Address) ? change.Address : null,
            Notes = change.Notes,
        };
    }

    private static PmsFailure.Business Merged(PushOrder order, ExternalGuestId target) => new(
        BusinessCode.PossibleDuplicate,
        $"In {order.Vendor} this guest was merged into one that is another customer here. If they are the same person, merge the two customers.")
    {
        OtherGuest = target,
    };
}
