using BookingPlatform.Host;
using BookingPlatform.Host.Accounts;
using BookingPlatform.Host.Connectors;
using BookingPlatform.Jobs.Quartz;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Antiforgery;

var builder = WebApplication.CreateBuilder(args);

builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
});
var database = Databases.Open(builder.Configuration);
builder.Services
    .AddKernel(builder.Configuration)
    .AddSingleton(database)
    .AddQuartzJobs(database)
    .AddConnectors(builder.Configuration)
    .AddAccounts()
    .AddSecurity()
    .AddPages()
    .AddApi();
foreach (var module in Modules.All)
    module.AddServices(builder.Services, builder.Configuration);

var app = builder.Build();

app.UseErrors();
app.UseStaticFiles();
app.UseRouting();
app.UseAuthentication();
app.UseActor();
app.UseAuthorization();
app.UseAntiforgery();
app.UseMiddleware<IdempotencyMiddleware>();
app.MapApi();
app.MapPages();

app.ReportConnectors();
await Migrating.MigrateAll(app.Services, CancellationToken.None);
await app.RunAsync();

/// <summary>The one executable.</summary>
internal sealed partial class Program;
