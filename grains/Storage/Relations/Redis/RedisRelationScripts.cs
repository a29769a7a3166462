namespace MediaAnalytics.Storage.Relations.Redis;

/// <summary>What the relations do inside Redis.</summary>
internal static class RedisRelationScripts
{
    /// <summary>
    /// Puts a row unless the same or a higher version stands. KEYS: versions, payloads, children. ARGV: child, version, 1 where there is a payload, payload.
    /// Versions have up to 19 digits, more than Lua's numbers hold: of two without leading zeros the longer is the higher, and of equal length the later.
    /// </summary>
    public const string Put =
        """
        local stands, version = redis.call('HGET', KEYS[1], ARGV[1]), ARGV[2]
        if stands and (#stands > #version or (#stands == #version and stands >= version)) then return 0 end
        redis.call('HSET', KEYS[1], ARGV[1], version)
        if ARGV[3] == '1' then
          redis.call('HSET', KEYS[2], ARGV[1], ARGV[4])
          redis.call('ZADD', KEYS[3], 0, ARGV[1])
        else
          redis.call('HDEL', KEYS[2], ARGV[1])
          redis.call('ZREM', KEYS[3], ARGV[1])
        end
        return 1
        """;

    /// <summary>A page. KEYS: versions, payloads, children. ARGV: the child before, most rows. Answers child, version and payload in turn.</summary>
    public const string List =
        """
        local rows = {}
        for i, child in ipairs(redis.call('ZRANGEBYLEX', KEYS[3], '(' .. ARGV[1], '+', 'LIMIT', 0, ARGV[2])) do
          rows[3 * i - 2], rows[3 * i - 1], rows[3 * i] = child, redis.call('HGET', KEYS[1], child), redis.call('HGET', KEYS[2], child)
        end
        return rows
        """;
}
