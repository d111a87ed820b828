using System.Collections.Frozen;
using BookingPlatform.Customers.Search;

namespace BookingPlatform.Customers.Email;

/// <summary>Mailboxes of a desk, not of a person: info@, rezeption@, noreply@ (RFC 2142 and the usage of many countries).</summary>
internal static class RoleAddresses
{
    private static readonly FrozenSet<string> Roles =
        """
        info infos information informacion informacoes informatie informazioni informations contact contacts contacto contato contatto contatti kontakt kontakte kapcsolat yhteys iletisim
        office buero bureau oficina escritorio ufficio kantoor kontor biuro kancelar iroda toimisto ofis admin administration administrator administracion administracao amministrazione administratie verwaltung secretariat sekretariat secretaria segreteria
        reception recepcion recepcao receptie rezeption empfang accueil ricevimento recepcja recepce recepcia recepcija resepsjon resepsiyon resepsion vastaanotto frontdesk frontoffice desk concierge lobby
        booking bookings reservation reservations reservas reserva reserve reservering reserveringen reservierung reservierungen buchung buchungen prenotazione prenotazioni rezerwacja rezerwacje rezervace rezervacije rezervari rezervasyon varaus bokning reservasjon
        sales verkauf vertrieb ventas vendas vendite ventes verkoop myynti sprzedaz marketing events event groups gruppen grupos groupes gruppi
        service services kundenservice kundendienst customerservice clientes atencion servicioalcliente serviceclient klantenservice assistenza obsluga support help helpdesk hilfe ayuda ajuda aide suporte soporte
        noreply donotreply nepasrepondre noresponder naoresponda nonrispondere keineantwort mailerdaemon postmaster hostmaster webmaster abuse root security nobody mailbot bounce bounces newsletter notifications alerts
        billing accounting accounts invoices invoice rechnung rechnungen buchhaltung facturas facturacion faturas contabilidade contabilidad comptabilite facturation fatture amministratore ksiegowosc
        hotel hostel spa salon welcome team staff crew hello hola hallo bonjour ciao
        hr jobs careers karriere recruiting press presse prensa imprensa stampa media legal privacy datenschutz gdpr dpo
        housekeeping restaurant bar kitchen kueche cocina cozinha cucina shop store tienda loja boutique webshop orders bestellung pedidos encomendas ordini commandes
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <param name="local">What stands in front of the @; dots, hyphens, a tag behind + and a number at the end do not matter.</param>
    public static bool IsOne(string local) => Roles.Contains(string.Concat(Words.Of(local.Split('+')[0])).TrimEnd(Digits));

    private static readonly char[] Digits = [.. "0123456789"];
}
