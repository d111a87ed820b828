using System.Text.Json.Nodes;
using BookingPlatform.Connectors.Sync;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Features;
using BookingPlatform.Connectors.Tests.Fakes;
using BookingPlatform.Connectors.Tests.Kit;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Connectors.Tests.Sync;

/// <summary>Guests of merged customers become one in the hotel's system too: a step of its own, for ever.</summary>
public sealed class MergesThere
{
    [Theory, OnEveryDatabase]
    [Trait("Criterion", "C15")]
    public async Task Guests_of_merged_customers_become_one_there_only_by_a_step_of_its_own_with_both_as_they_were_kept(Db db)
    {
        await using var bench = await Bench.Start(db);
        var connection = await bench.Connect();
        var (anna, anne) = await MergedHere(bench);

        (await Merge(bench, connection, anna, sure: false)).Refusal!.Errors["sure"].Single().Should().Be("Tick that you know it cannot be undone in Mews.");
        bench.Mews.RequestsOf("accounts/merge").Should().BeEmpty();
        (await Merge(bench, connection, anna, sure: true)).Value.Merges.Should().Be(1);

        await bench.ErrandComes(anna.Id, OperationState.InStep);
        bench.Hotel.Guests.Count(guest => guest["IsActive"]!.GetValue<bool>()).Should().Be(1);
        (await bench.Ask<ListLinks, IReadOnlyList<ListLinks.LinkItem>>(list => list.Handle(anna.Id, default))).Should().ContainSingle().Which.CustomerId.Should().Be(anna.Id);
        var kept = JsonNode.Parse((await bench.Inside(services => services.GetRequiredService<SyncDb>().Errands.Select(errand => errand.Snapshots).SingleAsync()))!)!;
        (kept["survivor"]!["Email"]!.GetValue<string>(), kept["victim"]!["Email"]!.GetValue<string>()).Should().Be(("anna@smyth.example", "anne@smyth.example"));

        bench.People.Know(anne);
        await bench.Tell(new CustomersUnmerged(Guid.CreateVersion7(), anna.Id, [anne.Id]), anna.Id);
        (await bench.ErrandComes(anna.Id, OperationState.NeedsStaff)).Message.Should().Contain("Mews cannot take a merge back: make the second profile anew");
    }

    [Fact]
    [Trait("Criterion", "C15")]
    public async Task Guests_that_somebody_merged_there_already_are_merged()
    {
        await using var bench = await Bench.Start(Db.Sqlite);
        var connection = await bench.Connect();
        var (anna, _) = await MergedHere(bench);
        var (kept, gone) = (bench.Hotel.Guests.Single(guest => (string?)guest["FirstName"] == "Anna"), bench.Hotel.Guests.Single(guest => (string?)guest["FirstName"] == "Anne"));
        (gone["IsActive"], gone["MergeTargetId"]) = (false, FakeMewsHotel.Id(kept));

        await Merge(bench, connection, anna, sure: true);

        await bench.ErrandComes(anna.Id, OperationState.InStep);
        bench.Mews.RequestsOf("accounts/merge").Should().BeEmpty();
    }

    [Fact]
    public async Task Cloudbeds_cannot_merge_so_staff_get_the_steps()
    {
        await using var vendor = (CloudbedsBench)await Vendors.Start("Cloudbeds");
        await using var bench = await Bench.Start(Db.Sqlite, plugin: vendor.Plugin);
        var connection = await bench.Connect(vendor);
        vendor.Add("Anna", "Smyth", "anna@smyth.example");
        vendor.Add("Anne", "Smyth", "anne@smyth.example");
        var (anna, _) = await MergedHere(bench);

        await Merge(bench, connection, anna, sure: true);

        (await bench.ErrandComes(anna.Id, OperationState.NeedsStaff)).Message.Should().Contain("In Cloudbeds open Guests, tick both profiles, choose Merge");
    }

    private static async Task<(CustomerCard Kept, CustomerCard Other)> MergedHere(Bench bench)
    {
        var (anna, anne) = (await bench.Arrives(People.New("Anna", "Smyth", "anna@smyth.example")), await bench.Arrives(People.New("Anne", "Smyth", "anne@smyth.example")));
        await bench.Comes(anna, OperationState.InStep);
        await bench.Comes(anne, OperationState.InStep);
        bench.People.Know(anne with { MergedIntoId = anna.Id, IsDeleted = true });
        return (anna, anne);
    }

    private static Task<Answer<MergeGuestsThere.Result>> Merge(Bench bench, Guid connection, CustomerCard customer, bool sure) =>
        bench.Ask<MergeGuestsThere, Answer<MergeGuestsThere.Result>>(merge => merge.Handle(new(customer.Id, connection, sure), default));
}
