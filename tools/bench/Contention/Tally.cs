using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using BookingPlatform.Bench.Measure;

namespace BookingPlatform.Bench.Contention;

/// <summary>How often what was answered, and after how long.</summary>
internal sealed class Tally
{
    private readonly ConcurrentQueue<(HttpStatusCode Status, double Milliseconds)> answers = [];

    public int Rounds { get; set; }

    public int RoundsWithOneWinner { get; set; }

    public int Attempts => answers.Count;

    public int Accepted => answers.Count(answer => answer.Status is HttpStatusCode.Created or HttpStatusCode.OK);

    public int Refused => answers.Count(answer => answer.Status is HttpStatusCode.Conflict);

    public int ServerErrors => answers.Count(answer => answer.Status >= HttpStatusCode.InternalServerError);

    public double Worst => answers.Max(answer => answer.Milliseconds);

    public double Median => Ratio.MedianOf(answers.Select(answer => answer.Milliseconds));

    /// <exception cref="InvalidOperationException">The answer is neither yes nor taken nor an error of the server: the bench asks wrongly.</exception>
    public async Task<HttpResponseMessage> Take(Task<HttpResponseMessage> request, long since)
    {
        var answer = await request;
        answers.Enqueue((answer.StatusCode, Stopwatch.GetElapsedTime(since).TotalMilliseconds));
        if (answer.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.OK or HttpStatusCode.Conflict) and < HttpStatusCode.InternalServerError)
            await Stage.FrontDesk.Expect(answer, HttpStatusCode.Created);
        return answer;
    }
}
