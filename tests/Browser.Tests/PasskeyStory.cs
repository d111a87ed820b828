using System.Net.Http.Headers;
using System.Net.Http.Json;
using FluentAssertions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BookingPlatform.Browser.Tests;

/// <summary>Passkeys with a real browser and the authenticator it brings for tests.</summary>
[Collection("demo")]
[Trait("Criterion", "H-1")]
public sealed class PasskeyStory(DemoInBrowser demo)
{
    private const string Password = "demo-Harbour-1";

    [Fact]
    public async Task Staff_add_a_passkey_and_sign_in_with_it_alone()
    {
        var page = await AsLea("/account");
        await BringAuthenticator(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Add a passkey" }).ClickAsync();
        await page.GetByLabel("Name").FillAsync("Reception");
        await page.GetByLabel("Your password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the passkey" }).ClickAsync();
        await Expect(page.GetByText("Reception", new() { Exact = true })).ToBeVisibleAsync();

        await page.Context.ClearCookiesAsync();
        // The list under the email field would answer by itself here: nobody is there to choose.
        await page.AddInitScriptAsync("PublicKeyCredential.isConditionalMediationAvailable = async () => false");
        await page.GotoAsync("/sign-in?returnUrl=%2Faccount");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();

        await Expect(page.GetByText("This browser")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Change the passkey Reception" }).ClickAsync();
        (await Axe.Violations(page)).Should().BeEmpty("the page of one passkey");
        await page.GetByLabel("Your password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove passkey" }).ClickAsync();
        await Expect(page.GetByText("Reception", new() { Exact = true })).Not.ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_passkey_is_offered_in_the_list_under_the_email_field()
    {
        var page = await AsLea("/account/passkeys/new");
        await BringAuthenticator(page);
        await page.GetByLabel("Your password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the passkey" }).ClickAsync();
        await page.WaitForURLAsync("**/account?saved=passkey");

        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/sign-in?returnUrl=%2Faccount");

        await page.WaitForURLAsync("**/account");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_device_that_says_no_leaves_the_page_as_it_was_and_says_so()
    {
        var page = await AsLea("/account/passkeys/new");
        await BringAuthenticator(page, verifies: false);
        await page.GetByLabel("Your password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the passkey" }).ClickAsync();

        await Expect(page.GetByText("No passkey was made")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_guest_adds_a_passkey_and_comes_back_without_a_mail()
    {
        var page = await GuestSignedInByMail("pia.passkey@gmail.com");
        await BringAuthenticator(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Passkeys" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your passkeys" })).ToBeVisibleAsync();
        await page.GotoAsync("/g/harbour-hotel/me/passkeys?lang=pl");
        (await Axe.Violations(page)).Should().BeEmpty("the page of passkeys");

        await page.Context.ClearCookiesAsync();
        await page.AddInitScriptAsync("PublicKeyCredential.isConditionalMediationAvailable = async () => false");
        await page.GotoAsync("/g/harbour-hotel/sign-in?lang=de");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mit Passkey anmelden" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Meine Buchungen");
        await page.Context.CloseAsync();
    }

    /// <summary>Of the other business: removing a passkey signs its owner out everywhere else, where the other stories are.</summary>
    private async Task<IPage> AsLea(string address)
    {
        var page = await demo.SignedIn(start: null);
        await page.Context.ClearCookiesAsync();
        await Axe.BringTo(page.Context);
        await page.GotoAsync($"/sign-in?returnUrl={Uri.EscapeDataString(address)}");
        await page.GetByLabel("Email").FillAsync("demo@lumiere.example");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync($"**{address}");
        return page;
    }

    private async Task<IPage> GuestSignedInByMail(string email)
    {
        using var http = new HttpClient { BaseAddress = new Uri(new Uri(demo.Address), "/api/v1/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "demo-harbour-key");
        using var made = await http.PostAsJsonAsync("customers", new { firstName = "Pia", lastName = "Passkey", email });
        made.EnsureSuccessStatusCode();
        var page = await demo.SignedIn(360, 740, start: null);
        await Axe.BringTo(page.Context);
        await page.GotoAsync("/g/harbour-hotel/sign-in");
        await page.GetByLabel("Email").First.FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send me a link" }).ClickAsync();
        await page.GotoAsync(new Uri(await Mailbox.SignInLink(demo, email)).PathAndQuery);
        await page.Locator("main .btn.primary").ClickAsync();
        await page.WaitForURLAsync("**/me");
        return page;
    }

    /// <summary>A device of its own for this page, which finds its owner there, or not.</summary>
    internal static async Task BringAuthenticator(IPage page, bool verifies = true)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable", new() { ["enableUI"] = false });
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = verifies,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
