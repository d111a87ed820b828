using Microsoft.AspNetCore.Components;

namespace BookingPlatform.Kernel.Ui;

/// <summary>What all fields of a <see cref="PostForm"/> share: label, help, the error of their name, and keeping what was typed.</summary>
public abstract class FieldBase : ComponentBase
{
    [CascadingParameter]
    protected PostForm? Form { get; set; }

    /// <summary>As posted, and as in the refusal's errors: <c>lastName</c>.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>What is stored, shown until something else was typed.</summary>
    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public string? Help { get; set; }

    /// <summary>Needed where two forms on one page have a field of the same name.</summary>
    [Parameter]
    public string? Id { get; set; }

    [Parameter]
    public bool Optional { get; set; }

    /// <summary>Takes the whole row of <c>.fields</c>.</summary>
    [Parameter]
    public bool Full { get; set; }

    /// <summary>Stands under the field: a suggestion, a link.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Others { get; set; }

    protected string InputId => Id ?? Name.Replace('.', '-');

    protected string Css => Full ? "field full" : "field";

    protected string? Error => Form?.Error(Name);

    protected string? Shown => Form?.Typed(Name) ?? Value;

    protected string? Invalid => Error is null ? null : "true";

    protected string? DescribedBy => (Help, Error) switch
    {
        (null, null) => null,
        (_, null) => $"{InputId}-help",
        (null, _) => $"{InputId}-error",
        _ => $"{InputId}-error {InputId}-help",
    };
}
