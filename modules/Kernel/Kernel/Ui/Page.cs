using System.Diagnostics.CodeAnalysis;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace BookingPlatform.Kernel.Ui;

/// <summary>
/// Base of every page and of every component that asks the database: <c>@inherits Page</c>. It is drawn only once it has loaded,
/// and loads and handles forms one component at a time. How to write one: the host's Design/README.md.
/// </summary>
public abstract class Page : ComponentBase, IHandleEvent
{
    private bool isReady;
    private bool isMissing;

    [Inject]
    private OneAtATime Turns { get; set; } = null!;

    [CascadingParameter]
    protected HttpContext Http { get; set; } = null!;

    /// <summary>The business at work; null only on pages outside it, such as sign-in.</summary>
    [CascadingParameter]
    protected Business Business { get; set; } = null!;

    [Inject]
    protected Work Work { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    /// <summary>Why the posted form was refused; hand it to the <see cref="PostForm"/> it came from.</summary>
    protected Refusal? Refusal { get; private set; }

    /// <summary>Ends when the browser hangs up.</summary>
    protected CancellationToken Stop => Http.RequestAborted;

    /// <summary>Whether only this page's fragment is wanted, for a drawer or another part of an open page.</summary>
    protected bool IsHtmx => Http.Request.IsHtmx();

    protected bool May(string right) => Http.User.HasClaim(Right.Claim, right);

    /// <summary>What was typed into a field of the posted form; null when it was not sent, is blank, or no form was posted.</summary>
    protected string? Posted(string field) => Http.Request.HasFormContentType && Http.Request.Form[field].ToString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <summary>Every value sent under that name: ticked boxes, chosen rows.</summary>
    protected IReadOnlyList<string> PostedAll(string field) => Http.Request.HasFormContentType ? Http.Request.Form[field].OfType<string>().ToList() : [];

    /// <summary>Whether a box was ticked, or a button of that name and value <c>true</c> was pressed.</summary>
    protected bool PostedTrue(string field) => Posted(field) is "true" or "on";

    /// <summary>Goes on to another page: a redirect, for htmx one of the whole window.</summary>
    protected void GoTo(string address) => Navigation.NavigateTo(address);

    /// <summary>There is no such thing, or it is another business's: answered with the host's page about it; this one is not drawn.</summary>
    protected void NotFound()
    {
        isMissing = true;
        Navigation.NotFound();
    }

    /// <summary>Takes an answer apart. A refused one is kept in <see cref="Refusal"/> and gives the response its status (422, 409 …), so the same page shows it.</summary>
    protected bool Went<T>(Answer<T> answer, [NotNullWhen(true)] out T? value) where T : notnull
    {
        if (answer.Is(out value, out var refusal))
            return true;
        Refuse(refusal);
        return false;
    }

    protected virtual void Refuse(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        Refusal = refusal;
        Http.Response.StatusCode = refusal.Kind.ToStatus();
    }

    /// <summary>As usual, but nothing is drawn before everything is loaded: a page's markup may rely on what it loads.</summary>
    public sealed override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        await Turns.Load(Load);
        if (!isMissing)
            StateHasChanged();
    }

    private async Task Load()
    {
        if (!isReady)
        {
            OnInitialized();
            if (!isMissing)
                await OnInitializedAsync();
            isReady = true;
        }

        if (isMissing)
            return;
        OnParametersSet();
        await OnParametersSetAsync();
    }

    async Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem item, object? arg)
    {
        await Turns.Handle(() => item.InvokeAsync(arg));
        StateHasChanged();
    }
}
