using BookingPlatform.Kernel.Jobs;

namespace BookingPlatform.Jobs.Hangfire;

/// <summary>A schedule as cron says it (UTC), which knows the face of a clock only.</summary>
internal static class Times
{
    /// <exception cref="InvalidOperationException">The interval fits no clock: an hour and a half, ten seconds.</exception>
    public static string Of(JobPlan plan) => plan.Schedule switch
    {
        { At: { } at } => $"{at.Minute} {at.Hour} * * *",
        { Interval: { TotalDays: 1 } } => "0 0 * * *",
        { Interval: { TotalHours: >= 1 and < 24 } every } when Divides(every.TotalHours, 24) => $"0 */{every.TotalHours:0} * * *",
        { Interval: { TotalMinutes: >= 1 and < 60 } every } when Divides(every.TotalMinutes, 60) => $"*/{every.TotalMinutes:0} * * * *",
        _ => throw new InvalidOperationException($"Hangfire cannot run “{plan.Title}” every {plan.Schedule.Interval}: it takes whole minutes that divide an hour, whole hours that divide a day, or a day."),
    };

    private static bool Divides(double part, int whole) => double.IsInteger(part) && whole % (int)part == 0;
}
