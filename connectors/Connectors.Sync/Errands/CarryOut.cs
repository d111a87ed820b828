using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Plugins;
using PmsDone = BookingPlatform.Connectors.Abstractions.Done;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Errands;

/// <summary>How an errand ended.</summary>
internal abstract record ErrandOutcome
{
    internal sealed record Done : ErrandOutcome;

    internal sealed record Failed(PmsFailure Why) : ErrandOutcome;

    /// <summary>Something that only people can give is missing.</summary>
    internal sealed record Missing(string Code, string Sentence) : ErrandOutcome;
}

/// <summary>Does one errand in the PMS. Every operation finds before it acts, so doing it twice ends the same.</summary>
internal sealed class CarryOut(SyncDb db, IBookings bookings, MergeThere merge)
{
    private static readonly ErrandOutcome WellDone = new ErrandOutcome.Done();

    public Task<ErrandOutcome> Run(Errand errand, OpenedConnector connector, CancellationToken ct) => errand switch
    {
        { Kind: ErrandKind.Reassign } => Reassign(errand, connector, ct),
        { Kind: ErrandKind.NoShow } => NoShow(errand, connector, ct),
        { Kind: ErrandKind.Ban } => Ban(errand, connector, ct),
        { Kind: ErrandKind.Erase } => Task.FromResult<ErrandOutcome>(new ErrandOutcome.Missing(ErrandCode.NotOffered, Errand.EraseByHand(errand.Detail, connector.Vendor))),
        _ => merge.Run(errand, connector, ct),
    };

    private async Task<ErrandOutcome> Reassign(Errand errand, OpenedConnector connector, CancellationToken ct)
    {
        if (await bookings.Find(errand.SubjectId, ct) is not { } booking || booking.CustomerId != errand.CustomerId)
            return WellDone; // Assigned on since: the newer errand does it.
        if (!connector.Capabilities.Can(PmsFeatures.Reassign))
            return Said(await connector.Pms.ReassignReservation(default, default, ct));
        if (await Reservation(errand, ct) is not { } reservation)
            return NoReservation(connector, booking, "Give the reservation to the other guest", PmsFeatures.Reassign);
        if (await Guest(errand, ct) is not { } guest)
            return new ErrandOutcome.Missing(ErrandCode.NoGuest, $"{connector.Vendor} does not have the new customer as a guest yet, so booking {booking.Code} stays with the old one there. It is given over as soon as the guest is there.");
        return Said(await connector.Pms.ReassignReservation(reservation, guest, ct));
    }

    private async Task<ErrandOutcome> NoShow(Errand errand, OpenedConnector connector, CancellationToken ct)
    {
        if (await bookings.Find(errand.SubjectId, ct) is not { } booking)
            return WellDone;
        var feature = errand.Wanted ? PmsFeatures.NoShow : PmsFeatures.UndoNoShow;
        if (connector.Capabilities.Can(feature) && await Reservation(errand, ct) is null)
            return NoReservation(connector, booking, errand.Wanted ? "Mark the reservation as a no-show" : "Take the no-show of the reservation back", feature);
        var reservation = await Reservation(errand, ct) ?? default;
        return Said(errand.Wanted ? await connector.Pms.MarkNoShow(reservation, ct) : await connector.Pms.UndoNoShow(reservation, ct));
    }

    private async Task<ErrandOutcome> Ban(Errand errand, OpenedConnector connector, CancellationToken ct)
    {
        if (!connector.Capabilities.Can(PmsFeatures.Ban))
            return Said(await connector.Pms.BanGuest(default, new GuestBan(errand.Wanted, ""), ct));
        if (await Guest(errand, ct) is not { } guest)
            return new ErrandOutcome.Missing(ErrandCode.NoGuest, $"{connector.Vendor} does not know this customer. The ban is set as soon as they are a guest there.");
        return Said(await connector.Pms.BanGuest(guest, new GuestBan(errand.Wanted, errand.Detail ?? ""), ct));
    }

    private async Task<ExternalReservationId?> Reservation(Errand errand, CancellationToken ct) =>
        await db.Reservations.Where(link => link.ConnectionId == errand.ConnectionId && link.BookingId == errand.SubjectId).Select(link => link.ExternalId).SingleOrDefaultAsync(ct) is { } id
            ? new ExternalReservationId(id)
            : null;

    private async Task<ExternalGuestId?> Guest(Errand errand, CancellationToken ct) =>
        await db.Links.Where(link => link.ConnectionId == errand.ConnectionId && link.CustomerId == errand.CustomerId).Select(link => link.ExternalId).SingleOrDefaultAsync(ct) is { } id
            ? new ExternalGuestId(id)
            : null;

    private static ErrandOutcome.Missing NoReservation(OpenedConnector connector, BookingCard booking, string act, PmsFeatures feature) => new(ErrandCode.NoReservation,
        $"Nobody has said which reservation of {connector.Vendor} booking {booking.Code} is. Enter its number on the booking's page, or do it there: {connector.Capabilities.ByHand.GetValueOrDefault(feature, $"{act}.")}");

    private static ErrandOutcome Said(PmsAnswer<PmsDone> answer) => answer.Failure is { } failure ? new ErrandOutcome.Failed(failure) : WellDone;
}
