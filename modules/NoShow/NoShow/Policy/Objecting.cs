using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Policy;

/// <param name="Text">What the guest says.</param>
internal sealed record ObjectionRequest(string? Text);

/// <param name="Answer">What the guest is told.</param>
/// <param name="Stands">Whether the strike stands; false takes it away.</param>
internal sealed record DecisionRequest(string? Answer, bool? Stands)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public int? Version { get; init; }
}

/// <param name="Objection">Null when the guest did not object.</param>
internal sealed record KnownObjection(ObjectionAnswer? Objection);

/// <summary>A guest may object to a strike. Whoever is at the desk writes it down; who may block decides, and must give an answer. Both are decisions on record and stay.</summary>
internal sealed class Objecting(NoShowDb db, Work work)
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/bookings/{id:guid}/no-show/objection", async (Guid id, ObjectionRequest request, Objecting feature, CancellationToken ct) =>
                (await feature.Record(id, request, ct)).ToHttp(made => TypedResults.Created($"/api/v1/bookings/{id}/no-show/objection", made)))
            .Needs(Right.Book).WithName("ObjectToNoShow").Produces<ObjectionAnswer>(StatusCodes.Status201Created)
            .WithSummary("Writes down what a guest says to a no-show. 409 objected-already, 404 when the booking is no no-show.");
        api.MapPut("/bookings/{id:guid}/no-show/objection", async (Guid id, DecisionRequest request, HttpRequest http, Objecting feature, CancellationToken ct) =>
                (await feature.Decide(id, request with { Version = IfMatch.Version(http) }, ct)).ToHttp())
            .Needs(Right.BlockCustomers).WithName("DecideObjection").Produces<ObjectionAnswer>()
            .WithSummary("Decides an objection: the strike stands or is taken away, with the answer the guest is given. 409 wrong-state once it is decided.");
    }

    /// <summary>What is on record about a no-show; not found when the booking is none.</summary>
    public async Task<Answer<KnownObjection>> Of(Guid bookingId, CancellationToken ct)
    {
        if (!await db.Records.AnyAsync(record => record.BookingId == bookingId && !record.IsFake, ct))
            return Refusal.NotFound("no-show");
        return new KnownObjection(await db.Objections.AsNoTracking().FirstOrDefaultAsync(one => one.BookingId == bookingId, ct) is { } objection ? ObjectionAnswer.Of(objection) : null);
    }

    public async Task<Answer<ObjectionAnswer>> Record(Guid bookingId, ObjectionRequest request, CancellationToken ct)
    {
        if (Read("text", request.Text, "Write down what the guest says.").IsRefused(out var refusal))
            return refusal;
        await work.BeginAsync(ct);
        if (await db.Records.AsNoTracking().FirstOrDefaultAsync(record => record.BookingId == bookingId && !record.IsFake, ct) is not { } record)
            return Refusal.NotFound("no-show");
        if (await db.Objections.AnyAsync(one => one.BookingId == bookingId, ct))
            return ObjectedAlready;
        var objection = db.Objections.Add(new() { BookingId = bookingId, Text = request.Text!.Trim(), RecordedAtUtc = work.Now, RecordedBy = work.Actor.Name }).Entity;
        Note(record.BookingId, "no-show.objected", "The guest objects to the no-show.", null, objection.Text);
        return await work.TrySaveAsync(ct) ? ObjectionAnswer.Of(objection) : ObjectedAlready;
    }

    public async Task<Answer<ObjectionAnswer>> Decide(Guid bookingId, DecisionRequest request, CancellationToken ct)
    {
        if (Read("answer", request.Answer, "Write what the guest is told.").IsRefused(out var refusal))
            return refusal;
        if (request.Stands is not { } stands)
            return Refusal.Invalid("stands", "Say whether the strike stands.");
        await work.BeginAsync(ct);
        if (await db.Objections.FirstOrDefaultAsync(one => one.BookingId == bookingId, ct) is not { } objection)
            return Refusal.NotFound("objection");
        if (request.Version is { } seen && seen != objection.Version)
            return Refusal.Stale();
        if (objection.Stands is not null)
            return Refusal.Conflict("wrong-state", "This objection is decided already.");
        objection.Decide(stands, request.Answer!.Trim(), work.Actor.Name, work.Now);
        Note(bookingId, "no-show.objection-decided", stands ? "The objection was answered; the no-show counts." : "The objection was granted; the no-show no longer counts.", objection.Text, objection.Answer);
        await work.SaveAsync(ct);
        return ObjectionAnswer.Of(objection);
    }

    private static Refusal ObjectedAlready => Refusal.Conflict("objected-already", "The guest's objection to this no-show is on record already.");

    private static Answer<Done> Read(string field, string? text, string missing) => string.IsNullOrWhiteSpace(text) ? Refusal.Invalid(field, missing)
        : text.Trim().Length > Objection.LongestText ? Refusal.Invalid(field, $"At most {Objection.LongestText} characters.")
        : default(Done);

    private void Note(Guid bookingId, string action, string sentence, string? before, string? after) => work.Audit(new AuditEntry
    {
        Subject = "booking",
        SubjectId = bookingId,
        Action = action,
        Sentence = sentence,
        Before = before,
        After = after,
    });
}
