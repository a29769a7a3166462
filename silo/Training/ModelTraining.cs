using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Inference.TensorFiles;
using MediaAnalytics.Inference.Training;
using MediaAnalytics.Silo.DataSets;
using Spectre.Console;

namespace MediaAnalytics.Silo.Training;

/// <summary>Trains a model's networks, some at once, each on a thread of its own. The figures do not depend on how many.</summary>
internal sealed class ModelTraining(TrainingRequest request, GenreModelHeader header, IReadOnlyList<GenreTrack> train, IReadOnlyList<OtherTracks> others, IReadOnlyList<GenreTrack> valid)
{
    private const int JudgeEvery = 5;

    /// <summary>Trains them with progress bars; returns the weights of all.</summary>
    public async Task<IReadOnlyList<NamedTensor>> RunAsync(CancellationToken cancellation)
    {
        var clips = train.SelectMany(t => t.Sound.Clips.Select(c => new TrainingClip(c, Array.IndexOf(header.Labels, t.Genre), t.Name))).Concat(others.SelectMany(o => o.Clips(header.Labels))).ToList();
        string fingerprint = Fingerprint(clips);
        var weights = new IReadOnlyList<NamedTensor>[header.Networks];
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var places = new SemaphoreSlim(request.Workers);
        await AnsiConsole.Progress().Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(progress => Task.WhenAll(Enumerable.Range(0, weights.Length).Select(async index =>
            {
                var bar = progress.AddTask(NameOf(index), maxValue: 1);
                await places.WaitAsync(failed.Token);
                try
                {
                    weights[index] = await Task.Factory.StartNew(
                        () => Train(index, clips, fingerprint, share => bar.Value = share, failed.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                }
                catch
                {
                    await failed.CancelAsync();
                    throw;
                }
                finally
                {
                    places.Release();
                }
            })));
        return MemberWeights.Join(weights);
    }

    private IReadOnlyList<NamedTensor> Train(int index, List<TrainingClip> clips, string fingerprint, Action<double> shareDone, CancellationToken cancellation)
    {
        bool isSummary = index >= header.Members;
        var options = request.Options with { Seed = request.Options.Seed + index, Summary = isSummary ? header.Summary : null };
        string checkpoint = header.Networks == 1 ? request.Checkpoint : string.Create(CultureInfo.InvariantCulture, $"{request.Checkpoint}.{index}");
        if (request.Resume && !File.Exists(checkpoint)) AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{NameOf(index)} begins anew: there is no checkpoint {checkpoint}");
        return new MemberTraining(options, clips, header.Labels.Length, fingerprint, checkpoint).Run(
            request.Resume, shareDone,
            (epoch, loss, average) =>
            {
                bool isLook = valid.Count > 0 && (epoch % JudgeEvery == 0 || epoch == options.Epochs);
                var alone = header with { Members = isSummary ? 0 : 1, Summaries = isSummary ? 1 : 0 };
                string judged = isLook ? $"; judged: {ModelJudge.Text(ModelJudge.Of(alone, average, valid).Figures)}" : "";
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{NameOf(index)}: epoch {epoch} of {options.Epochs}: loss {loss:F4}{judged}");
            },
            cancellation);
    }

    private string NameOf(int index) => index < header.Members ? string.Create(CultureInfo.InvariantCulture, $"network {index + 1}")
        : string.Create(CultureInfo.InvariantCulture, $"summary network {index - header.Members + 1}");

    private string Fingerprint(IEnumerable<TrainingClip> clips)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', header.Labels)));
        foreach (var clip in clips)
        {
            hash.AppendData(clip.Levels.Span);
            hash.AppendData([(byte)clip.Label, (byte)(clip.Label >> 8)]);
            hash.AppendData(MemoryMarshal.AsBytes((clip.Among ?? []).AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
