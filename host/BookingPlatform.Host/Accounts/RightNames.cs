using BookingPlatform.Kernel.Web;

namespace BookingPlatform.Host.Accounts;

/// <summary>What each right lets its holder do, in words.</summary>
internal static class RightNames
{
    public static string Of(string right) => right switch
    {
        Right.SeeBookings => "See bookings and the agenda",
        Right.Book => "Make, move and cancel bookings",
        Right.SeeCustomers => "See customers",
        Right.ChangeCustomers => "Add and change customers",
        Right.ExportCustomers => "Export customers",
        Right.ImportCustomers => "Import customers",
        Right.SeeMessages => "See messages",
        Right.SendMessages => "Send messages",
        Right.SeeOperations => "See jobs and hotel systems",
        Right.RunOperations => "Run, pause and retry jobs",
        Right.ManageSettings => "Change settings",
        _ => right,
    };
}
