using System.Text.Json;
using System.Text.Json.Serialization;
using BookingPlatform.Host.Accounts;
using BookingPlatform.Host.Operations;
using BookingPlatform.Kernel.Guests;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;

namespace BookingPlatform.Host;

/// <summary>The REST API: JSON habits, problem documents, OpenAPI, and every module's endpoints under <c>/api/v1</c>.</summary>
internal static class Api
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
            json.SerializerOptions.RespectNullableAnnotations = true;
        });
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services.AddProblemDetails().AddOpenApiDocument().AddSingleton<Health>().AddSingleton<Leaving>().AddHostedService(services => services.GetRequiredService<Leaving>());
    }

    public static void UseErrors(this WebApplication app) => app
        .UseWhen(http => AnswersProblems(http.Request), api =>
        {
            api.UseExceptionHandler(handler => handler.Run(Problems.Answer));
            api.UseStatusCodePages(pages => Problems.AnswerStatus(pages.HttpContext));
        })
        .UseWhen(http => !AnswersProblems(http.Request), pages =>
        {
            pages.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error", CreateScopeForErrors = true, StatusCodeSelector = error => Problems.StatusOf(pages.ApplicationServices, error) });
            pages.UseStatusCodePagesWithReExecute("/error/{0}", createScopeForStatusCodePages: true);
            pages.Use((http, next) => ShowOnly(http, next));
        });

    /// <summary>The page about a failure is shown, not sent to: what was posted is neither read nor carried out a second time.</summary>
    private static Task ShowOnly(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IExceptionHandlerFeature>() is not null || http.Features.Get<IStatusCodeReExecuteFeature>() is not null)
        {
            http.Request.Method = HttpMethods.Get;
            http.Features.Set<IAntiforgeryValidationFeature>(null);
        }

        return next(http);
    }

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapApiGroup();
        foreach (var module in Modules.All)
            module.MapApi(api);
        var guests = app.MapGuestGroup();
        foreach (var module in Modules.All)
            module.MapGuests(guests);
        api.MapAccountsApi();
        JobsApi.Map(api);
        app.MapOpenApi().AllowAnonymous();
        Health.Map(app);
    }

    public static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments(GuestSide.Prefix);

    /// <summary>The guests' side has pages and endpoints under one address, and what fails may be neither: who asks for a page gets one.</summary>
    private static bool AnswersProblems(HttpRequest request) => IsApi(request) && !(request.Path.StartsWithSegments(GuestSide.Prefix) && request.WantsPage());
}
