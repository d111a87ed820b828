using System.Globalization;
using BookingPlatform.Match;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Matching.Tests;

/// <summary>A test on labelled files that are not part of the product: BOOKING_MATCH_DATA names their folder.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnLabelledDataAttribute : TheoryAttribute
{
    public OnLabelledDataAttribute()
    {
        if (!Directory.Exists(Folder))
            Skip = "BOOKING_MATCH_DATA names no folder: the labelled files were not measured.";
    }

    public static string? Folder => Environment.GetEnvironmentVariable("BOOKING_MATCH_DATA");
}

public sealed class MeasuredTests
{
    [OnLabelledData]
    [InlineData("fake_1000/fake_1000.csv", "cluster", null, 0.93)]
    [InlineData("febrl/dataset1.csv", "rec_id", @"rec-(\d+)", 0.999)]
    [InlineData("febrl/dataset2.csv", "rec_id", @"rec-(\d+)", 0.999)]
    [InlineData("febrl/dataset3.csv", "rec_id", @"rec-(\d+)", 0.997)]
    [InlineData("historical_50k/historical_50k.csv", "cluster", null, 0.87)]
    public void Labelled_files_are_matched_as_well_as_promised(string file, string truth, string? pattern, double f1)
    {
        var result = new StringWriter();
        string[] options = [Path.Combine(OnLabelledDataAttribute.Folder!, file), "--truth", truth, "--truth-pattern", pattern ?? "(.*)"];

        new Report(result, TextWriter.Null).Run(Options.Read(options));

        Number(result, "F1 ", 6).Should().BeGreaterThanOrEqualTo(f1);
        Number(result, "certain ", 7).Should().BeGreaterThanOrEqualTo(0.999);
    }

    private static double Number(StringWriter result, string after, int digits) => double.Parse(result.ToString().Split(after)[^1][..digits], CultureInfo.InvariantCulture);
}
