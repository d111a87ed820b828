using BookingPlatform.Kernel.Ui;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace BookingPlatform.Kernel.Guests;

/// <summary>
/// Base of every page under <c>/g/{slug}</c>: open to everybody, in the guests' frame, in the guest's language. <see cref="Page.Business"/> speaks it too,
/// so that <c>Business.ShowDay</c> and the like write as the guest is used to. A business that there is not is answered as not found.
/// </summary>
[AllowAnonymous, Layout(typeof(GuestFrame))]
public abstract class GuestPage : Page
{
    /// <summary>The business's name in the address.</summary>
    [Parameter]
    public string Slug { get; set; } = "";

    private GuestWords Words => GuestWords.Of(GetType().Assembly);

    protected sealed override void OnInitialized()
    {
        if (Work.BusinessId == Guid.Empty)
            NotFound();
    }

    /// <summary>An address of the guests' side: <c>At("/me")</c>.</summary>
    protected string At(string path = "") => $"{GuestSide.Prefix}/{Business.Slug}{path}";

    /// <summary>A phrase of the module in the guest's language, or of those all modules share.</summary>
    protected string Say(string key, params object?[] values) => BookFor(key).Say(Business.Language, key, values);

    protected string Count(string key, long number, params object?[] values) => Words.Count(Business.Language, key, number, values);

    /// <summary>
    /// Refusals speak English and to whoever asked; guests read the phrase <c>refusal.{code}</c> (value 0: the business's telephone; a variant <c>.no-phone</c> may stand beside it), and for
    /// each faulty field <c>missing.{field}</c> or <c>wrong.{field}</c>, the code before the field where <c>wrong.{code}</c> exists.
    /// </summary>
    protected override void Refuse(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        base.Refuse(refusal with
        {
            Message = Message(refusal),
            Errors = refusal.Errors.Keys.ToDictionary(field => field, field => new[] { Fault(refusal.Code, field) }),
        });
    }

    private string Message(Refusal refusal)
    {
        var key = Has($"refusal.{refusal.Code}") ? $"refusal.{refusal.Code}" : $"refusal.{refusal.Kind.ToStatus()}";
        return Business.Phone is null && Has($"{key}.no-phone") ? Say($"{key}.no-phone") : Say(key, Business.Phone);
    }

    private string Fault(string code, string field) => Say(
        Posted(field) is null && Has($"missing.{field}") ? $"missing.{field}"
        : Has($"wrong.{code}") ? $"wrong.{code}"
        : Has($"wrong.{field}") ? $"wrong.{field}"
        : "wrong.field");

    private bool Has(string key) => Words.Has(key) || GuestWords.Common.Has(key);

    private GuestWords BookFor(string key) => Words.Has(key) ? Words : GuestWords.Common;
}
