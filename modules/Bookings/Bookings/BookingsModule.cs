using BookingPlatform.Bookings.Agenda;
using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Cash;
using BookingPlatform.Bookings.Cash.Pages;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Features;
using BookingPlatform.Bookings.GuestChanges;
using BookingPlatform.Bookings.Guests;
using BookingPlatform.Bookings.Merging;
using BookingPlatform.Bookings.Pages;
using BookingPlatform.Bookings.Pages.BookingPages;
using BookingPlatform.Bookings.Pages.NewBooking;
using BookingPlatform.Bookings.Pages.Shared;
using BookingPlatform.Bookings.Statement;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Bookings;

/// <summary>The one public door of Bookings.</summary>
public sealed class BookingsModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<BookingsDb>("bookings");
        services.AddScoped<IBookings, BookingQuestions>().AddScoped<IBookingLog, BookingLog>().AddScoped<IFollowCustomer, BookingsFollowCustomer>();
        services.AddSingleton(new CalendarLocking()).AddScoped<CalendarLock>().AddScoped<Occupancy>().AddScoped<FreeTimes>().AddScoped<SlotPlanner>().AddScoped<Slots>();
        services.AddScoped<BookingGuests>().AddScoped<BookingReader>().AddScoped<BookingChange>().AddScoped<Retaking>().AddScoped<IAttendance, Attendance>();
        services.AddSingleton<GuestBrake>().AddScoped<BookOnline>().AddScoped<OnlineGuests>().AddScoped<GuestOffer>().AddScoped<GuestCalendar>().AddScoped<GuestTicket>().AddScoped<GuestDesk>();
        services.AddScoped<MakeBooking>().AddScoped<MoveBooking>().AddScoped<CancelBooking>().AddScoped<ArriveBooking>().AddScoped<CompleteBooking>().AddScoped<UndoBooking>().AddScoped<HoldBackMessage>().AddScoped<GiveOutcomes>();
        services.AddScoped<AssignBookings>().AddScoped<UndoAssignment>().AddScoped<GetAssignment>().AddScoped<PreviewAssignment>().AddScoped<Assignments>().AddScoped<Visits>();
        services.AddScoped<SetBookingAlert>().AddScoped<IFollowAlert, FollowAlert>().AddScoped<IMergeParticipant, MergeBookings>();
        services.AddScoped<GetBooking>().AddScoped<BookingPast>().AddScoped<ListBookings>().AddScoped<MakeItinerary>().AddScoped<GetItinerary>();
        services.AddScoped<HoldSlot>().AddScoped<ReleaseHold>().AddScoped<Availability>().AddScoped<ListServices>().AddScoped<ListResources>();
        services.AddScoped<CreateService>().AddScoped<CreateResource>().AddScoped<CreateClassSessions>().AddScoped<BookingHours>();
        services.AddScoped<ChangeService>().AddScoped<ChangeResource>().AddScoped<ArchiveOffer>().AddScoped<KeepPrices>().AddScoped<QuotePrice>();
        services.AddScoped<ChangeItinerary>().AddScoped<ListItineraries>().AddScoped<ConfirmItinerary>().AddScoped<KeepItineraryGuests>();
        services.AddScoped<KeepClosures>().AddScoped<KeepSpecialDays>();
        services.AddScoped<AgendaReader>().AddScoped<AgendaDay>().AddScoped<AgendaWeek>().AddScoped<AgendaActs>().AddScoped<OpenOutcomes>();
        services.AddScoped<IGuestBookings, GuestBookings>().AddScoped<GuestPolicy>();
        AddCash(services);
        services.AddScoped<MakeStatement>().AddSingleton<ICustomerAction, StatementAction>();
        AddPages(services);
    }

    private static void AddCash(IServiceCollection services) => services
        .AddScoped<BillBalances>().AddScoped<BillDesk>().AddScoped<Bills>().AddScoped<IBills>(scope => scope.GetRequiredService<Bills>()).AddScoped<Receipts>()
        .AddScoped<ListBills>().AddScoped<GetBill>().AddScoped<PayBill>().AddScoped<RefundBill>().AddScoped<ChangeLines>().AddScoped<VoidBill>().AddScoped<KeepCredit>()
        .AddScoped<IssueReceipt>().AddScoped<CreditReceipt>().AddScoped<GetReceipt>().AddScoped<ClosingReader>().AddScoped<GetClosing>().AddScoped<CloseDay>().AddScoped<CashToday>().AddScoped<ReceiptPdf>()
        .AddSingleton<IBookingPanel, BookingBillPanel>().AddSingleton<ICustomerPanel, CustomerBillsPanel>();

    private static void AddPages(IServiceCollection services)
    {
        services.AddScoped<FormReads>().AddScoped<FindPeople>().AddScoped<TimeChooser>().AddScoped<BookingForm>().AddScoped<GetClass>();
        services.AddScoped<ISearch, SearchBookings>().AddScoped<IFirstSteps, FirstBookingSteps>().AddSingleton<ICustomerPanel, CustomerBookingsPanel>();
        services.AddSettingsLink(new(20, "Rooms, people and opening hours", "Who and what can be booked, and when", "users", "/settings/resources", Right.ManageSettings));
        services.AddSettingsLink(new(25, "Closures and special hours", "Holidays, repairs, other hours on a date", "calendar-off", "/settings/closures", Right.ManageSettings));
        services.AddSettingsLink(new(32, "Changes by guests", "Until when guests may cancel and move by themselves", "calendar-event", "/settings/guest-policy", Right.ManageSettings));
        services.AddSettingsLink(new(30, "Services and prices", "Treatments, classes, nights", "sparkles", "/settings/services", Right.ManageSettings));
    }

    public void MapDownloads(IEndpointRouteBuilder pages)
    {
        MakeStatement.MapDownload(pages);
        ReceiptPdf.Map(pages, "DownloadReceipt");
    }

    public void MapApi(IEndpointRouteBuilder api)
    {
        MakeBooking.Map(api);
        MoveBooking.Map(api);
        CancelBooking.Map(api);
        ArriveBooking.Map(api);
        CompleteBooking.Map(api);
        SetBookingAlert.Map(api);
        AssignBookings.Map(api);
        UndoAssignment.Map(api);
        GetAssignment.Map(api);
        PreviewAssignment.Map(api);
        UndoBooking.Map(api);
        HoldBackMessage.Map(api);
        GiveOutcomes.Map(api);
        GetBooking.Map(api);
        ListBookings.Map(api);
        MakeItinerary.Map(api);
        GetItinerary.Map(api);
        HoldSlot.Map(api);
        ReleaseHold.Map(api);
        Availability.Map(api);
        ListServices.Map(api);
        ListResources.Map(api);
        CreateService.Map(api);
        CreateResource.Map(api);
        CreateClassSessions.Map(api);
        BookingHours.Map(api);
        ChangeService.Map(api);
        ChangeResource.Map(api);
        ArchiveOffer.Map(api);
        KeepPrices.Map(api);
        QuotePrice.Map(api);
        KeepClosures.Map(api);
        ChangeItinerary.Map(api);
        ListItineraries.Map(api);
        ConfirmItinerary.Map(api);
        KeepItineraryGuests.Map(api);
        KeepSpecialDays.Map(api);
        MakeStatement.Map(api);
        GuestPolicy.Map(api);
        MapCash(api);
    }

    public void MapGuests(IEndpointRouteBuilder guests)
    {
        Availability.MapGuests(guests);
        BookOnline.Map(guests);
        EmailHint.Map(guests);
    }

    private static void MapCash(IEndpointRouteBuilder api)
    {
        ListBills.Map(api);
        GetBill.Map(api);
        PayBill.Map(api);
        RefundBill.Map(api);
        ChangeLines.Map(api);
        VoidBill.Map(api);
        KeepCredit.Map(api);
        IssueReceipt.Map(api);
        CreditReceipt.Map(api);
        GetReceipt.Map(api);
        ReceiptPdf.Map(api, "PrintReceipt");
        GetClosing.Map(api);
        CloseDay.Map(api);
    }
}
