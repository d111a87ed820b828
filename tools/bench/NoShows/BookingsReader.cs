using BookingPlatform.NoShow.Risk;

namespace BookingPlatform.Bench.NoShows;

/// <summary>Makes bookings of the lines of a file.</summary>
internal sealed class BookingsReader
{
    private readonly BookingsFile _file;
    private readonly Columns _columns;
    private readonly Func<string, DateTime?>? _start;
    private readonly Func<string, DateTime?>? _booked;
    private readonly bool _saysWhoCame;
    private readonly bool _isAboutCancelling;
    private readonly bool _startHasTime;

    public BookingsReader(BookingsFile file, Columns columns)
    {
        (_file, _columns) = (file, columns);
        _start = DatesOf(Role.Start);
        _booked = DatesOf(Role.Booked);
        var outcome = Columns.Spell(file.Head[columns[Role.Outcome]!.Value]);
        _saysWhoCame = outcome.Contains("attended", StringComparison.Ordinal) || outcome.Contains("showed up", StringComparison.Ordinal);
        _isAboutCancelling = outcome.Contains("cancel", StringComparison.Ordinal);
        _startHasTime = columns[Role.Start] is { } at && file.Rows.Any(row => _start!(row[at]) is { } start && start.TimeOfDay != TimeSpan.Zero);
    }

    /// <summary>Oldest first where there are dates. Lines without a known outcome are left out.</summary>
    public List<PastBooking> Read()
    {
        var read = _file.Rows.Select(Read).OfType<PastBooking>().ToList();
        if (read.Count * 2 < _file.Rows.Count)
            throw new UserMistake($"Column \"{_file.Head[_columns[Role.Outcome]!.Value]}\" does not say whether people came: only {read.Count} of {_file.Rows.Count} cells are a yes or a no. Name another with --outcome.");
        return Histories.Add(read.OrderBy(booking => booking.Start ?? DateTime.MaxValue).ToList());
    }

    private PastBooking? Read(string[] row)
    {
        if (Flag(row, Role.Outcome) is not { } said)
            return null;
        var start = StartOf(row);
        var visit = new Visit
        {
            LeadDays = LeadOf(row, start),
            Channel = Text(row, Role.Channel),
            Confirmed = Flag(row, Role.Confirmed),
            Reachable = Flag(row, Role.Reachable),
            Time = start is { } at && _startHasTime ? TimeOnly.FromDateTime(at) : null,
            Day = start?.DayOfWeek,
            Party = Count(row, Role.Party),
            PastCancellations = _isAboutCancelling ? null : Count(row, Role.Cancellations),
        };
        return new(start, Text(row, Role.Person), Text(row, Role.Service), Number(row, Role.Price), new(WithRecord(visit, row), said != _saysWhoCame)) { Truth = Number(row, Role.Truth) };
    }

    /// <summary>Counts of earlier bookings, where the file brings them itself. Where cancellations are what is forecast, they are the record.</summary>
    private Visit WithRecord(Visit visit, string[] row)
    {
        var missed = Count(row, _isAboutCancelling ? Role.Cancellations : Role.PastMissed);
        var kept = Count(row, Role.PastKept);
        return missed is null && kept is null ? visit : visit with { PastNoShows = missed ?? 0, PastVisits = (missed ?? 0) + (kept ?? 0) };
    }

    private DateTime? StartOf(string[] row)
    {
        if (_columns[Role.Start] is { } at)
            return _start!(row[at]);
        return Count(row, Role.Year) is >= 1900 and <= 9000 and var year && _columns[Role.Month] is { } column && Cells.Month(row[column]) is { } month
            && (Count(row, Role.DayOfMonth) ?? 1) is >= 1 and var day && day <= DateTime.DaysInMonth(year, month)
            ? new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc)
            : null;
    }

    private double? LeadOf(string[] row, DateTime? start)
    {
        if (Number(row, Role.Lead) is { } days)
            return days;
        if (start is not { } begins || _columns[Role.Booked] is not { } at || _booked!(row[at]) is not { } made)
            return null;
        return _startHasTime ? (begins - made).TotalDays : (begins.Date - made.Date).Days;
    }

    private Func<string, DateTime?>? DatesOf(Role role) => _columns[role] is { } at ? Cells.DatesOf(_file.Rows, at) : null;

    private string? Text(string[] row, Role role) => _columns[role] is { } at && row[at].Length > 0 ? row[at] : null;

    private bool? Flag(string[] row, Role role) => Text(row, role) is { } cell ? Cells.Flag(cell) : null;

    private double? Number(string[] row, Role role) => Text(row, role) is { } cell ? Cells.Number(cell) : null;

    private int? Count(string[] row, Role role) => Text(row, role) is { } cell ? Cells.Count(cell) : null;
}
