using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Nodes;

namespace BookingPlatform.Host.Operations;

/// <summary>Takes nodes out of the work and back. They work for all businesses, so where several share an installation only its operator may; each business's history says so.</summary>
internal sealed class RunNodes(NodeDesk desk, IBusinesses businesses, Work work)
{
    public async Task<bool> IsAlone(CancellationToken ct) => (await businesses.All(ct)) is [{ } only] && only.Id == work.BusinessId;

    public async Task<Answer<Done>> OfBusiness(string name, bool drain, CancellationToken ct) =>
        await IsAlone(ct) ? await Set(name, drain, ct) : OperationsRefusals.NotAlone;

    /// <summary>By the operator of the installation, who belongs to no business.</summary>
    public async Task<Answer<Done>> OfInstallation(string name, bool drain, CancellationToken ct)
    {
        var (actor, answer) = (work.Actor, await Set(name, drain, ct));
        if (!answer.Is(out _, out _))
            return answer;
        foreach (var business in await businesses.All(ct))
        {
            work.ActAs(Actor.Platform(business.Id, "Operator"));
            work.Audit(new AuditEntry { Subject = "operations", SubjectId = business.Id, Action = drain ? "node.drained" : "node.resumed", Sentence = $"Node {name} {(drain ? "takes no more work" : "takes work again")}." });
            await work.SaveAsync(ct);
        }

        work.ActAs(actor);
        return answer;
    }

    private Task<Answer<Done>> Set(string name, bool drain, CancellationToken ct) => drain ? desk.Drain(name, ct) : desk.TakeBack(name, ct);
}
