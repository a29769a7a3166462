using MediaAnalytics.Gateway.Intake;
using MediaAnalytics.Grains.Observations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Observations;

public sealed class IntakeOptionsTests
{
    [Fact]
    public void LimitsOutOfRangeAreNamed()
    {
        Assert.Null(new IntakeOptions().Problem());
        Assert.Null(new IntakeOptions { MaxEpochs = 10_000, MaxUncommittedBytes = 64 << 20, FutureAllowed = TimeSpan.FromDays(1) }.Problem());
        Assert.StartsWith("Intake:MaxEpochs", new IntakeOptions { MaxEpochs = 0 }.Problem(), StringComparison.Ordinal);
        Assert.StartsWith("Intake:MaxEpochs", new IntakeOptions { MaxEpochs = 10_001 }.Problem(), StringComparison.Ordinal);
        Assert.StartsWith("Intake:MaxUncommittedBytes", new IntakeOptions { MaxUncommittedBytes = (64 << 20) - 1 }.Problem(), StringComparison.Ordinal);
        Assert.StartsWith("Intake:FutureAllowed", new IntakeOptions { FutureAllowed = TimeSpan.FromTicks(-1) }.Problem(), StringComparison.Ordinal);
        Assert.StartsWith("Intake:FutureAllowed", new IntakeOptions { FutureAllowed = TimeSpan.FromHours(25) }.Problem(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "Intake:MaxEpochs must be 1 to 10000")]
    [InlineData("many", "'many' at 'Intake:MaxEpochs'")]
    public void AWrongValueEndsTheStartWithOneSentence(string value, string said)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Intake:MaxEpochs", value)]).Build();
        // The exception that a start shows as one line; others are shown as they are.
        ArgumentException wrong = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddIntake(configuration));
        Assert.Contains(said, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FilesThatAQuestionReadsAreKeptLongerThanItMayTake()
    {
        Assert.Null(new PartitionOptions { LongestQuery = TimeSpan.FromMinutes(2) }.Problem());
        string? problem = new PartitionOptions { LongestQuery = TimeSpan.FromMinutes(1) }.Problem();
        Assert.StartsWith("Partition:LongestQuery is 00:01:00; it must be 00:02:00", problem, StringComparison.Ordinal);
        Assert.EndsWith("set 00:10:00", problem, StringComparison.Ordinal);
    }
}
