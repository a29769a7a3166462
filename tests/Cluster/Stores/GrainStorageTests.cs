using MediaAnalytics.Tests.Cluster.Stores.Redis;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Stores;

public sealed class SqliteGrainStorageTests() : GrainStorageContract(new SqliteStateRig());

public sealed class RedisGrainStorageTests(RedisFixture redis) : GrainStorageContract(new RedisStateRig(redis.Space())), IClassFixture<RedisFixture>;
