using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Ui;

namespace BookingPlatform.Bookings.Pages.Settings;

/// <summary>The days of the week as the business's country counts and names them.</summary>
internal static class Week
{
    public static IEnumerable<DayOfWeek> Days(Business business) => Enum.GetValues<DayOfWeek>().OrderBy(day => Place(business, day));

    public static int Place(Business business, DayOfWeek day) => ((int)day - (int)business.Culture().DateTimeFormat.FirstDayOfWeek + 7) % 7;

    public static string Name(Business business, DayOfWeek day) => business.Culture().DateTimeFormat.GetDayName(day);

    public static string Short(Business business, DayOfWeek day) => business.Culture().DateTimeFormat.GetAbbreviatedDayName(day);
}
