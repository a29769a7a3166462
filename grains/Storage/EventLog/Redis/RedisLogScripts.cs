namespace MediaAnalytics.Storage.EventLog.Redis;

/// <summary>What the log does inside Redis. An entry of a stream has the offset as its id and one field, the payload.</summary>
internal static class RedisLogScripts
{
    /// <summary>
    /// Makes the log where there is none. KEYS: meta, heads. ARGV: version, partitions, generation. Answers version, partitions and generation of the log that
    /// there is.
    /// </summary>
    public const string Create =
        """
        if redis.call('HSETNX', KEYS[1], 'generation', ARGV[3]) == 1 then
          redis.call('HSET', KEYS[1], 'version', ARGV[1], 'partitions', ARGV[2])
          for k = 0, tonumber(ARGV[2]) - 1 do redis.call('HSET', KEYS[2], k, 0) end
        end
        return redis.call('HMGET', KEYS[1], 'version', 'partitions', 'generation')
        """;

    /// <summary>KEYS: heads, a partition's entries. ARGV: the partition. Answers its head and its newest entry's id, each false where there is none.</summary>
    public const string Ends =
        """
        local newest = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)[1]
        return {redis.call('HGET', KEYS[1], ARGV[1]), newest and newest[1] or false}
        """;

    /// <summary>
    /// Appends to several partitions. KEYS: meta, heads, the partitions' entries. ARGV: the log's generation, the channel; for each partition its number, the head
    /// that the caller knows and how many entries; then all payloads in that order. Answers the new heads. Everything that may fail is looked at before the first
    /// write, since Redis does not undo: where the log is of another generation, or a head is behind what the caller knows, or behind an entry, the answer is the
    /// partition and its head as a text.
    /// </summary>
    public const string Append =
        """
        local heads, message = {}, {}
        if redis.call('HGET', KEYS[1], 'generation') ~= ARGV[1] then return ARGV[3] .. ':-1' end
        for i = 3, #KEYS do
          local a = (i - 2) * 3
          local head = tonumber(redis.call('HGET', KEYS[2], ARGV[a]) or '-1')
          if head < tonumber(ARGV[a + 1]) or redis.call('XREAD', 'COUNT', 1, 'STREAMS', KEYS[i], string.format('%.0f-0', head)) then
            return ARGV[a] .. ':' .. string.format('%.0f', head)
          end
          heads[i - 2] = head
        end
        local next = (#KEYS - 1) * 3
        for i = 3, #KEYS do
          local a = (i - 2) * 3
          local head = heads[i - 2]
          for n = 1, tonumber(ARGV[a + 2]) do
            head = head + 1
            redis.call('XADD', KEYS[i], string.format('%.0f-0', head), 'e', ARGV[next])
            next = next + 1
          end
          redis.call('HSET', KEYS[2], ARGV[a], string.format('%.0f', head))
          heads[i - 2] = head
          message[i - 2] = ARGV[a] .. ':' .. string.format('%.0f', head)
        end
        redis.call('PUBLISH', ARGV[2], table.concat(message, ' '))
        return heads
        """;

    /// <summary>
    /// Reads on. KEYS: a partition's entries. ARGV: the offset before, most entries, most bytes, whether to give one entry at any rate ('1'). One entry at a
    /// time, so that no more than one is fetched in vain. Answers whether any entry stands before the first, then ids and payloads in turn.
    /// </summary>
    public const string Read =
        """
        local answer, bytes, most, id = {0}, 0, tonumber(ARGV[3]), ARGV[1] .. '-0'
        for n = 1, tonumber(ARGV[2]) do
          local entry = redis.call('XRANGE', KEYS[1], '(' .. id, '+', 'COUNT', 1)[1]
          if not entry then break end
          local payload = entry[2][2]
          bytes = bytes + #payload
          if bytes > most and not (n == 1 and ARGV[4] == '1') then break end
          id = entry[1]
          answer[2 * n], answer[2 * n + 1] = id, payload
          if bytes >= most then break end
        end
        if #answer > 1 and redis.call('XRANGE', KEYS[1], '-', '(' .. answer[2], 'COUNT', 1)[1] then answer[1] = 1 end
        return answer
        """;

    /// <summary>KEYS: heads, a partition's entries. ARGV: the partition. Answers its oldest entry's id, or else its head, as a number.</summary>
    public const string Tail =
        """
        local oldest = redis.call('XRANGE', KEYS[2], '-', '+', 'COUNT', 1)[1]
        return oldest and oldest[1] or tonumber(redis.call('HGET', KEYS[1], ARGV[1]))
        """;

    /// <summary>
    /// Trims one piece. KEYS: a partition's entries. ARGV: the offset up to which, most entries of a piece. Answers how many entries went.
    /// </summary>
    public const string Trim =
        """
        local oldest = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1]
        if not oldest then return 0 end
        local piece = tonumber(string.match(oldest[1], '^%d+')) + tonumber(ARGV[2])
        local keep = math.min(piece, tonumber(ARGV[1]) + 1)
        return redis.call('XTRIM', KEYS[1], 'MINID', '=', string.format('%.0f-0', keep))
        """;

    /// <summary>
    /// Makes the log fit what its manifests say, whole or not at all. KEYS: meta, heads, the partitions' entries. ARGV: version, partitions, generation; for each
    /// partition the head that was found or nothing, the head that it is to have, and 1 where its entries go. Answers the first partition whose head is no longer
    /// the one that was found, and then nothing was changed; else -1.
    /// </summary>
    public const string Fit =
        """
        for i = 3, #KEYS do
          if (redis.call('HGET', KEYS[2], i - 3) or '') ~= ARGV[(i - 3) * 3 + 4] then return i - 3 end
        end
        for i = 3, #KEYS do
          local a = (i - 3) * 3 + 4
          if ARGV[a + 2] == '1' then redis.call('UNLINK', KEYS[i]) end
          redis.call('HSET', KEYS[2], i - 3, ARGV[a + 1])
        end
        redis.call('HSET', KEYS[1], 'generation', ARGV[3], 'version', ARGV[1], 'partitions', ARGV[2])
        return -1
        """;

    /// <summary>KEYS: heads, a partition's entries. ARGV: the partition. Answers its head, or nothing, and the ids of its oldest and newest entry where it has any.</summary>
    public const string Span =
        """
        local oldest = redis.call('XRANGE', KEYS[2], '-', '+', 'COUNT', 1)[1]
        local newest = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)[1]
        return {redis.call('HGET', KEYS[1], ARGV[1]) or '', oldest and oldest[1] or '', newest and newest[1] or ''}
        """;
}
