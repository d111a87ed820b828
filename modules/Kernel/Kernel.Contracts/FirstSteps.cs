namespace BookingPlatform.Kernel;

/// <summary>Implemented by modules: what a new business does first. The home page lists the steps of all modules until every one is done.</summary>
public interface IFirstSteps
{
    /// <summary>The module's steps and whether each is done, for the business at work.</summary>
    Task<IReadOnlyList<FirstStep>> Steps(CancellationToken ct);
}

/// <summary>One step on the way to the first booking.</summary>
/// <param name="Order">Steps of all modules are shown in rising order: 10 resource, 20 service, 30 booking.</param>
/// <param name="Title">"Add what can be booked".</param>
/// <param name="Text">One sentence: what it is for.</param>
/// <param name="Action">On the button: "Add a resource".</param>
/// <param name="Href">Where the button leads.</param>
/// <param name="Done">Whether such a thing exists already.</param>
public sealed record FirstStep(int Order, string Title, string Text, string Action, string Href, bool Done);
