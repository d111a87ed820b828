namespace BookingPlatform.Bench.NoShows;

/// <summary>Tries the no-show model on any table of bookings: learns from the earlier part, forecasts the rest, and says how good that was.</summary>
internal static class RiskCommand
{
    /// <returns>0, or 2 after a mistake that was explained.</returns>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter errors)
    {
        try
        {
            var options = RiskOptions.Read(args);
            using var text = Open(options);
            var file = BookingsFile.Read(text);
            var columns = Columns.Of(file, options.Named);
            RiskReport.Write(output, file, columns, new RiskTrial(new BookingsReader(file, columns).Read(), options.Seed));
            return 0;
        }
        catch (Exception mistake) when (mistake is UserMistake or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(mistake.Message);
            return 2;
        }
    }

    private static TextReader Open(RiskOptions options) => options.Generate is { } count
        ? new StringReader(new MadeBookings(options.Seed).Csv(count))
        : new StreamReader(options.File!);
}
