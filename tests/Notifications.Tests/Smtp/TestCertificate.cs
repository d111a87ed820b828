using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BookingPlatform.Notifications.Tests.Smtp;

/// <summary>A certificate for <c>localhost</c>, signed by itself; trusted by this user's programs as long as it is not disposed, or not at all.</summary>
public sealed class TestCertificate : IDisposable
{
    private readonly bool isTrusted;

    public TestCertificate(bool isTrusted)
    {
        this.isTrusted = isTrusted;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var fresh = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Certificate = X509CertificateLoader.LoadPkcs12(fresh.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
        if (isTrusted)
            InStore(store => store.Add(WithoutKey));
    }

    public X509Certificate2 Certificate { get; }

    private X509Certificate2 WithoutKey => X509CertificateLoader.LoadCertificate(Certificate.RawData);

    private static void InStore(Action<X509Store> act)
    {
        using var store = new X509Store(StoreName.Root, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadWrite);
        act(store);
    }

    public void Dispose()
    {
        if (isTrusted)
            InStore(store => store.Remove(WithoutKey));
        Certificate.Dispose();
    }
}
