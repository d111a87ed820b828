using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Templates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features.Templates;

/// <summary>Which mails there are, and which of them the business wrote itself.</summary>
internal sealed class ListTemplates(NotificationsDb db, TemplateBook book)
{
    internal sealed record Item(string Kind, string Language, bool IsOwn, int Version)
    {
        /// <summary>Why the business's own words could not be filled, so that the default went out.</summary>
        public required string? Fault { get; init; }
    }

    internal sealed record Answer(IReadOnlyList<Item> Items);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("message-templates", async (ListTemplates feature, CancellationToken ct) => TypedResults.Ok(new Answer(await feature.Handle(ct))))
        .Needs(Right.SeeMessages).WithTags("Messages").WithSummary("All mails in all languages, and which of them are the business's own.").Produces<Answer>();

    public async Task<IReadOnlyList<Item>> Handle(CancellationToken ct)
    {
        var newest = (await db.Templates.AsNoTracking()
                .Where(one => !db.Templates.Any(later => later.Kind == one.Kind && later.Language == one.Language && later.Number > one.Number)).ToListAsync(ct))
            .ToDictionary(one => new TemplateKey(one.Kind, one.Language));
        return TemplateKey.All(book).Select(key => (Key: key, Own: newest.GetValueOrDefault(key)))
            .Select(one => new Item(one.Key.Kind.Code(), one.Key.Language, one.Own is { IsDefault: false }, one.Own?.Number ?? 0) { Fault = one.Own?.Fault }).ToList();
    }
}
