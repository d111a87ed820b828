namespace BookingPlatform.Connectors.Tests.Fakes;

/// <summary>The faults of <see cref="FakeMews"/>, by the name under which its stories know them.</summary>
public static class MewsFault
{
    public static VendorFault Never => VendorFault.Never;
    public static VendorFault Stalls => VendorFault.Stalls;
    public static VendorFault Html => VendorFault.Html;
    public static VendorFault TruncatedJson => VendorFault.TruncatedJson;
    public static VendorFault CutShort => VendorFault.CutShort;
    public static VendorFault NoContent => VendorFault.NoContent;
    public static VendorFault Unchanged => VendorFault.Unchanged;
    public static VendorFault LostAnswer => VendorFault.LostAnswer;

    public static VendorFault Redirect(string to) => VendorFault.Redirect(to);

    public static VendorFault Status(int status, string message = "The reason in the words of Mews.") => VendorFault.Status(status, message);

    public static VendorFault Echo(int status) => VendorFault.Echo(status);

    public static VendorFault RetryAfter(int status, string value) => VendorFault.RetryAfter(status, value);
}
