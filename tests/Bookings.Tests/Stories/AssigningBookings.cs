using System.Text.Json.Nodes;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Bookings.Tests.Stories;

/// <summary>Assign another customer: from the wrong or temporary record to the right one (S0-49 … S0-57).</summary>
public sealed class AssigningBookings
{
    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-49"), Trait("Criterion", "S0-51"), Trait("Criterion", "S0-54"), Trait("Criterion", "C3")]
    public async Task A_booking_moves_to_the_right_record_and_keeps_the_name_it_was_booked_in(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = (await desk.Book(desk.Booking().With("notes", "Window seat"))).Expect(201);
        var (wrong, right) = (Customer(booking), await desk.Customer("Anna", "Silva", "anna@example.com"));

        var assigned = (await Assign(desk, booking.Id, right)).Expect(200);

        (Customer(assigned), (string?)assigned["bookedAs"], (string?)assigned["notes"], (string?)assigned["customer"]!["email"]).Should().Be((right, "Ana Silva", "Window seat", "anna@example.com"));
        (await Of(desk, right), await Of(desk, wrong)).Should().BeEquivalentTo((new[] { booking.Id }, Array.Empty<Guid>()));
        ((string?)(await desk.Business.Get($"customers/{wrong}")).Expect(200)["firstName"]).Should().Be("Ana", "the record itself is left alone");
        (await desk.Business.Get($"bookings/{booking.Id}")).Expect(200)["history"]![0]!["sentence"]!.ToString().Should().Be("Assigned from Ana Silva to Anna Silva.");
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-53")]
    public async Task Both_customers_histories_tell_it_and_undoing_it(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = (await desk.Book(desk.Booking())).Expect(201);
        var (wrong, right) = (Customer(booking), await desk.Customer("Anna", "Silva", "anna@example.com"));

        var assigned = (await Assign(desk, booking.Id, right)).Expect(200);
        (await desk.Business.Post($"bookings/{booking.Id}/assign/{assigned["assignmentId"]}/undo")).Expect(200);

        var code = (string)booking["code"]!;
        (await Told(desk, wrong)).Should().Contain([$"Booking {code} assigned to Anna Silva.", $"Booking {code} returned from Anna Silva."]);
        (await Told(desk, right)).Should().Contain([$"Booking {code} assigned from Ana Silva.", $"Booking {code} returned to Ana Silva."]);
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-53")]
    public async Task Several_at_once_or_all_of_a_customer(Db db)
    {
        var desk = await Desk.Open(db);
        var (wrong, right) = (await desk.Customer("Ana", "Sliva", "ana.sliva@example.com"), await desk.Customer("Ana", "Silva", "ana@example.com"));
        var ids = new List<Guid>();
        foreach (var time in new[] { "10:00", "12:00", "14:00" })
            ids.Add((await desk.Book(desk.Booking(time).ForKnown(wrong))).Expect(201).Id);

        var two = (await desk.Business.Post("bookings/assign", new { bookingIds = ids.Take(2), customerId = right })).Expect(200);
        var rest = (await desk.Business.Post("bookings/assign", new { fromCustomerId = wrong, customerId = right })).Expect(200);

        (two["items"]!.AsArray().Count, rest["items"]!.AsArray().Count).Should().Be((2, 1));
        (await Of(desk, right)).Should().BeEquivalentTo(ids);
        (await desk.Business.Post($"bookings/assign/{two.Id}/undo")).Expect(200);
        (await Of(desk, wrong)).Should().BeEquivalentTo(ids.Take(2));
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-53")]
    public async Task Undoing_restores_exactly_and_once_and_not_when_somebody_assigned_again(Db db)
    {
        var desk = await Desk.Open(db);
        var ana = await desk.Customer("Ana", "Silva", "ana@example.com");
        await desk.Flag(ana, "Smokes");
        var booking = (await desk.Book(desk.Booking().ForKnown(ana))).Expect(201).Id;
        var (rui, eva) = (await desk.Customer("Rui", "Costa", "rui@example.com"), await desk.Customer("Eva", "Reis", "eva@example.com"));
        var first = (string)(await Assign(desk, booking, rui)).Expect(200)["assignmentId"]!;
        var second = (string)(await Assign(desk, booking, eva)).Expect(200)["assignmentId"]!;

        (await Undo(desk, booking, first)).ExpectProblem(409, "assigned-again");
        (await Undo(desk, booking, second)).Expect(200);
        (await Undo(desk, booking, second)).ExpectProblem(409, "already-undone");
        (await desk.Kept(booking)).Text.Should().BeNull("Rui is not flagged");
        (await Undo(desk, booking, first)).Expect(200);

        (await Of(desk, ana)).Should().Equal(booking);
        (await desk.Kept(booking)).Should().Be(new KeptAlert("Smokes", true));
        (await desk.Business.Get($"bookings/{booking}")).Expect(200)["assignmentId"].Should().BeNull();
        (await Undo(desk, Guid.NewGuid(), first)).ExpectProblem(404, "not-found");
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S2-33"), Trait("Criterion", "S0-57"), Trait("Criterion", "S0-52")]
    public async Task An_inherited_alert_is_replaced_by_the_targets_which_is_told_before_and_an_own_one_stays(Db db)
    {
        var desk = await Desk.Open(db);
        var (ana, rui) = (await desk.Customer("Ana", "Silva", "ana@example.com"), await desk.Customer("Rui", "Costa", "rui@example.com"));
        await desk.Flag(ana, "Smokes");
        await desk.Flag(rui, "Argues");
        var inherited = (await desk.Book(desk.Booking("10:00").ForKnown(ana))).Expect(201).Id;
        var own = (await desk.Book(desk.Booking("12:00").ForKnown(ana).With("alert", "Bad knee"))).Expect(201).Id;

        var preview = (await desk.Business.Get($"bookings/assign/preview?bookingId={inherited}&bookingId={own}&customerId={rui}")).Expect(200);
        (await desk.Business.Post("bookings/assign", new { bookingIds = new[] { inherited, own }, customerId = rui })).Expect(200);

        ((string?)preview["targetAlert"]).Should().Be("Argues");
        Codes(preview, "moves").Should().Equal("history", "bill", "alert", "messages", "pms");
        Codes(preview, "stays").Should().Equal("notes", "own-alert", "booked-as", "documents", "customer");
        (await desk.Kept(inherited), await desk.Kept(own)).Should().Be((new("Argues", true), new KeptAlert("Bad knee", false)));
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-50"), Trait("Criterion", "S0-56")]
    public async Task Somebody_new_takes_it_and_a_temporary_record_left_without_bookings_is_offered_not_deleted(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = (await desk.Book(desk.Booking())).Expect(201);
        var temporary = Customer(booking);
        var second = (await desk.Book(desk.Booking("12:00").ForKnown(temporary))).Expect(201).Id;

        var first = (await desk.Business.Post($"bookings/{booking.Id}/assign", new { newCustomer = new { firstName = "Rui", lastName = "Costa", email = "rui@example.com" } })).Expect(200);
        var last = (await Assign(desk, second, Customer(first))).Expect(200);

        first["leftEmpty"]!.AsArray().Should().BeEmpty("one booking is still there");
        var offered = last["leftEmpty"]!.AsArray().Should().ContainSingle().Subject!;
        ((Guid)offered["customerId"]!, (string?)offered["deleteAt"]).Should().Be((temporary, $"/customers/{temporary}/delete"));
        (await desk.Business.Get($"customers/{temporary}")).Expect(200);
    }

    [Theory, OnEveryDatabase]
    public async Task What_cannot_be_assigned_is_refused_and_nothing_moves(Db db)
    {
        var desk = await Desk.Open(db);
        var other = await Desk.Open(desk.Business.Platform);
        var (foreign, stranger) = ((await other.Book(other.Booking())).Expect(201).Id, await other.Customer("Max", "Moser", "max@example.com"));
        var booking = (await desk.Book(desk.Booking())).Expect(201);
        var gone = await desk.Customer("Eva", "Gone", "eva@example.com");
        (await desk.Business.Delete($"customers/{gone}")).Expect(200);

        (await Assign(desk, booking.Id, Customer(booking))).ExpectProblem(409, "same-customer");
        (await Assign(desk, booking.Id, Guid.NewGuid())).ExpectProblem(404, "unknown-customer");
        (await Assign(desk, booking.Id, stranger)).ExpectProblem(404, "unknown-customer");
        (await Assign(desk, booking.Id, gone)).ExpectProblem(409, "customer-deleted");
        (await Assign(desk, foreign, Customer(booking))).ExpectProblem(404, "not-found");
        (await desk.Business.Post("bookings/assign", new { bookingIds = new[] { booking.Id, foreign }, customerId = gone })).ExpectProblem(404, "not-found");
        (await desk.Business.Post("bookings/assign", new { customerId = gone })).ExpectProblem(422, "validation");
        (await desk.Business.Post($"bookings/{booking.Id}/assign", new { })).ExpectProblem(422, "validation");
        (await desk.Business.Post($"bookings/{booking.Id}/assign", new { newCustomer = new { firstName = "Rui", lastName = "Costa" } })).ExpectProblem(422, "email-missing");
        (await desk.Business.Get($"bookings/{booking.Id}/assign/preview?customerId={gone}")).ExpectProblem(409, "customer-deleted");

        Customer((await desk.Business.Get($"bookings/{booking.Id}")).Expect(200)).Should().Be(Customer(booking));
        (await desk.Customers()).Should().Be(1, "nobody was made for a booking that did not move");
    }

    [Fact]
    [Trait("Criterion", "S0-53")]
    public async Task It_needs_a_right_of_its_own()
    {
        var desk = await Desk.Open(Db.Sqlite);
        var booking = (await desk.Book(desk.Booking())).Expect(201);
        using var looking = desk.Business.Platform.Client();
        looking.DefaultRequestHeaders.Authorization = new("Bearer", await desk.Business.Platform.NewKey(desk.Business, Right.SeeBookings, Right.Book));

        var answer = await looking.PostAsync($"/api/v1/bookings/{booking.Id}/assign", new StringContent("{}", null, "application/json"));

        ((int)answer.StatusCode).Should().Be(403);
    }

    private static Task<ApiAnswer> Assign(Desk desk, Guid booking, Guid customer) => desk.Business.Post($"bookings/{booking}/assign", new { customerId = customer });

    private static Task<ApiAnswer> Undo(Desk desk, Guid booking, string assignment) => desk.Business.Post($"bookings/{booking}/assign/{assignment}/undo");

    private static Guid Customer(ApiAnswer booking) => (Guid)booking["customerId"]!;

    private static IEnumerable<string> Codes(ApiAnswer preview, string list) => preview[list]!.AsArray().Select(effect => (string)effect!["code"]!);

    private static async Task<IEnumerable<Guid>> Of(Desk desk, Guid customer) =>
        ((JsonArray)(await desk.Business.Get($"bookings?customerId={customer}")).Expect(200)["items"]!).Select(one => (Guid)one!["id"]!);

    private static async Task<IEnumerable<string>> Told(Desk desk, Guid customer) =>
        ((JsonArray)(await desk.Business.Get($"audit?subject={customer}")).Expect(200)["items"]!).Select(one => (string)one!["sentence"]!);
}
