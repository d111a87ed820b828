using System.Globalization;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Bookings.Domain;

/// <summary>Other hours on one date, instead of those of the weekday: of one room or person, or of everybody who has weekly hours.</summary>
internal sealed class SpecialDay : IBelongToBusiness
{
    public const int LongestHours = 200;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    /// <summary>Empty for everybody who has weekly hours: so that one unique index keeps every date single.</summary>
    public Guid ResourceId { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>As in <see cref="DayHours"/>; empty for not open at all.</summary>
    public required string HoursText { get; set; }
}

/// <summary>The hours of one day, as stored: <c>540-720;780-1080</c>, minutes after midnight.</summary>
internal sealed class DayHours(IEnumerable<OpenSpan> spans)
{
    public IReadOnlyList<OpenSpan> Spans { get; } = spans.OrderBy(span => span.From).ToList();

    /// <summary>The open stretches of that day, with clock changes taken into account.</summary>
    public IReadOnlyList<Interval> On(Business business, DateOnly day) =>
        Spans.Count == 0 ? [] : new OpeningHours(Spans.Select(span => span with { Day = day.DayOfWeek })).Between(business, day, day);

    public override string ToString() => string.Join(';', Spans.Select(span => string.Create(CultureInfo.InvariantCulture, $"{span.From}-{span.Until}")));

    public static DayHours Parse(string text) => new(text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(span => span.Split('-'))
        .Select(times => new OpenSpan(default, int.Parse(times[0], CultureInfo.InvariantCulture), int.Parse(times[1], CultureInfo.InvariantCulture))));
}
