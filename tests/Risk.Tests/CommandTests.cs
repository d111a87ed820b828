using System.Globalization;
using System.Text.RegularExpressions;
using BookingPlatform.Bench.NoShows;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Risk.Tests;

/// <summary>The command of tools/bench that tries the model on any table of bookings.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Beats_both_yardsticks_on_bookings_of_a_known_truth_and_comes_near_it()
    {
        var (code, said, _) = Run("--generate", "6000");
        code.Should().Be(0);
        LogLossOf(said, "model").Should().BeLessThan(LogLossOf(said, "history only")).And.BeLessThan(LogLossOf(said, "base rate"));
        LogLossOf(said, "the truth").Should().BeLessThan(LogLossOf(said, "model"), "nobody can know more than the truth");
        said.Should().Contain("because they say who somebody is: gender.").And.Contain("Learned from 4200");
        Regex.Count(said, "^[0-9]+ +[0-9]+ +[0-9.]+ % +[0-9.]+ %\r?$", RegexOptions.Multiline).Should().Be(10);
    }

    [Fact]
    public void Says_the_same_every_time() => Run("--generate", "500", "--seed", "7").Said.Should().Be(Run("--generate", "500", "--seed", "7").Said);

    [Theory]
    [InlineData("AppointmentDay", "ScheduledDay", "No-show", "PatientId", "Age")]
    [InlineData("arrival_date", "booking_date", "is_canceled", "customer_id", "country")]
    [InlineData("Start", "Created at", "Missed", "Guest ID", "Postal code")]
    public void Finds_its_columns_whatever_they_are_called(string start, string booked, string outcome, string person, string who)
    {
        Write($"{who};{outcome};{start};{booked};{person}", Enumerable.Range(0, 60).Select(at => $"x;{(at % 4 == 0 ? "Yes" : "No")};2025-03-{1 + at % 28:00};2025-02-10;{at % 9}"));
        var (code, said, _) = Run(_file);
        code.Should().Be(0);
        said.Should().Contain($"outcome ← {outcome}, start ← {start}, booked ← {booked}, person ← {person}.").And.Contain($"who somebody is: {who}.");
    }

    [Fact]
    public void Puts_a_date_together_from_three_columns_and_leaves_alone_what_only_sounds_like_one()
    {
        Write("is_canceled,lead_time,arrival_date_year,arrival_date_month,arrival_date_week_number,arrival_date_day_of_month,customer_type,reservation_status",
            Enumerable.Range(0, 80).Select(at => $"{at % 2},{at},2016,July,27,{1 + at % 30},Transient,Check-Out"));
        var (_, said, _) = Run(_file);
        said.Should().Contain("the earlier by date").And.Contain("Not used: arrival_date_week_number, customer_type, reservation_status.");
    }

    [Fact]
    public void Knows_of_a_person_only_what_happened_before_the_day()
    {
        var bookings = Histories.Add([Booking("2025-01-01", true), Booking("2025-01-01", false), Booking("2025-01-02", true), Booking("2025-01-05", false), Other("2025-01-05")]);
        bookings.Select(booking => (booking.Outcome.Visit.PastVisits, booking.Outcome.Visit.PastNoShows, booking.Outcome.Visit.OthersThatDay))
            .Should().Equal((0, 0, 1), (0, 0, 1), (2, 1, 0), (3, 2, 0), (0, 0, 0));
    }

    [Theory]
    [InlineData("", "no table")]
    [InlineData("just words", "no table")]
    [InlineData("a,b\n1,2", "No column says whether people came")]
    [InlineData("missed,start\n1,2\n1\n1,2,3,4", "do not have the 2 cells")]
    [InlineData("missed,start\n\"1,2", "never closed")]
    [InlineData("missed,start\nmaybe,2025-01-01\nperhaps,2025-01-02", "does not say whether people came")]
    [InlineData("missed,start\n1,2025-01-01", "too few")]
    public void Says_what_is_wrong_with_a_file(string text, string mistake)
    {
        File.WriteAllText(_file, text);
        var (code, _, errors) = Run(_file);
        code.Should().Be(2);
        errors.Should().Contain(mistake);
    }

    [Theory]
    [InlineData("There is no option", "--genrate", "5")]
    [InlineData("whole number", "--generate", "many")]
    [InlineData("is not role=COLUMN", "x.csv", "--columns", "age=Age")]
    [InlineData("needs a value", "x.csv", "--outcome")]
    [InlineData("noshow-risk FILE.csv")]
    public void Says_what_is_wrong_with_the_call(string mistake, params string[] args)
    {
        var (code, _, errors) = Run(args);
        code.Should().Be(2);
        errors.Should().Contain(mistake);
    }

    [Fact]
    public void Refuses_to_learn_from_who_somebody_is_even_when_told_to()
    {
        Write("missed,start,Nationality", Enumerable.Repeat("1,2025-01-01,PT", 60));
        Run(_file, "--columns", "channel=Nationality").Errors.Should().Contain("says who somebody is");
    }

    private static PastBooking Booking(string day, bool missed) => new(DateTime.Parse(day, CultureInfo.InvariantCulture), "anna", null, null, new(new(), missed));

    private static PastBooking Other(string day) => Booking(day, false) with { Person = "ben" };

    private void Write(string head, IEnumerable<string> rows) => File.WriteAllLines(_file, [head, .. rows]);

    private static double LogLossOf(string said, string row) =>
        double.Parse(Regex.Match(said, $@"^{row}.*? ([0-9.]+) +([0-9.]+) +[0-9.]+\r?$", RegexOptions.Multiline).Groups[2].Value, CultureInfo.InvariantCulture);

    private static (int Code, string Said, string Errors) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        return (RiskCommand.Run(args, output, errors), output.ToString(), errors.ToString());
    }
}
