using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Advertising;
using BookingPlatform.Notifications.Calendar;
using BookingPlatform.NoShow.Contracts;
using BookingPlatform.Notifications.Contracts;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Erasing;
using BookingPlatform.Notifications.Features;
using BookingPlatform.Notifications.Features.Bounces;
using BookingPlatform.Notifications.Features.Brochures;
using BookingPlatform.Notifications.Features.Consents;
using BookingPlatform.Notifications.Features.Letters;
using BookingPlatform.Notifications.Features.Mailings;
using BookingPlatform.Notifications.Features.Passwords;
using BookingPlatform.Notifications.Features.Reminders;
using BookingPlatform.Notifications.Features.Suppressions;
using BookingPlatform.Notifications.Features.Templates;
using BookingPlatform.Notifications.Features.Webhooks;
using BookingPlatform.Notifications.Gate;
using BookingPlatform.Notifications.Mail;
using BookingPlatform.Notifications.Merging;
using BookingPlatform.Notifications.Pages;
using BookingPlatform.Notifications.Pages.Brochures;
using BookingPlatform.Notifications.Pages.Passwords;
using BookingPlatform.Notifications.Templates;
using BookingPlatform.Notifications.Webhooks;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Notifications;

/// <summary>Tells customers what happened to their bookings, and staff who was told what.</summary>
public sealed class NotificationsModule : IModule
{
    /// <summary>The delivery that hands mails over; the Jobs page explains its troubles in the words of the messages.</summary>
    internal const string MailOut = "mail-out";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<NotificationsDb>("notifications");
        AddFeatures(services);
        AddMail(services, configuration);
        AddPages(services);
        AddPapers(services);
        AddPasswords(services, configuration);
        AddWebhooks(services, configuration);
        AddAdvertising(services);
        services
            .AddScoped<IMeasure, MessageMeasures>()
            .Listen<CustomerEmailChanged, OfferMissedMessages>()
            .Deliver<BookingMade, PrepareMessage>("confirmation-mail")
            .Deliver<BookingMoved, PrepareMessage>("change-mail")
            .Deliver<BookingCancelled, PrepareMessage>("cancellation-mail")
            .Deliver<ItineraryConfirmed, PrepareMessage>("itinerary-mail")
            .Deliver<BookingAssigned, FollowAssignment>("assignment-mail")
            .Deliver<MessageQueued, SendMessage>(MailOut);
    }

    public void MapApi(IEndpointRouteBuilder api)
    {
        ListMessages.Map(api);
        SendByHand.Map(api);
        ChangeSwitches.Map(api);
        MuteBooking.Map(api);
        ListUntold.Map(api);
        CorrectAndSend.Map(api);
        BounceAddress.Map(api);
        TakeBounces.Map(api);
        ManageWebhooks.Map(api);
        WebhookLog.Map(api);
        ListSuppressions.Map(api);
        LiftSuppression.Map(api);
        ListTemplates.Map(api);
        ChangeTemplate.Map(api);
        PreviewTemplate.Map(api);
        TestTemplate.Map(api);
        ChangeLetter.Map(api);
        RequestBrochure.Map(api);
        ListBrochures.Map(api);
        SettleBrochure.Map(api);
        PrintLetters.Map(api);
        ChangeObjections.Map(api);
        SendPasswordLink.Map(api);
        ChangeConsent.Map(api);
        ManageMailings.Map(api);
        PreviewMailing.Map(api);
        StartMailing.Map(api);
    }

    public void MapGuests(IEndpointRouteBuilder guests) => DownloadCalendar.Map(guests);

    public void MapDownloads(IEndpointRouteBuilder pages)
    {
        PrintLetters.MapDownload(pages);
        ListBrochures.MapDownload(pages);
        ChangeLetter.MapDownload(pages);
        Unsubscribe.Map(pages);
    }

    private static void AddPapers(IServiceCollection services) => services
        .AddScoped<BrochureReader>()
        .AddScoped<RequestBrochure>()
        .AddScoped<ListBrochures>()
        .AddScoped<SettleBrochure>()
        .AddScoped<PrintLetters>()
        .AddScoped<ChangeObjections>()
        .AddScoped<IAdvertisingChoices, OwnChoices>()
        .AddScoped<ChangeLetter>()
        .AddSingleton<ICustomerAction, BrochureAction>()
        .AddSingleton<ICustomerPanel, MarketingPanel>()
        .AddReportLink(new(40, "Marketing", "Brochure requests", "Who wants a brochure by post, and whose was sent", "mailbox", "/reports/brochure-requests", Right.SeeCustomers))
        .AddSettingsLink(new(36, "Letters", "The letter that goes with a brochure", "file-text", "/settings/messages/letters", Right.ManageSettings));

    private static void AddAdvertising(IServiceCollection services) => services
        .AddScoped<AddressHashes>()
        .AddScoped<ConsentBook>()
        .AddScoped<AdvertisingGate>()
        .AddScoped<MailingTexts>()
        .AddScoped<ChangeConsent>()
        .AddScoped<AskingForConsent>()
        .AddScoped<IAskForConsent>(all => all.GetRequiredService<AskingForConsent>())
        .AddScoped<IImportedConsents>(all => all.GetRequiredService<AskingForConsent>())
        .AddScoped<ManageMailings>()
        .AddScoped<PreviewMailing>()
        .AddScoped<StartMailing>()
        .AddScoped<Unsubscribe>()
        .AddReportLink(new(30, "Marketing", "Mailings", "News and offers by email, to customers who agreed", "send", "/marketing/mailings", Right.SendAdvertising))
        .AddJob<ForgetOptOuts>(ForgetOptOuts.Name, "Forget addresses that said no years ago", Schedule.Nightly(new TimeOnly(3, 55)))
        .Deliver<MailingDue, SendMailing>("mailing-out");

    private static void AddPasswords(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebSettings>().Bind(configuration.GetSection("Web")).ValidateOnStart();
        services
            .AddSingleton<IValidateOptions<WebSettings>, WebSettingsCheck>()
            .AddSingleton<IPasswordHasher<GuestPassword>, PasswordHasher<GuestPassword>>()
            .AddSingleton<PasswordMailWriter>()
            .AddSingleton<PasswordBrake>()
            .AddScoped<SendPasswordLink>()
            .AddScoped<SetPassword>()
            .AddScoped<IGuestPasswords, GuestPasswords>()
            .AddSingleton<SecretMailWriter>()
            .AddScoped<ISecretMail, HandOverSecret>()
            .AddSingleton<ICustomerAction, ResetPasswordAction>()
            .AddSingleton<ICustomerPanel, PasswordPanel>()
            .Listen<CustomerEmailChanged, WithdrawLinks>()
            .Listen<CustomerDeleted, WithdrawLinks>()
            .Deliver<GuestLinkAsked, MailPasswordLink>("password-mail");
    }

    private static void AddWebhooks(IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<WebhookSettings>(configuration.GetSection("Webhooks"));
        services
            .AddSingleton<WebhookClient>()
            .AddSingleton<WebhookSecrets>()
            .AddScoped<WebhookPayload>()
            .AddScoped<ManageWebhooks>()
            .AddScoped<WebhookLog>()
            .AddJob<ForgetDeliveries>(ForgetDeliveries.Name, "Forget what webhooks were told a month ago", Schedule.Nightly(new TimeOnly(3, 50)))
            .AddSettingsLink(new(55, "Webhooks", "Other programs that are told what happens", "world", "/settings/webhooks", Right.ManageSettings))
            .Deliver<BookingMade, FanOutWebhooks>("webhook-booking-created")
            .Deliver<BookingMoved, FanOutWebhooks>("webhook-booking-moved")
            .Deliver<BookingCancelled, FanOutWebhooks>("webhook-booking-cancelled")
            .Deliver<BookingAssigned, FanOutWebhooks>("webhook-booking-reassigned")
            .Deliver<CustomerCreated, FanOutWebhooks>("webhook-customer-created")
            .Deliver<CustomerChanged, FanOutWebhooks>("webhook-customer-updated")
            .Deliver<CustomerDeleted, FanOutWebhooks>("webhook-customer-deleted")
            .Deliver<CustomerRestored, FanOutWebhooks>("webhook-customer-restored")
            .Deliver<CustomersMerged, FanOutWebhooks>("webhook-customer-merged")
            .Deliver<CustomersUnmerged, FanOutWebhooks>("webhook-customer-unmerged")
            .Deliver<CustomerBlockChanged, FanOutWebhooks>("webhook-customer-blocked")
            .Deliver<NoShowMarked, FanOutWebhooks>("webhook-no-show-marked")
            .Deliver<NoShowUndone, FanOutWebhooks>("webhook-no-show-undone")
            .Deliver<WebhookDue, SendWebhook>("webhook-out");
    }

    private static void AddFeatures(IServiceCollection services) => services
        .AddScoped<MessageGate>()
        .AddScoped<MissedMessages>()
        .AddScoped<IFollowCustomer, MissedMessagesFollow>()
        .AddScoped<IMergeParticipant, MergeMessages>()
        .AddScoped<IEraseParticipant, EraseMessages>()
        .AddScoped<ITellPersonalData, TellMessages>()
        .AddScoped<IBookingMessages, SummariseMessages>()
        .AddScoped<IHoldBackMessages, HoldBackMessages>()
        .AddScoped<ListMessages>()
        .AddScoped<ReadMessages>()
        .AddScoped<SendByHand>()
        .AddScoped<ChangeSwitches>()
        .AddScoped<MuteBooking>()
        .AddScoped<RemindInBusiness>()
        .AddScoped<ListUntold>()
        .AddScoped<IAgendaNotes, UntoldNote>()
        .AddScoped<IBookingWarnings, UntoldWarnings>()
        .AddScoped<CorrectAndSend>()
        .AddScoped<BounceAddress>()
        .AddScoped<TakeBounces>()
        .AddScoped<NoteBounces>()
        .AddScoped<ListSuppressions>()
        .AddScoped<LiftSuppression>()
        .AddJob<ReadBounceFolder>(ReadBounceFolder.Name, "Read mails that came back", Schedule.Every(TimeSpan.FromMinutes(5)))
        .AddJob<SendReminders>(SendReminders.Name, "Send reminders, and what quiet hours kept back", Schedule.Every(TimeSpan.FromMinutes(5)));

    private static void AddPages(IServiceCollection services) => services
        .AddSingleton<IBookingPanel, BookingMessagesPanel>()
        .AddSingleton<ICustomerPanel, CustomerMessagesPanel>()
        .AddScoped<IOperationsPanel, MailOperationsPanel>()
        .AddSettingsLink(new(35, "Messages", "Which messages customers get by email", "mail", "/settings/messages", Right.ManageSettings));

    private static void AddMail(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailSettings>().Bind(configuration.GetSection("Mail")).ValidateOnStart();
        services
            .AddSingleton<IValidateOptions<MailSettings>, MailSettingsCheck>()
            .AddSingleton<TemplateBook>()
            .AddSingleton<MailWriter>()
            .AddSingleton<GuestTokens>()
            .AddSingleton<MailPace>()
            .AddSingleton<UntilWritten>()
            .AddSingleton<BookingCalendar>()
            .AddScoped<OwnTemplates>()
            .AddScoped<DownloadCalendar>()
            .AddScoped<IGuestKeepsake, CalendarKeepsake>()
            .AddScoped<ListTemplates>()
            .AddScoped<ChangeTemplate>()
            .AddScoped<PreviewTemplate>()
            .AddScoped<TestTemplate>()
            .AddScoped<MailDesk>()
            .AddSingleton<SmtpTransport>()
            .AddSingleton<PickupTransport>()
            .AddSingleton<IMailTransport>(all => all.GetRequiredService<IOptions<MailSettings>>().Value.HasServer
                ? all.GetRequiredService<SmtpTransport>()
                : all.GetRequiredService<PickupTransport>());
    }
}
