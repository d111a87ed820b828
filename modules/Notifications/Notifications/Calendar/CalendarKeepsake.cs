using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Guests;
using BookingPlatform.Notifications.Mail;
using BookingPlatform.Notifications.Templates;

namespace BookingPlatform.Notifications.Calendar;

/// <summary>The calendar file of the mails, on the confirmation too: whoever just booked need not wait for the mail.</summary>
internal sealed class CalendarKeepsake(GuestTokens tokens, TemplateBook templates, Work work) : IGuestKeepsake
{
    public string Icon => "calendar-plus";

    public string Text(string language) => templates.Languages[GuestWords.LanguageOf(language)].Calendar;

    public string Path(Guid bookingId) => $"/calendar/{tokens.For(TokenPurpose.Calendar, work.BusinessId, bookingId)}.ics";
}
