using CsCheck;
using MediaAnalytics.Storage.EventLog;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Storage;

/// <summary>The numbers of encoded events, which are read many bits at a time.</summary>
public sealed class EventReaderTests
{
    private static readonly Gen<ulong> AnyLength = Gen.Select(Gen.ULong, Gen.Int[0, 63], (bits, shift) => bits >> shift);

    [Fact]
    public void NumbersOfEveryLengthComeBackWhereverTheyStand() => AnyLength.Array[1, 20].Sample(numbers =>
    {
        var writer = new EventWriter();
        foreach (ulong number in numbers)
            writer.Unsigned(number);
        var reader = new EventReader(writer.ToArray());
        foreach (ulong number in numbers)
            Assert.Equal(number, reader.Unsigned());
        reader.End();
    });

    [Fact]
    public void SignedNumbersComeBack() => Gen.Long.Array[1, 20].Sample(numbers =>
    {
        var writer = new EventWriter();
        foreach (long number in numbers)
            writer.Signed(number);
        var reader = new EventReader(writer.ToArray());
        foreach (long number in numbers)
            Assert.Equal(number, reader.Signed());
    });

    [Theory]
    [InlineData("")]
    [InlineData("80")]
    [InlineData("80808080808080")]
    [InlineData("8080808080808080")]
    [InlineData("FFFFFFFFFFFFFFFFFF")]
    public void ANumberThatIsCutOffIsRefused(string bytes) =>
        Assert.Contains("ends in the middle", Refused(bytes), StringComparison.Ordinal);

    [Theory]
    [InlineData("FFFFFFFFFFFFFFFFFF02")]
    [InlineData("FFFFFFFFFFFFFFFFFFFF01")]
    [InlineData("8080808080808080808001000000000000")]
    public void ANumberBeyondSixtyFourBitsIsRefused(string bytes) =>
        Assert.Contains("beyond 64 bits", Refused(bytes), StringComparison.Ordinal);

    private static string Refused(string bytes) =>
        Assert.Throws<InvalidDataException>(() => new EventReader(Convert.FromHexString(bytes)).Unsigned()).Message;
}
