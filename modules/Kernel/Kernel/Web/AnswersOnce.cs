using Microsoft.AspNetCore.Builder;

namespace BookingPlatform.Kernel.Web;

/// <summary>The endpoint's answer holds a secret, so it is not kept to answer a repeat with: a repeat is carried out again.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AnswersOnceAttribute : Attribute;

public static class AnswersOnce
{
    public static TBuilder AnswersOnlyOnce<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AnswersOnceAttribute());
}
