using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Notifications.Contracts;
using BookingPlatform.Notifications.Gate;
using BookingPlatform.Notifications.Templates;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Notifications.Mail;

/// <summary>Hands a mail with a secret over, past the one gate. What is in it is known to nobody but the mail.</summary>
internal sealed class HandOverSecret(MessageGate gate, SecretMailWriter writer, IMailTransport transport, IBusinesses businesses, Work work, IOptions<WebSettings> web) : ISecretMail
{
    public async Task<HandOver> Send(SecretMail mail, CancellationToken ct)
    {
        if (await gate.AskForAddress(mail.Recipient, mail.CustomerId, ct) is { } whyNot)
            return new HandOver(HandOverOutcome.Never, whyNot.Sentence);
        var written = writer.Write(mail, await businesses.Get(work.BusinessId, ct));
        return await transport.Send(written, ct) switch
        {
            Receipt.Taken => new HandOver(HandOverOutcome.Taken),
            Receipt.Unknown => new HandOver(HandOverOutcome.Taken, "Handed to the mail server without an answer."),
            Receipt.NotNow notNow => new HandOver(HandOverOutcome.Later, notNow.Why.Sentence) { After = notNow.After },
            Receipt.Never never => new HandOver(HandOverOutcome.Never, never.Why.Sentence),
            var receipt => throw new InvalidOperationException($"A {receipt.GetType().Name} is no receipt known here."),
        };
    }

    public string? LinkTo(string path) => web.Value.HasPublicAddress ? web.Value.PublicAddress!.TrimEnd('/') + path : null;
}
