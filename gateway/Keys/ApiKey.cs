using System.Security.Cryptography;
using System.Text;

namespace MediaAnalytics.Gateway.Keys;

/// <summary>
/// An API key: <c>ma_ID_SECRET</c>, matched by <c>ma_[a-z0-9]{12}_[A-Za-z0-9]{43}</c>, so that a scanner finds one that leaked. The id names its record;
/// the secret has 256 random bits.
/// </summary>
internal static class ApiKey
{
    /// <summary>Letters of an id.</summary>
    public const int IdLength = 12;

    /// <summary>Letters of a secret: 43 of 62 kinds are 256 bits.</summary>
    public const int SecretLength = 43;

    private const string Prefix = "ma_";
    private const string IdLetters = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const string SecretLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int Length = 3 + IdLength + 1 + SecretLength;

    /// <summary>A new key: the whole of it, its id, and the hash to keep.</summary>
    public static (string Key, string Id, byte[] SecretSha256) Create()
    {
        string id = RandomNumberGenerator.GetString(IdLetters, IdLength), secret = RandomNumberGenerator.GetString(SecretLetters, SecretLength);
        return ($"{Prefix}{id}_{secret}", id, Hash(secret));
    }

    /// <summary>Takes a key apart; false where it has not the form of one.</summary>
    public static bool TryParse(string text, out string id, out string secret)
    {
        (id, secret) = ("", "");
        if (text.Length != Length || !text.StartsWith(Prefix, StringComparison.Ordinal) || text[Prefix.Length + IdLength] != '_')
            return false;
        (id, secret) = (text.Substring(Prefix.Length, IdLength), text[^SecretLength..]);
        return IsId(id) && secret.All(SecretLetters.Contains);
    }

    /// <summary>Whether a text has the form of an id.</summary>
    public static bool IsId(string text) => text.Length == IdLength && text.All(IdLetters.Contains);

    /// <summary>SHA-256 of a secret's UTF-8.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Whether a secret has a hash. Takes as long whether it has or not.</summary>
    public static bool Matches(string secret, ReadOnlySpan<byte> hash) => CryptographicOperations.FixedTimeEquals(Hash(secret), hash);
}
