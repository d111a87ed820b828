using BookingPlatform.Kernel.Jobs;
using Hangfire;
using Hangfire.Common;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Jobs.Hangfire;

/// <summary>Hangfire's own pages. Who may open them, and who may act, the host decides; here they are only shown.</summary>
public static class HangfireDashboard
{
    private static readonly object MayAct = new();

    /// <param name="routes">Where to map it.</param>
    /// <param name="address">Of the first page; the others lie under it.</param>
    /// <param name="mayAct">Whether this person may do more than look.</param>
    /// <param name="writeDown">Told, before it is done, what somebody does: <c>recurring/trigger</c>.</param>
    public static IEndpointConventionBuilder MapHangfire(this IEndpointRouteBuilder routes, string address, Func<HttpContext, Task<bool>> mayAct, Func<HttpContext, string, Task> writeDown)
    {
        var options = new DashboardOptions
        {
            AppPath = "/jobs",
            DashboardTitle = "Hangfire",
            DisplayStorageConnectionString = false,
            Authorization = [],
            IsReadOnlyFunc = context => context.GetHttpContext().Items[MayAct] is not true,
            DisplayNameFunc = TitleOf,
            StatsPollingInterval = 5000,
        };
        var pages = routes.CreateApplicationBuilder()
            .UsePathBase(address)
            .Use(async (http, next) =>
            {
                var acts = !HttpMethods.IsGet(http.Request.Method) && http.Request.Path != "/stats";
                if (await mayAct(http))
                {
                    http.Items[MayAct] = true;
                    if (acts)
                        await writeDown(http, http.Request.Path.Value!.Trim('/'));
                }
                else if (acts)
                {
                    http.Response.StatusCode = StatusCodes.Status403Forbidden;
                    return;
                }

                await next(http);
            });
        // The storage is opened by the first who comes, not while the database is still being made.
        pages.Run(http => new AspNetCoreDashboardMiddleware(_ => Task.CompletedTask, http.RequestServices.GetRequiredService<JobStorage>(), options, DashboardRoutes.Routes, finalizeWhenNotFound: true).Invoke(http));
        return routes.Map(address + "/{**path}", pages.Build());
    }

    private static string TitleOf(DashboardContext context, Job job) => job.Args is [string name, ..]
        ? context.GetHttpContext().RequestServices.GetServices<JobPlan>().FirstOrDefault(plan => plan.Name == name)?.Title ?? name
        : job.ToString();
}
