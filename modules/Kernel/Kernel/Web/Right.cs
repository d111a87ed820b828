using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace BookingPlatform.Kernel.Web;

/// <summary>What a member of staff or an API key may do. Roles are bundles of these; each is also the name of an authorization policy.</summary>
public static class Right
{
    public const string SeeBookings = "bookings.see";
    public const string Book = "bookings.book";
    public const string AssignBookings = "bookings.assign";
    public const string SeeCustomers = "customers.see";
    public const string ChangeCustomers = "customers.change";
    public const string DeleteCustomers = "customers.delete";
    public const string MergeCustomers = "customers.merge";
    public const string BlockCustomers = "customers.block";
    public const string ExportCustomers = "customers.export";
    public const string ImportCustomers = "customers.import";
    public const string RevealCustomers = "customers.reveal";
    public const string EraseCustomers = "customers.erase";
    public const string SeeMessages = "messages.see";
    public const string SendMessages = "messages.send";
    public const string SendAdvertising = "advertising.send";
    public const string SeeReports = "reports.see";
    public const string UseCash = "cash.use";
    public const string CloseCash = "cash.close";
    public const string SeeOperations = "operations.see";
    public const string RunOperations = "operations.run";
    public const string ManageSettings = "settings.manage";
    public const string ManageTeam = "team.manage";
    public const string ManageKeys = "keys.manage";
    public const string SeeAudit = "audit.see";
    public const string ManageSignOn = "sign-on.manage";

    /// <summary>Opens and closes the businesses of this installation. No role of a business has it and no key: whoever holds it sees no business's data.</summary>
    public const string RunInstallation = "installation.run";

    /// <summary>All that a business can give its staff and keys.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        SeeBookings, Book, AssignBookings, SeeCustomers, ChangeCustomers, DeleteCustomers, MergeCustomers, BlockCustomers, ExportCustomers, ImportCustomers,
        RevealCustomers, EraseCustomers, SeeMessages, SendMessages, SendAdvertising, SeeReports, UseCash, CloseCash, SeeOperations, RunOperations, ManageSettings, ManageTeam, ManageKeys, SeeAudit, ManageSignOn,
    ];

    /// <summary>The claim type that carries a right.</summary>
    public const string Claim = "right";

    /// <summary>Lets in only who holds the right.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, string right) where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(right);
}

/// <summary>Lets in to a page only who holds the right: <c>@attribute [Needs(Right.Book)]</c>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsAttribute(string right) : AuthorizeAttribute(right);
