using System.Net;
using BookingPlatform.Connectors.Tests.Fakes;
using BookingPlatform.Kernel.Outgoing;

namespace BookingPlatform.Connectors.Tests.Sync;

public sealed class OutgoingCalls
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.10")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("2002:7f00:1::")]
    public void Addresses_that_are_not_out_in_the_world_are_known(string address) => PrivateNetworks.Contain(IPAddress.Parse(address)).Should().BeTrue();

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2a00:1450:4001::1")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("2002:808:808::")]
    public void Addresses_out_in_the_world_are_free(string address) => PrivateNetworks.Contain(IPAddress.Parse(address)).Should().BeFalse();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_name_that_leads_into_a_private_network_is_called_only_where_the_operator_allows_it(bool allowed)
    {
        await using var mews = await FakeMews.Start();
        using var http = new OutgoingHttp(allowed);
        using var client = new HttpClient(http.Handler, disposeHandler: false);

        var call = () => client.GetAsync(new Uri(mews.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)));

        if (allowed)
            (await call()).StatusCode.Should().Be(HttpStatusCode.NotFound);
        else
            (await call.Should().ThrowAsync<HttpRequestException>()).WithMessage("*private network*");
        mews.Requests.Count.Should().Be(allowed ? 1 : 0);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var mews = await FakeMews.Start();
        mews.Fail(MewsFault.Redirect("http://127.0.0.1:1/steal"));
        using var http = new OutgoingHttp(allowPrivate: true);
        using var client = new HttpClient(http.Handler, disposeHandler: false);

        (await client.GetAsync(new Uri(mews.Address))).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }
}
