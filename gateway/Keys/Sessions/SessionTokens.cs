using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MediaAnalytics.Gateway.Keys.Ring;

namespace MediaAnalytics.Gateway.Keys.Sessions;

/// <summary>
/// The page's sessions: <c>ID.EXPIRES.MAC</c>. The browser does not keep the key, and any gateway of the cluster knows the session, since all have the
/// same Keys:Admin, which the MAC's key comes from. It covers the hash of the key's secret, too. A session ends after <see cref="Life"/>, with its key, and
/// with a new Keys:Admin. Any thread.
/// </summary>
internal sealed class SessionTokens(KeysOptions options, KeyRing ring, TimeProvider time)
{
    /// <summary>How long a session lasts.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(12);

    private const int MaxLength = 128;

    // Where there is no Keys:Admin, no session outlives the process.
    private readonly byte[] _key = options.Admin is { } admin
        ? HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(admin), 32, info: "media-analytics session"u8.ToArray())
        : RandomNumberGenerator.GetBytes(32);

    /// <summary>A session of a key that was accepted.</summary>
    public (string Token, DateTimeOffset Expires) Issue(KeyHolder holder)
    {
        long expires = (time.GetUtcNow() + Life).ToUnixTimeSeconds();
        return ($"{Body(holder.Id, expires)}.{Base64Url.EncodeToString(Mac(holder.Id, expires, ring.Find(holder.Id).SecretSha256))}", DateTimeOffset.FromUnixTimeSeconds(expires));
    }

    /// <summary>Whose session it is.</summary>
    public KeyVerdict Read(string token)
    {
        string[] parts = token.Length <= MaxLength ? token.Split('.') : [];
        if (parts.Length != 3 || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long expires) || !Base64Url.IsValid(parts[2]))
            return KeyRefusal.SessionEnded;
        (KeyVerdict verdict, byte[] secretSha256) = ring.Find(parts[0]);
        if (verdict.Refusal == KeyRefusal.Unavailable)
            return verdict;
        bool genuine = CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(parts[2]), Mac(parts[0], expires, secretSha256));
        return genuine && verdict.Holder is { } holder && expires > time.GetUtcNow().ToUnixTimeSeconds()
            ? holder with { Session = DateTimeOffset.FromUnixTimeSeconds(expires) }
            : KeyRefusal.SessionEnded;
    }

    private static string Body(string id, long expires) => string.Create(CultureInfo.InvariantCulture, $"{id}.{expires}");

    private byte[] Mac(string id, long expires, byte[] secretSha256) =>
        HMACSHA256.HashData(_key, (byte[])[.. secretSha256, .. Encoding.UTF8.GetBytes(Body(id, expires))]);
}
