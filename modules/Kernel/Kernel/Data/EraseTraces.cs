using System.Text;
using BookingPlatform.Kernel.Web;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Kernel.Data;

/// <summary>
/// Takes an erased person out of the platform's own rows: lines of the audit trail, errors of the outbox, answers kept for repeated requests. Lines about the
/// person lose all they said; lines about something else only lose the person. Which lines they were is marked, so that the seal over the trail still holds.
/// </summary>
public sealed class EraseTraces(KernelDb db)
{
    /// <summary>Lines whose action begins with this say that somebody was erased, by whom and when. They name nobody and stay.</summary>
    public const string KeptActions = "customer.erasure-";

    /// <summary>The line that says an erasure was done; what came after is its id.</summary>
    public const string DoneAction = KeptActions + "done";

    /// <summary>Shorter texts than this stand in too much else.</summary>
    public const int ShortestTrace = 5;

    private const string Gone = "Erased with the person it was about.";
    private const string Somebody = "an erased person";
    private const int AtOnce = 500;

    /// <param name="erasureId">Marks the lines.</param>
    /// <param name="subjects">Customers, bookings, messages: every line about one is emptied.</param>
    /// <param name="said">Names, addresses, numbers: taken out wherever else they stand.</param>
    /// <param name="ct">Cancels it; the caller's transaction then ends without a commit.</param>
    public async Task Handle(Guid erasureId, IReadOnlyCollection<Guid> subjects, IReadOnlyCollection<string> said, CancellationToken ct)
    {
        foreach (var some in subjects.Distinct().Chunk(AtOnce))
        {
            await db.Audit.Where(line => EF.Parameter(some).Contains(line.SubjectId) && !line.Action.StartsWith(KeptActions)).ExecuteUpdateAsync(set => set
                .SetProperty(line => line.Sentence, Gone).SetProperty(line => line.Before, (string?)null).SetProperty(line => line.After, (string?)null)
                .SetProperty(line => line.Salt, (Guid?)null).SetProperty(line => line.ErasureId, erasureId), ct);
            await db.Audit.Where(line => line.ActorId != null && EF.Parameter(some).Contains(line.ActorId.Value)).ExecuteUpdateAsync(set => set
                .SetProperty(line => line.ActorName, "Guest").SetProperty(line => line.Salt, (Guid?)null).SetProperty(line => line.ErasureId, erasureId), ct);
            await db.Outbox.Where(row => row.Error != null && (EF.Parameter(some).Contains(row.About) || EF.Parameter(some).Contains(row.CustomerId!.Value) || EF.Parameter(some).Contains(row.BookingId!.Value)))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Error, Gone).SetProperty(row => row.Cause, Gone), ct);
        }

        var traces = said.Where(text => text.Length >= ShortestTrace).OrderByDescending(text => text.Length).ToList();
        await Redact(erasureId, traces, ct);
        await ForgetAnswers(subjects.Select(id => id.ToString()).Concat(traces).Select(Encoding.UTF8.GetBytes).ToList(), ct);
    }

    private async Task Redact(Guid erasureId, List<string> traces, CancellationToken ct)
    {
        foreach (var trace in traces)
        {
            var lines = await db.Audit.AsNoTracking().Where(line => line.Sentence.Contains(trace) || line.Before!.Contains(trace) || line.After!.Contains(trace)).ToListAsync(ct);
            foreach (var line in lines)
            {
                var (sentence, before, after) = (Without(line.Sentence, AuditEntry.LongestSentence)!, Without(line.Before, AuditEntry.LongestValue), Without(line.After, AuditEntry.LongestValue));
                await db.Audit.Where(one => one.Id == line.Id).ExecuteUpdateAsync(set => set
                    .SetProperty(one => one.Sentence, sentence).SetProperty(one => one.Before, before).SetProperty(one => one.After, after)
                    .SetProperty(one => one.Salt, (Guid?)null).SetProperty(one => one.ErasureId, erasureId), ct);
            }
        }

        string? Without(string? text, int longest)
        {
            var rest = traces.Aggregate(text, (rest, trace) => rest?.Replace(trace, Somebody, StringComparison.Ordinal));
            return rest?.Length > longest ? rest[..longest] : rest;
        }
    }

    /// <summary>Answers hold ids of what they are about, so those are found too whose text is escaped.</summary>
    private async Task ForgetAnswers(List<byte[]> marks, CancellationToken ct)
    {
        var keys = new List<string>();
        await foreach (var answer in db.Answers.AsNoTracking().Select(answer => new { answer.Key, answer.Body }).AsAsyncEnumerable().WithCancellation(ct))
            if (marks.Exists(mark => answer.Body.AsSpan().IndexOf(mark) >= 0))
                keys.Add(answer.Key);
        foreach (var some in keys.Chunk(AtOnce))
            await db.Answers.Where(answer => EF.Parameter(some).Contains(answer.Key)).ExecuteDeleteAsync(ct);
    }
}
