using System.Globalization;
using MediaAnalytics.Silo.Verbs;
using MediaAnalytics.Tests.Unit.Inference;
using Spectre.Console;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Verbs;

[Collection(OneTorch.Name)]
public sealed class EvaluateVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("evaluate-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("polka", "nothing was judged of 1 tracks")]
    [InlineData("low", "n 1 of 1, accuracy")]
    public async Task Where_no_genre_is_known_there_is_no_figure(string genre, string told)
    {
        string text = await EvaluateAsync(genre);
        Assert.Contains(told, text, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        Assert.Contains("nothing is known of what the model learnt from", text, StringComparison.Ordinal);
    }

    private async Task<string> EvaluateAsync(string genre)
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder, "logmel.u8"), TinyModel.Levels(0, 1), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_folder, "index.csv"), $"row,clip,genre\n0,a,{genre}\n", TestContext.Current.CancellationToken);
        string model = Path.Combine(_folder, "a.model");
        TinyModel.Write(model);
        var before = AnsiConsole.Console;
        using var told = new StringWriter(CultureInfo.InvariantCulture);
        AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(told) });
        AnsiConsole.Profile.Width = 1_000;
        try
        {
            Assert.Equal(0, await EvaluateVerb.RunAsync(new EvaluateRequest(_folder, null, null, null, null, Json: false, model), TextWriter.Null, TestContext.Current.CancellationToken));
        }
        finally
        {
            AnsiConsole.Console = before;
        }

        return told.ToString();
    }
}
