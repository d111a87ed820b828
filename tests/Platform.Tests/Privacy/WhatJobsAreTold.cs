using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Platform.Tests.Privacy;

/// <summary>Reliability, row 14: what waits for a delivery and what runs as a job names ids only. Delivered facts are gone at once, so the database itself keeps a copy of each.</summary>
[Trait("Reliability", "14")]
public sealed class WhatJobsAreTold
{
    [Fact]
    public async Task No_fact_that_was_ever_told_and_no_job_says_who_a_guest_is()
    {
        await using var platform = await Testing.Platform.Start(Db.Sqlite);
        var business = await platform.NewBusiness("UTC");
        await Run(business,
            "CREATE TABLE told (Text TEXT)",
            "CREATE TRIGGER keep_told AFTER INSERT ON kernel_outbox BEGIN INSERT INTO told VALUES (NEW.Fact || ' ' || NEW.Body || ' ' || COALESCE(NEW.TraceParent, '')); END",
            "CREATE TRIGGER keep_errors AFTER UPDATE ON kernel_outbox BEGIN INSERT INTO told VALUES (COALESCE(NEW.Error, '')); END",
            "CREATE TRIGGER keep_runs AFTER UPDATE ON kernel_job_runs BEGIN INSERT INTO told VALUES (NEW.Job || ' ' || COALESCE(NEW.Error, '')); END");
        await new Canary(business).Live();
        await Run(business, "INSERT INTO told VALUES ('control Zwetschgenbaum')");

        var told = await platform.Inside(business, services => services.GetRequiredService<KernelDb>().Database.SqlQueryRaw<string>("SELECT Text AS Value FROM told").ToListAsync());

        told.Should().HaveCountGreaterThan(20, "a story tells many facts");
        told.Where(text => Canary.Marks.Any(mark => text.Contains(mark, StringComparison.Ordinal))).Should().Equal(["control Zwetschgenbaum"], "what was planted is found, and nothing else");
    }

    private static Task<int> Run(TestBusiness business, params string[] statements) => business.Platform.Inside(business, async services =>
    {
        foreach (var sql in statements)
            await services.GetRequiredService<KernelDb>().Database.ExecuteSqlRawAsync(sql);
        return statements.Length;
    });
}
