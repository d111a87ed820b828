using BookingPlatform.Connectors.Sync.Features;
using BookingPlatform.Kernel;
using BookingPlatform.Testing;

namespace BookingPlatform.Connectors.Tests.Sync;

/// <summary>Numbers that staff copy from the hotel's own system.</summary>
public sealed class LinkingByHand
{
    [Fact]
    public async Task A_number_that_cannot_be_one_is_refused_beside_its_field()
    {
        await using var bench = await Bench.Start(Db.Sqlite);
        var connection = await bench.Connect();
        var anna = await bench.Arrives(People.New("Anna", "Smyth", "anna@smyth.example"));
        var stay = bench.People.Has(People.Stay(anna.Id));

        foreach (var typed in new[] { "..", ".", "R\u00001", new string('9', 201) })
            (await Link(typed)).Refusal!.Errors.Keys.Should().Equal("reservation");
        (await Link(" R/1?x ")).Value.Reservation.Should().Be("R/1?x");

        Task<Answer<LinkReservation.Item>> Link(string reservation) =>
            bench.Ask<LinkReservation, Answer<LinkReservation.Item>>(link => link.Handle(new(connection, stay.Id, reservation), default));
    }
}
