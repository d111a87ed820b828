using BookingPlatform.Host.Accounts.Features;
using BookingPlatform.Host.Accounts.Installation;
using BookingPlatform.Host.Accounts.Setup;
using BookingPlatform.Host.Accounts.SignOn;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Mvc;

namespace BookingPlatform.Host.Accounts;

internal static class AccountsRegistration
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddModuleDb<AccountsDb>("accounts")
        .AddSingleton<Businesses>()
        .AddSingleton<IBusinesses>(provider => provider.GetRequiredService<Businesses>())
        .AddSingleton<SignInBrake>()
        .AddSingleton(new SetupConsole(Console.Out))
        .AddSingleton<SetupCode>()
        .AddSingleton<SetupGate>()
        .AddScoped<SetUp>()
        .AddScoped<OpenBusiness>()
        .AddScoped<SignIn>()
        .AddScoped<EnterCode>()
        .AddScoped<SignInByPasskey>()
        .AddSingleton<SignOnLine>()
        .AddSingleton<SignOnOptions>()
        .AddSingleton<SignOnDoor>()
        .AddScoped<SignInBySignOn>()
        .AddScoped<SetUpSignOn>()
        .AddScoped<OwnPasskeys>()
        .AddScoped<ChangeOwnSignIn>()
        .AddScoped<SwitchBusiness>()
        .AddScoped<ListTeam>()
        .AddScoped<ChangePerson>()
        .AddScoped<RemovePerson>()
        .AddScoped<InviteStaff>()
        .AddScoped<InvitationMail>()
        .Deliver<StaffInvited, MailInvitation>("staff-invitation-mail")
        .AddJob<ForgetSignIns>("forget-sign-ins", "Forget ended sessions, invitations and used codes of staff", Schedule.Nightly(new TimeOnly(3, 30)))
        .AddScoped<JoinBusiness>()
        .AddScoped<RunBusinesses>()
        .AddScoped<PendingPerson>()
        .AddScoped<SessionDoor>()
        .AddScoped<TwoSteps>()
        .AddScoped<WrongTries>()
        .AddSingleton<StaffLinks>()
        .AddScoped<ForgotPassword>()
        .AddScoped<ResetStaffPassword>()
        .Deliver<StaffLinkAsked, MailStaffLink>("staff-password-mail")
        .AddScoped<MakeApiKey>()
        .AddScoped<RevokeApiKey>()
        .AddScoped<ListApiKeys>()
        .AddScoped<ReadAudit>()
        .AddSettingsLink(new(50, "Team", "Who signs in, and as what", "users", "/settings/team", Right.ManageTeam))
        .AddSettingsLink(new(55, "Single sign-on", "Staff come in by your own identity provider", "login-2", "/settings/sign-on", Right.ManageSignOn))
        .AddSettingsLink(new(60, "API keys", "Programs that work with this business", "key", "/settings/api-keys", Right.ManageKeys))
        .AddSettingsLink(new(70, "History", "Everything that was changed, by whom, and proof that it was not rewritten", "history", "/settings/history", Right.SeeAudit));

    public static void MapAccountsApi(this IEndpointRouteBuilder api)
    {
        ReadAudit.Map(api);
        ListTeam.Map(api);
        ChangePerson.Map(api);
        RemovePerson.Map(api);
        InviteStaff.Map(api);
        ListApiKeys.Map(api);
        RevokeApiKey.Map(api);
    }

    /// <summary>Forms of their own, so that no link and no other site can sign anybody out or move them to another business.</summary>
    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        app.MapPost("/sign-out", async (SessionDoor door, HttpResponse response, CancellationToken ct) =>
        {
            await door.Leave(ct);
            response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
            return TypedResults.Redirect("/sign-in");
        }).AllowAnonymous().ExcludeFromDescription();
        SignOnDoor.Map(app);
        app.MapPost("/switch-business", async ([FromForm] Guid business, SwitchBusiness feature, CancellationToken ct) =>
            (await feature.Handle(business, ct)).ToHttp(_ => TypedResults.Redirect("/"))).ExcludeFromDescription();
    }
}
