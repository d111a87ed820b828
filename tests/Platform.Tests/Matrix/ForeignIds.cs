using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace BookingPlatform.Platform.Tests.Matrix;

/// <summary>
/// Another business's ids: in every address and every body that takes an id, of every table of its module. What is asked with them must be answered as for an id that does not exist,
/// show nothing, change nothing there, and leave no trace of them here.
/// </summary>
[Trait("Criterion", "H-3")]
[Trait("Criterion", "R-10")]
[Trait("Criterion", "H-cve-cross-business")]
public sealed partial class ForeignIds
{
    /// <summary>Filled once for all: nobody changes it, which is what is tested.</summary>
    private static readonly Lazy<Task<FilledHouse>> Theirs = new(async () => await FilledHouse.Open(await (await Testing.Platform.On(Db.Sqlite)).NewBusiness()));

    [Fact]
    public async Task In_an_address_they_are_answered_like_ids_that_do_not_exist()
    {
        var (mine, theirs) = await Houses();
        var before = await theirs.Rows();
        using var key = mine.Platform.Client();
        key.DefaultRequestHeaders.Authorization = new("Bearer", mine.ApiKey);
        using var desk = await Desk.Of(mine);

        var told = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync((await Endpoints.All()).Where(endpoint => endpoint.HasId() && !endpoint.IsOpen()), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (endpoint, ct) =>
        {
            var client = endpoint.IsApi() ? key : desk.Http;
            var unknown = await Ask(client, endpoint, Guid.NewGuid());
            foreach (var (table, id) in theirs.Ids.Where(row => row.Key.StartsWith(endpoint.Module(), StringComparison.Ordinal) || row.Key is "customers_customers" or "bookings_bookings"))
                if (await Ask(client, endpoint, id) is var answer && (answer.Status != unknown.Status || answer.Text != unknown.Text))
                    told.Enqueue($"{endpoint.Method()} {endpoint.Address()} with an id of {table}: {answer.Status}, otherwise {unknown.Status}");
        });

        told.Should().BeEmpty();
        (await theirs.ChangedSince(before)).Should().BeEmpty("nothing of theirs has changed");
    }

    [Fact]
    public async Task In_a_body_they_reach_nothing_show_nothing_and_leave_no_trace()
    {
        var (mine, theirs) = await Houses();
        var own = await FilledHouse.Open(mine);
        var before = await theirs.Rows();
        using var key = mine.Platform.Client();
        key.DefaultRequestHeaders.Authorization = new("Bearer", mine.ApiKey);

        foreach (var endpoint in (await Endpoints.All()).Where(endpoint => endpoint.IsApi() && !endpoint.IsOpen()))
        {
            using var request = endpoint.Request(own.Named, theirs.Named);
            using var answer = await key.SendAsync(request);
            (await answer.Content.ReadAsStringAsync()).Should().NotContain(theirs.Word, endpoint.Address());
            ((int)answer.StatusCode).Should().BeLessThan(500, $"{endpoint.Method()} {endpoint.Address()}");
        }

        await mine.Platform.Delivered(mine);
        (await theirs.ChangedSince(before)).Should().BeEmpty("nothing of theirs has changed");
        var strays = (await own.Rows()).SelectMany(table => table.Value.Where(row => theirs.Ids.Values.Any(id => row.Line.Contains(id.ToString(), StringComparison.OrdinalIgnoreCase))).Select(row => $"{table.Key}: {row.Line}"));
        strays.Should().BeEmpty("no row of ours names one of theirs");
    }

    /// <summary>The control: with their own key the same ids open the same addresses.</summary>
    [Fact]
    public async Task Their_owner_reaches_them()
    {
        var (_, theirs) = await Houses();
        using var key = theirs.Business.Platform.Client();
        key.DefaultRequestHeaders.Authorization = new("Bearer", theirs.Business.ApiKey);

        var reached = 0;
        foreach (var endpoint in (await Endpoints.All()).Where(endpoint => endpoint.HasId() && endpoint.IsApi() && endpoint.Method() == HttpMethod.Get))
        {
            var unknown = await Ask(key, endpoint, Guid.NewGuid());
            foreach (var id in theirs.Ids.Values)
                if ((await Ask(key, endpoint, id)).Status is 200 && unknown.Status is not 200)
                {
                    reached++;
                    break;
                }
        }

        reached.Should().BeGreaterThan(8);
        theirs.Ids.Should().HaveCountGreaterThan(20, "a row of nearly everything is there");
    }

    private static async Task<(TestBusiness Mine, FilledHouse Theirs)> Houses() => (await (await Testing.Platform.On(Db.Sqlite)).NewBusiness(), await Theirs.Value);

    /// <summary>The answer without what differs in each: the id itself, tokens and keys of forms.</summary>
    private static async Task<(int Status, string Text)> Ask(HttpClient client, RouteEndpoint endpoint, Guid id)
    {
        using var request = endpoint.Request(_ => id, _ => Guid.Empty);
        using var answer = await client.SendAsync(request);
        var text = endpoint.IsApi() ? TraceId().Replace((await answer.Content.ReadAsStringAsync()).Replace(id.ToString(), "", StringComparison.OrdinalIgnoreCase), "") : answer.Headers.Location?.OriginalString ?? "";
        return ((int)answer.StatusCode, text);
    }

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex TraceId();
}
