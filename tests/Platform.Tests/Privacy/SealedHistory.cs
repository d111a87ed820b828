using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Platform.Tests.Privacy;

/// <summary>Whoever can write to the database cannot rewrite what happened without its being seen.</summary>
public sealed class SealedHistory
{
    [Theory, OnEveryDatabase]
    public async Task A_changed_removed_added_or_emptied_line_breaks_the_seal(Db db)
    {
        var business = await (await Testing.Platform.On(db)).NewBusiness();
        var first = await Change(business, "Anna");
        await Change(business, "Ben");
        (await Seal(business)).Should().NotBeNull();
        await Change(business, "Cleo");
        (await Seal(business))!.Number.Should().Be(2);
        (await Seal(business)).Should().BeNull("nothing is left to seal");
        (await Verify(business)).Faults.Should().BeEmpty();

        await Tamper(business, lines => lines.Where(line => line.SubjectId == first && line.Before == null).ExecuteUpdateAsync(set => set.SetProperty(line => line.ActorName, "Somebody else")));
        (await Verify(business)).Faults.Should().ContainMatch("Line * was changed after it was sealed.");
        await Tamper(business, lines => lines.Where(line => line.SubjectId == first).ExecuteUpdateAsync(set => set.SetProperty(line => line.ErasureId, Guid.NewGuid())));
        (await Verify(business)).Faults.Should().ContainMatch("*of which the trail knows nothing.");
        await Tamper(business, lines => lines.Where(line => line.SubjectId == first).ExecuteDeleteAsync());
        (await Verify(business)).Faults.Should().ContainMatch("Seal 1 * was made over * lines; there are *");
    }

    [Theory, OnEveryDatabase]
    public async Task A_seal_made_anew_does_not_fit_the_one_after_it(Db db)
    {
        var business = await (await Testing.Platform.On(db)).NewBusiness();
        await Change(business, "Anna");
        await Seal(business);
        await Change(business, "Ben");
        await Seal(business);

        await business.Platform.Inside(business, services => services.GetRequiredService<KernelDb>().Seals.Where(seal => seal.Number == 1).ExecuteUpdateAsync(set => set.SetProperty(seal => seal.Hash, new string('A', 64))));

        (await Verify(business)).Faults.Should().HaveCount(2).And.AllSatisfy(fault => fault.Should().Contain("does not fit"));
    }

    private static async Task<Guid> Change(TestBusiness business, string name) => (await business.Post("customers", new { firstName = name, lastName = "Lee" })).Expect(201).Id;

    private static Task<AuditSeal?> Seal(TestBusiness business) => business.Platform.Inside(business, services => services.GetRequiredService<SealLines>().Handle(CancellationToken.None));

    private static Task<AuditVerdict> Verify(TestBusiness business) => business.Platform.Inside(business, services => services.GetRequiredService<VerifyAudit>().Handle(CancellationToken.None));

    private static async Task Tamper(TestBusiness business, Func<IQueryable<AuditEntry>, Task<int>> change) =>
        (await business.Platform.Inside(business, services => change(services.GetRequiredService<KernelDb>().Audit))).Should().BePositive();
}
