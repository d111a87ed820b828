using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BookingPlatform.Host;

/// <summary>What the OpenAPI document says beyond routes and shapes: the bearer key, and the problems every endpoint may answer with.</summary>
internal static class Describing
{
    private const string Bearer = "bearer";

    public static IServiceCollection AddOpenApiDocument(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "BookingPlatform", Version = "1", Description = "Everything the dashboard can do. Problems carry a stable `code`; a POST with an `Idempotency-Key` is carried out once; changes take `If-Match`." };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key of one business; managers make them under Settings." },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(async (operation, context, ct) =>
        {
            if (!context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Any())
                return;
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
            var problem = await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), null, ct);
            foreach (var (status, meaning) in Problems(context.Description.HttpMethod))
                (operation.Responses ??= []).TryAdd(status, Answer(meaning, problem));
        });
    });

    private static IEnumerable<(string Status, string Meaning)> Problems(string? method)
    {
        yield return ("401", "No valid key.");
        yield return ("403", "The key may not do that.");
        yield return ("404", "No such thing in this business.");
        if (method == HttpMethods.Get)
            yield break;
        yield return ("400", "The request could not be read.");
        yield return ("409", "Not possible as things stand.");
        yield return ("412", "Changed since the version in If-Match.");
        yield return ("422", "A field is missing or unusable; `errors` says which.");
    }

    private static OpenApiResponse Answer(string meaning, OpenApiSchema problem) => new()
    {
        Description = meaning,
        Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = problem } },
    };
}
