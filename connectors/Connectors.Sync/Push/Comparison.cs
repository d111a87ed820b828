using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;

namespace BookingPlatform.Connectors.Sync.Push;

/// <summary>A customer beside their guest, field by field, by the rules of the connection.</summary>
internal sealed class Comparison
{
    public static readonly DifferingField[] Fields = [DifferingField.Name, DifferingField.Email, DifferingField.Phone, DifferingField.Address];
    private readonly Dictionary<DifferingField, FieldFate> fates;
    private readonly FieldMarks ours;
    private readonly FieldMarks theirs;
    private readonly FieldMarks agreed;

    /// <param name="connection">Whose rules.</param>
    /// <param name="operation">What was agreed and sent before.</param>
    /// <param name="wanted">Ours.</param>
    /// <param name="guest">Theirs, as just read.</param>
    /// <param name="emailIsWorthless">Theirs is a relay or an old address of this person.</param>
    public Comparison(Connection connection, Operation operation, GuestDetails wanted, ExternalGuest guest, bool emailIsWorthless)
    {
        var beside = wanted.Beside(guest);
        var change = GuestChange.Between(guest, beside).Fields;
        (ours, theirs, agreed) = (FieldMarks.Of(beside), FieldMarks.Of(guest), FieldMarks.Read(operation.Agreed));
        var sent = FieldMarks.All(operation.Sent).ToList();
        fates = Fields.ToDictionary(field => field, field => FieldRules.Decide(new FieldSides(field, connection.OwnerOf(field), ours[field], theirs[field])
        {
            Agree = ours[field].Length > 0 && !change.HasFlag(FlagOf(field)),
            Agreed = agreed[field],
            IsEcho = sent.Exists(marks => marks[field] == theirs[field]),
            IsWorthless = field is DifferingField.Email && emailIsWorthless,
            TheirsIsNewer = guest.UpdatedUtc is { } updated && operation.WaitingSinceUtc != default ? updated > operation.WaitingSinceUtc : null,
        }));
    }

    public IEnumerable<DifferingField> With(FieldFate fate) => Fields.Where(field => fates[field] == fate);

    /// <summary>What is left to the PMS when we send: its own fields, and newer ones.</summary>
    public bool IsTheirs(DifferingField field, FieldOwner owner) => fates[field] is FieldFate.Theirs || fates[field] is FieldFate.Differs && owner is FieldOwner.Newest;

    /// <summary>What both say now; where they differ, what they last agreed on.</summary>
    public FieldMarks Agreement => new(AgreedOn(DifferingField.Name), AgreedOn(DifferingField.Email), AgreedOn(DifferingField.Phone), AgreedOn(DifferingField.Address));

    private string AgreedOn(DifferingField field) => fates[field] is FieldFate.Same ? theirs[field] : agreed[field];

    private static GuestFields FlagOf(DifferingField field) => field switch
    {
        DifferingField.Name => GuestFields.Name,
        DifferingField.Email => GuestFields.Email,
        DifferingField.Phone => GuestFields.Phone,
        _ => GuestFields.Address,
    };
}
