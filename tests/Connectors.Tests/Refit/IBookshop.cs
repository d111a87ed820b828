using System.Runtime.Serialization;
using Refit;

namespace BookingPlatform.Connectors.Tests.Refit;

/// <summary>Every form of method that the connectors may use.</summary>
[Headers("X-App: bookshop", "X-Removed: yes")]
internal interface IBookshop
{
    [Get("/books/{id}")]
    Task<Book> Read(string id, CancellationToken ct);

    [Get("/books/{id}")]
    Task<ApiResponse<Book>> TryRead(string id, CancellationToken ct);

    [Get("/books/{id}/text")]
    Task<string> Text(string id);

    [Get("/shelves/{shelf-name}/books?sorted=true")]
    Task<HttpResponseMessage> Search([AliasAs("shelf-name")] string shelf, string? title, [Query(CollectionFormat.Multi)] string[] tag, [AliasAs("page-size")] int? size);

    [Get("/books")]
    Task<HttpResponseMessage> Between([Query(Format = "yyyy-MM-dd")] DateOnly from, [Query(CollectionFormat.Pipes)] int[] years, int[] pages, Genre genre, decimal price);

    [Post("/books")]
    Task<Book> Add([Body] Book book, [Header("Idempotency-Key")] string key, CancellationToken ct);

    [Put("/books/{id}")]
    [Headers("X-App: changed", "X-Removed")]
    Task Replace(string id, [Body] Book book, [Header("X-Trace")] string? trace);

    [Patch("/books/{id}")]
    Task<HttpResponseMessage> Change(string id, [Body] string text);

    [Delete("/books/{id}")]
    Task Remove(string id);

    [Post("/form")]
    Task<HttpResponseMessage> Form([Body(BodySerializationMethod.UrlEncoded)] Dictionary<string, object?> fields);

    [Post("/form")]
    Task<HttpResponseMessage> Order([Body(BodySerializationMethod.UrlEncoded)] Order order);

    [Get("/books/{missing}")]
    Task NoSuchParameter(string id);

    [Get("/books")]
    Task ObjectInQuery(Book like);

    [Get("/books")]
    Book NotATask();

    Task NoVerb();
}

internal sealed record Book(string Title, int Year);

internal sealed record Order([property: AliasAs("grant_type")] string GrantType, string? Scope, int Copies);

internal enum Genre
{
    [EnumMember(Value = "science-fiction")]
    ScienceFiction,
}
