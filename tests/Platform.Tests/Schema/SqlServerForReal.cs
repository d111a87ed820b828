using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Platform.Tests.Schema;

/// <summary>With a server, every story of every test project is told on it too. Without one this test is skipped by name, and says for all of them why.</summary>
public sealed class SqlServerForReal
{
    [SqlServerFact]
    [Trait("Criterion", "I-6")]
    public async Task The_platform_starts_on_a_real_SQL_Server_and_takes_a_customer_in()
    {
        var business = await (await Testing.Platform.On(Db.SqlServer)).NewBusiness();

        (await business.Post("customers", new { firstName = "Anna", lastName = "Quist" })).Expect(201);

        (await business.Get("customers?q=quist")).Expect(200)["items"]!.AsArray().Should().ContainSingle();
    }
}
