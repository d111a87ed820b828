using BookingPlatform.Kernel.Data;
using BookingPlatform.Notifications.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Advertising;

/// <summary>
/// Who may be advertised to by email. A yes is a <see cref="Consent"/>; a no is an objection of the person and an <see cref="OptOut"/> of the address, and a no is stronger.
/// Only the person takes a no back, signed in or through staff: anybody can type an address on a page, and a file says what somebody said once. The caller saves.
/// </summary>
internal sealed class ConsentBook(NotificationsDb db, AddressHashes hashes, Work work)
{
    /// <param name="CustomerId">Who.</param>
    /// <param name="Email">Their address now; null without one.</param>
    internal sealed record Person(Guid CustomerId, string? Email);

    /// <summary>Why each of them gets no advertising; those who do are left out. Three statements, however many they are.</summary>
    public async Task<IReadOnlyDictionary<Guid, Reason>> WhyNot(IReadOnlyCollection<Person> people, CancellationToken ct)
    {
        var ids = people.Select(person => person.CustomerId).ToArray();
        var agreed = (await db.Consents.Where(one => one.WithdrawnAtUtc == null && EF.Parameter(ids).Contains(one.CustomerId)).Select(one => one.CustomerId).Distinct().ToListAsync(ct)).ToHashSet();
        var objecting = (await db.Objections.Where(one => one.Email && EF.Parameter(ids).Contains(one.CustomerId)).Select(one => one.CustomerId).ToListAsync(ct)).ToHashSet();
        var optedOut = await OptedOut(people, ct);
        return people.Select(person => (person.CustomerId, Why: objecting.Contains(person.CustomerId) || (person.Email is { } email && optedOut.Contains(email)) ? Reason.OptedOut : agreed.Contains(person.CustomerId) ? null : Reason.NoConsent))
            .Where(one => one.Why is not null).ToDictionary(one => one.CustomerId, one => one.Why!);
    }

    private async Task<IReadOnlySet<string>> OptedOut(IReadOnlyCollection<Person> people, CancellationToken ct)
    {
        var named = await hashes.FindMany(people.Select(person => person.Email).OfType<string>().ToList(), ct);
        if (named.Count == 0)
            return new HashSet<string>();
        var (asked, now) = (named.Values.ToArray(), work.Now);
        var found = (await db.OptOuts.Where(one => one.UntilUtc > now && EF.Parameter(asked).Contains(one.AddressHash)).Select(one => one.AddressHash).ToListAsync(ct)).ToHashSet();
        return named.Where(one => found.Contains(one.Value)).Select(one => one.Key).ToHashSet();
    }

    /// <summary>The person themselves agrees: what they refused before is forgotten.</summary>
    public async Task Agree(Person person, Proof proof, CancellationToken ct)
    {
        if (await db.Objections.SingleOrDefaultAsync(one => one.CustomerId == person.CustomerId, ct) is { } objections)
            objections.Email = false;
        await Forget(person.Email, ct);
        Note(person.CustomerId, proof);
    }

    /// <summary>It is said that the person agreed. Where they, or the reader of the address, said no, that stays.</summary>
    /// <returns>Those it counts for.</returns>
    public async Task<IReadOnlyList<Guid>> Hear(IReadOnlyCollection<(Person Person, Proof Proof)> said, CancellationToken ct)
    {
        var whyNot = await WhyNot(said.Select(one => one.Person).ToList(), ct);
        var counting = said.Where(one => whyNot.GetValueOrDefault(one.Person.CustomerId) == Reason.NoConsent).ToList();
        foreach (var (person, proof) in counting)
            Note(person.CustomerId, proof);
        return counting.ConvertAll(one => one.Person.CustomerId);
    }

    private void Note(Guid customerId, Proof proof)
    {
        db.Consents.Add(new Consent { CustomerId = customerId, GivenAtUtc = work.Now, How = proof.How, Wording = Cut(proof.Wording), NotedBy = proof.NotedBy });
        work.Audit(new AuditEntry { Subject = "customer", SubjectId = customerId, Action = "consent.given", Sentence = $"Agreed to advertising by email, {AdvertisingWords.Of(proof.How)}." });
    }

    /// <summary>No more advertising by email: consents are withdrawn, the person objects, the address is remembered.</summary>
    /// <returns>False where all of that was so already.</returns>
    public async Task<bool> Refuse(Person person, WithdrawalWay how, CancellationToken ct)
    {
        var withdrawn = await Withdraw([person.CustomerId], how, ct);
        var remembered = await Remember(person.Email, ct);
        var objections = await db.Objections.SingleOrDefaultAsync(one => one.CustomerId == person.CustomerId, ct) ?? db.Objections.Add(new Objections { CustomerId = person.CustomerId }).Entity;
        if (objections.Email && withdrawn == 0)
            return remembered;
        objections.Email = true;
        work.Audit(new AuditEntry { Subject = "customer", SubjectId = person.CustomerId, Action = "consent.withdrawn", Sentence = $"Wants no advertising by email, {AdvertisingWords.Of(how)}." });
        return true;
    }

    public async Task<int> Withdraw(Guid[] customerIds, WithdrawalWay how, CancellationToken ct)
    {
        var inForce = await db.Consents.Where(one => one.WithdrawnAtUtc == null && EF.Parameter(customerIds).Contains(one.CustomerId)).ToListAsync(ct);
        foreach (var consent in inForce)
            consent.Withdraw(how, work.Now);
        return inForce.Count;
    }

    /// <summary>Once more from now on.</summary>
    public async Task<bool> Remember(string? address, CancellationToken ct)
    {
        if (address is null || await hashes.Make(address, ct) is not { } hash)
            return false;
        if (db.OptOuts.Local.Any(one => one.AddressHash == hash))
            return false;
        var known = await db.OptOuts.SingleOrDefaultAsync(one => one.AddressHash == hash, ct);
        if (known is null)
            db.OptOuts.Add(new OptOut { AddressHash = hash, UntilUtc = work.Now + OptOut.Lasts });
        else
            known.UntilUtc = work.Now + OptOut.Lasts;
        return known is null;
    }

    /// <summary>Mail may go to the address again, once its reader agrees.</summary>
    public async Task Forget(string? address, CancellationToken ct)
    {
        if (address is not null && await hashes.Find(address, ct) is { } hash && await db.OptOuts.SingleOrDefaultAsync(one => one.AddressHash == hash, ct) is { } known)
            db.OptOuts.Remove(known);
    }

    private static string Cut(string wording) => wording.Length <= Consent.LongestWording ? wording : wording[..Consent.LongestWording];

    /// <param name="How">By which way.</param>
    /// <param name="Wording">To which words.</param>
    internal sealed record Proof(ConsentWay How, string Wording)
    {
        public string? NotedBy { get; init; }
    }
}

internal static class AdvertisingWords
{
    public static string Of(ConsentWay how) => how switch
    {
        ConsentWay.Staff => "said to staff",
        ConsentWay.BookingPage => "by a tick on the booking page",
        ConsentWay.GuestApp => "in the Guest App",
        _ => "as an imported address book says",
    };

    public static string Of(WithdrawalWay how) => how switch
    {
        WithdrawalWay.Staff => "said to staff",
        WithdrawalWay.GuestApp => "chosen in the Guest App",
        WithdrawalWay.Link => "by the link in a mail",
        _ => "as the data was erased",
    };
}
