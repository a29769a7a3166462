using MediaAnalytics.Tests.Cluster.Stores.Redis;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Stores;

public sealed class SqliteEventLogContractTests() : EventLogContract(new SqliteLogRig());

public sealed class RedisEventLogContractTests(RedisFixture redis) : EventLogContract(new RedisLogRig(redis.Space())), IClassFixture<RedisFixture>;
