using BookingPlatform.Kernel.Web;

namespace BookingPlatform.Host.Accounts;

/// <summary>What each right lets its holder do, in words.</summary>
internal static class RightNames
{
    public static string Of(string right) => right switch
    {
        Right.SeeBookings => "See bookings and the agenda",
        Right.Book => "Make, move and cancel bookings",
        Right.AssignBookings => "Assign bookings to another customer",
        Right.SeeCustomers => "See customers",
        Right.ChangeCustomers => "Add and change customers",
        Right.DeleteCustomers => "Delete and restore customers",
        Right.MergeCustomers => "Merge customers and undo it",
        Right.BlockCustomers => "Block customers for online bookings and decide about blocks",
        Right.ExportCustomers => "Export customers",
        Right.ImportCustomers => "Import customers",
        Right.RevealCustomers => "See masked details of customers, which is written down",
        Right.EraseCustomers => "Erase a person's data for good",
        Right.SeeMessages => "See messages",
        Right.SendMessages => "Send messages",
        Right.SendAdvertising => "Send advertising to customers who agreed",
        Right.SeeReports => "See reports",
        Right.UseCash => "Take payments and print receipts",
        Right.CloseCash => "Void bills, refund and close the day",
        Right.SeeOperations => "See jobs and hotel systems",
        Right.RunOperations => "Run, pause and retry jobs",
        Right.ManageSignOn => "Set up single sign-on, and so decide who gets in as whom",
        Right.ManageSettings => "Change settings",
        Right.ManageTeam => "Invite people and change what they may do",
        Right.ManageKeys => "Make and revoke API keys",
        Right.SeeAudit => "Read the history of settings, keys and staff",
        _ => right,
    };
}
