using BookingPlatform.Customers.Matching.Text;
using BookingPlatform.Customers.Matching.Values;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Matching.Tests;

public sealed class NormalisingTests
{
    [Theory]
    [InlineData("  José-María  O'Neill ", "jose maria oneill")]
    [InlineData("STRAßE", "strasse")]
    [InlineData("Łukasz Ørsted", "lukasz orsted")]
    [InlineData("Александр", "aleksandr")]
    [InlineData("Παπαδόπουλος", "papadopoylos")]
    [InlineData("王伟", "wang wei")]
    [InlineData("김민준", "gimminjun")]
    [InlineData("ヤマダ", "yamata")]
    [InlineData("…", "")]
    [InlineData(null, "")]
    public void Any_script_becomes_plain_words(string? text, string folded) => Folding.Fold(text).Should().Be(folded);

    [Theory]
    [InlineData("1990-04-03", false, "19900403")]
    [InlineData("19900403", false, "19900403")]
    [InlineData("3/4/1990", true, "19900403")]
    [InlineData("4/3/1990", false, "19900403")]
    [InlineData("20/8/1991", false, "19910820")]
    [InlineData("24-May-11", false, "20110524")]
    [InlineData("Mar 1 1970", false, "19700301")]
    [InlineData("1943-11-03 00:00:00", false, "19431103")]
    [InlineData("1856-86-18", false, "18568618")]
    [InlineData("1900-01-01", false, "")]
    [InlineData("nothing", false, "")]
    public void Dates_are_read_in_any_common_form(string text, bool dayFirst, string digits) => BirthDate.Read(text, dayFirst).Should().Be(digits);

    [Fact]
    public void A_column_shows_whether_its_days_come_first()
    {
        BirthDate.IsDayFirst(["01/02/1990", "25/12/1980"]).Should().BeTrue();
        BirthDate.IsDayFirst(["01/02/1990", "12/25/1980"]).Should().BeFalse();
    }

    [Theory]
    [InlineData("Anna.Smith+booking@GoogleMail.com", "annasmith@gmail.com")]
    [InlineData("anna.smith@firm.com", "anna.smith@firm.com")]
    [InlineData("\"Jay Jones\" <jjones@fmail.com>", "jjones@fmail.com")]
    [InlineData("guest.01h@placeholder.invalid", "")]
    [InlineData("info@firm.com", "")]
    [InlineData("reception2@firm.com", "")]
    [InlineData("x123@guest.booking.com", "")]
    [InlineData("desk@harbour.example", "")]
    [InlineData("none", "")]
    public void A_mailbox_has_one_form_and_what_names_nobody_is_missing(string text, string mailbox) => EmailValue.Read(text).Should().Be(mailbox);

    [Fact]
    public void The_houses_own_addresses_are_missing() => EmailValue.Read("anna@mail.harbour-hotel.com", ["harbour-hotel.com"]).Should().BeEmpty();

    [Theory]
    [InlineData("+44 (0)20 7946 0018", "442079460018")]
    [InlineData("0044 20 7946 0018", "442079460018")]
    [InlineData("000000", "")]
    [InlineData("123456", "")]
    [InlineData("12", "")]
    public void Telephone_numbers_are_digits(string text, string digits) => PhoneValue.Read(text).Should().Be(digits);

    [Fact]
    public void A_number_with_and_without_its_country_is_one_line() => PhoneValue.IsSameLine("442079460018", "2079460018").Should().BeTrue();

    [Fact]
    public void Names_are_taken_apart()
    {
        PersonName.Read("Dr. Robert", "Smith Jr.").Should().Be(new PersonName("robert", "smith", "", "2"));
        PersonName.Read(null, null, "VASILIEV, Alexander Pavlovich").Should().Be(new PersonName("alexander", "vasiliev", "pavlovich", ""));
        PersonName.Read(null, null, "Ludwig van Beethoven").Should().Be(new PersonName("ludwig", "van beethoven", "", ""));
        PersonName.Read("Unknown", "n/a").Should().Be(new PersonName("", "", "", ""));
    }

    [Fact]
    public void Addresses_are_taken_apart()
    {
        PostalAddress.Read("123 Main Street, Las Vegas NV 89132", null, null, null).Should().Be(new PostalAddress("main st", "123", "las vegas", "89132"));
        PostalAddress.Read("Hardenbergstraße 87", null, "Berlin", "10623").Should().Be(new PostalAddress("hardenbergstr", "87", "berlin", "10623"));
    }

    [Theory]
    [InlineData("vasiliev", "wassiljew")]
    [InlineData("meyer", "maier")]
    [InlineData("philipp", "filip")]
    public void Names_that_sound_alike_have_one_sound(string one, string other) => Phonetics.Of(one).Should().Be(Phonetics.Of(other));
}
