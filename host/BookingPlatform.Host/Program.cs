using BookingPlatform.Host;
using BookingPlatform.Host.Accounts;
using BookingPlatform.Host.Accounts.Setup;
using BookingPlatform.Host.Commands;
using BookingPlatform.Host.Connectors;
using BookingPlatform.Host.Demo;
using BookingPlatform.Host.Observability;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;

var demo = args.Contains(DemoMode.Argument);
var (command, said, settings) = ConsoleCommand.In(args);
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [.. settings.Where(argument => argument != DemoMode.Argument)], ContentRootPath = Delivery.FolderWhenPublished });
if (demo)
    DemoMode.Prepare(builder);
var database = Databases.Open(builder.Configuration);

builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
});
builder.WebHost.UseShutdownTimeout(Leaving.StopAfter(builder.Configuration) + Leaving.ForTheLast);
builder.AddDelivery();
builder.AddObservability();
builder.Services
    .AddKernel(builder.Configuration)
    .AddSingleton(database)
    .AddJobEngine(builder.Configuration, database)
    .AddConnectors(builder.Configuration)
    .AddAccounts()
    .AddSecurity(builder.Configuration)
    .AddDefences(builder.Configuration)
    .AddPages()
    .AddApi();
foreach (var module in Modules.All)
    module.AddServices(builder.Services, builder.Configuration);

var app = builder.Build();
if (command is not null)
    return await command.Run(new Installation(app.Services, builder.Services), said, Console.Out, CancellationToken.None);

app.UseLeaving();
app.UseForwardedHeaders();
app.UseSecurityHeaders();
app.UseOwnRedirects();
app.UseResponseCompression();
app.UseErrors();
app.UseRouting();
app.UseTraceNames();
app.UseBodyLimit();
app.UseSetupGate();
app.UseAuthentication();
app.UseActor();
app.UseRateLimiter();
app.UseAuthorization();
app.UseAntiforgery();
app.UseForgeryRefusal();
app.UseMiddleware<IdempotencyMiddleware>();
app.MapAssets();
app.MapApi();
app.MapAccounts();
app.MapSecurityTxt();
app.MapMetrics();
#if HANGFIRE
BookingPlatform.Host.Operations.HangfirePages.Map(app);
#endif
app.MapPages();

app.ReportConnectors();
await Migrating.MigrateAll(app.Services, CancellationToken.None);
if (!demo)
    await app.Services.GetRequiredService<SetupGate>().IsOpen(CancellationToken.None);
await app.StartAsync();
if (demo)
    await DemoMode.Fill(app, app.Lifetime.ApplicationStopping);
await app.WaitForShutdownAsync();
return 0;

/// <summary>The one executable.</summary>
internal sealed partial class Program;
