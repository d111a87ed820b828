using System.Collections.Frozen;

namespace BookingPlatform.Customers.Email;

/// <summary>Where people of many countries have their mailboxes: what a mistyped domain is compared with, and what says nothing about who somebody works for.</summary>
internal static class MailProviders
{
    /// <summary>The most used first: of two equally near ones the earlier is suggested.</summary>
    public static IReadOnlyList<string> Domains { get; } =
        """
        gmail.com hotmail.com outlook.com yahoo.com icloud.com live.com aol.com msn.com googlemail.com me.com mac.com
        proton.me protonmail.com pm.me gmx.de gmx.net gmx.at gmx.ch gmx.com web.de t-online.de freenet.de arcor.de posteo.de mailbox.org
        hotmail.co.uk outlook.fr hotmail.fr hotmail.de hotmail.it hotmail.es hotmail.be hotmail.nl hotmail.se hotmail.dk hotmail.no hotmail.gr hotmail.com.br hotmail.com.tr hotmail.co.jp
        live.co.uk live.fr live.de live.it live.nl live.be live.se live.dk live.no live.com.pt live.com.au live.ca live.ie
        outlook.de outlook.es outlook.it outlook.pt outlook.com.br outlook.be outlook.dk outlook.jp outlook.ie outlook.com.au
        yahoo.co.uk yahoo.fr yahoo.de yahoo.it yahoo.es yahoo.com.br yahoo.co.jp yahoo.co.in yahoo.in yahoo.ca yahoo.com.au yahoo.com.mx yahoo.com.ar yahoo.com.tr yahoo.gr yahoo.ie
        yahoo.com.hk yahoo.com.tw yahoo.com.sg yahoo.com.ph yahoo.com.vn yahoo.co.id yahoo.co.kr yahoo.se yahoo.no yahoo.dk yahoo.pl ymail.com rocketmail.com email.com mail.com
        btinternet.com sky.com talktalk.net virginmedia.com ntlworld.com blueyonder.co.uk tiscali.co.uk eircom.net
        orange.fr wanadoo.fr free.fr sfr.fr laposte.net neuf.fr bbox.fr numericable.fr club-internet.fr voila.fr
        libero.it virgilio.it tiscali.it alice.it tin.it fastwebnet.it inwind.it iol.it poste.it aruba.it
        sapo.pt mail.telepac.pt netcabo.pt clix.pt iol.pt telefonica.net terra.es ono.com movistar.es
        bol.com.br uol.com.br terra.com.br ig.com.br globo.com r7.com oi.com.br prodigy.net.mx fibertel.com.ar arnet.com.ar
        mail.ru yandex.ru ya.ru yandex.com rambler.ru bk.ru list.ru inbox.ru ukr.net i.ua meta.ua abv.bg tut.by
        wp.pl o2.pl onet.pl op.pl interia.pl gazeta.pl poczta.onet.pl seznam.cz centrum.cz email.cz volny.cz azet.sk zoznam.sk post.sk
        freemail.hu citromail.hu t-online.hu siol.net inet.hr net.hr eunet.rs otenet.gr in.gr forthnet.gr inbox.lv inbox.lt mail.ee hot.ee
        telenet.be skynet.be scarlet.be proximus.be ziggo.nl kpnmail.nl planet.nl hetnet.nl home.nl xs4all.nl chello.nl casema.nl upcmail.nl
        bluewin.ch hispeed.ch sunrise.ch aon.at chello.at a1.net pt.lu telia.com bredband.net comhem.se spray.se online.no broadpark.no
        mail.dk jubii.dk stofanet.dk kolumbus.fi elisanet.fi luukku.com simnet.is walla.co.il walla.com bezeqint.net netvision.net.il
        comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net optonline.net frontier.com windstream.net roadrunner.com juno.com
        shaw.ca rogers.com sympatico.ca bell.net telus.net videotron.ca bigpond.com bigpond.net.au optusnet.com.au iinet.net.au tpg.com.au xtra.co.nz
        qq.com 163.com 126.com yeah.net sina.com sina.cn sohu.com foxmail.com aliyun.com 139.com naver.com daum.net hanmail.net nate.com
        docomo.ne.jp ezweb.ne.jp softbank.ne.jp i.softbank.jp nifty.com biglobe.ne.jp ocn.ne.jp rediffmail.com sify.com
        hinet.net pchome.com.tw singnet.com.sg netvigator.com telkomsa.net mweb.co.za vodamail.co.za zoho.com fastmail.com hey.com tuta.com tutanota.com
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static readonly FrozenSet<string> Known = Domains.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] Parts = Domains.SelectMany(domain => domain.Split('.', '-')).Distinct().Order(StringComparer.Ordinal).ToArray();

    public static bool Has(string domain) => Known.Contains(domain);

    /// <summary>Whether a word may be the beginning of one of those domains or of a part of it: "gma", "com".</summary>
    public static bool StartsWord(string word)
    {
        var at = Array.BinarySearch(Parts, word, StringComparer.Ordinal);
        return at >= 0 || ~at < Parts.Length && Parts[~at].StartsWith(word, StringComparison.Ordinal);
    }
}
