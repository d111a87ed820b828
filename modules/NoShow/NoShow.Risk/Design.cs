namespace BookingPlatform.NoShow.Risk;

/// <summary>One column of the regression: a number, or one level of a factor, centred on its mean; a number is also divided by its standard deviation.</summary>
internal sealed record Column(Factor Factor, string Level, double Mean, double Scale)
{
    public double Of(Reading reading) => ((reading.Level == Level ? reading.Value : 0) - Mean) / Scale;
}

/// <summary>Visits as rows of numbers of one size, the first of each being 1.</summary>
internal sealed class Design
{
    /// <summary>A level seen less often is left to its default, or said nothing about.</summary>
    public const int RareLevel = 20;

    private readonly double _usual;
    private readonly ILookup<Factor, (Column Column, int At)> _byFactor;

    public Design(IReadOnlyList<Visit> visits, double usual)
    {
        _usual = usual;
        Columns = Factors.All.SelectMany(factor => ColumnsOf(factor, Read(factor, visits))).ToList();
        _byFactor = Columns.Select((column, at) => (Column: column, At: at + 1)).ToLookup(place => place.Column.Factor);
    }

    public IReadOnlyList<Column> Columns { get; }

    /// <summary>What a visit does not say is as in the ordinary booking: 0.</summary>
    public double[] Row(Visit visit)
    {
        var row = new double[Columns.Count + 1];
        row[0] = 1;
        foreach (var factor in Factors.All)
        {
            if (factor.Read(visit, _usual) is not { } reading)
                continue;
            foreach (var (column, at) in _byFactor[factor])
                row[at] = column.Of(reading);
        }

        return row;
    }

    private List<Reading> Read(Factor factor, IReadOnlyList<Visit> visits) =>
        visits.Select(visit => factor.Read(visit, _usual)).Where(reading => reading.HasValue).Select(reading => reading!.Value).ToList();

    private static IEnumerable<Column> ColumnsOf(Factor factor, List<Reading> readings)
    {
        if (readings.Count == 0)
            return [];
        return factor.IsNumber ? NumberOf(factor, readings) : LevelsOf(factor, readings);
    }

    /// <summary>A number that never varies says nothing.</summary>
    private static IEnumerable<Column> NumberOf(Factor factor, List<Reading> readings)
    {
        var mean = readings.Average(reading => reading.Value);
        var scale = Math.Sqrt(readings.Average(reading => Math.Pow(reading.Value - mean, 2)));
        if (scale > 1e-9)
            yield return new(factor, "", mean, scale);
    }

    private static IEnumerable<Column> LevelsOf(Factor factor, List<Reading> readings) => readings
        .CountBy(reading => reading.Level)
        .Where(level => level.Value >= RareLevel || Defaults.WeightOf(factor.Name, level.Key) != 0)
        .OrderBy(level => level.Key, StringComparer.Ordinal)
        .Select(level => new Column(factor, level.Key, (double)level.Value / readings.Count, 1));
}
