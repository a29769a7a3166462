using System.Net;
using System.Net.Sockets;

namespace MediaAnalytics.Gateway.Keys.Authentication;

/// <summary>
/// Counts failed attempts by remote address (IPv6: by its /64), so that nobody guesses at the key of the configuration, which a person chose. Made keys
/// can't be guessed, and are tried always: many callers may share an address. Any thread.
/// </summary>
internal sealed class FailedAttempts(TimeProvider time)
{
    /// <summary>Failures of one address within <see cref="Window"/> before it must wait.</summary>
    public const int Most = 20;

    /// <summary>Addresses that are remembered; those beyond share one count.</summary>
    public const int MaxAddresses = 10_000;

    /// <summary>How long failures count.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private static readonly IPAddress Others = IPAddress.None;

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, (int Failures, long Since)> _counts = [];

    /// <summary>How long an address must wait; null where it need not.</summary>
    public TimeSpan? Wait(IPAddress? from)
    {
        lock (_gate)
        {
            if (!_counts.TryGetValue(Place(from), out var count) || count.Failures < Most)
                return null;
            TimeSpan wait = Window - time.GetElapsedTime(count.Since);
            return wait > TimeSpan.Zero ? wait : null;
        }
    }

    /// <summary>Notes a failure, and says whether it is the one after which the address must wait.</summary>
    public bool Add(IPAddress? from)
    {
        lock (_gate)
        {
            IPAddress place = Place(from);
            (int failures, long since) = _counts.TryGetValue(place, out var count) && time.GetElapsedTime(count.Since) < Window ? count : (0, time.GetTimestamp());
            _counts[place] = (failures + 1, since);
            return failures + 1 == Most;
        }
    }

    private IPAddress Place(IPAddress? from)
    {
        IPAddress place = Network(from ?? Others);
        if (_counts.ContainsKey(place) || _counts.Count < MaxAddresses)
            return place;
        foreach (IPAddress old in _counts.Where(count => time.GetElapsedTime(count.Value.Since) >= Window).Select(count => count.Key).ToArray())
            _counts.Remove(old);
        return _counts.Count < MaxAddresses ? place : Others;
    }

    private static IPAddress Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new(bytes);
    }
}
