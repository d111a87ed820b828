using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Connectors.Sync.Queue;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Ui;

namespace BookingPlatform.Connectors.Sync.Pages;

/// <summary>On the customer card: in step, waiting, differs or failed.</summary>
internal sealed class CustomerHotelSystems : ICustomerPanel
{
    public string Title => "Hotel system";

    public int Order => 50;

    public Type Component => typeof(HotelSystemPanel);

    public string Right => Kernel.Web.Right.SeeCustomers;
}

/// <summary>On the booking page: which reservation it is there.</summary>
internal sealed class BookingReservations : IBookingPanel
{
    public string Title => "Hotel system";

    public int Order => 60;

    public Type Component => typeof(ReservationPanel);

    public bool DrawsItself => true;

    public string Right => Kernel.Web.Right.Book;
}

/// <summary>On the Jobs page: what is stuck, by cause.</summary>
internal sealed class HotelSystemOperations(StuckCustomers stuck) : IOperationsPanel
{
    public string Title => "Hotel systems";

    public int Order => 10;

    public Type Component => typeof(PmsOperations);

    public IReadOnlyCollection<string> Listeners { get; } = [PushQueue.Listener, "pms-probe", "pms-release", "pms-news"];

    public Task<IReadOnlyList<OperationsNote>> Notes(CancellationToken ct) => stuck.Notes(ct);
}
