using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference.TensorFiles;
using MediaAnalytics.Inference.Training;

namespace MediaAnalytics.Silo.Training;

/// <summary>Trains one network of a model, with a checkpoint after each epoch. One thread.</summary>
/// <param name="options">Its settings.</param>
/// <param name="clips">What it learns from.</param>
/// <param name="labels">Number of labels.</param>
/// <param name="fingerprint">Stands for the clips.</param>
/// <param name="checkpoint">The checkpoint's file.</param>
internal sealed class MemberTraining(TrainingOptions options, IReadOnlyList<TrainingClip> clips, int labels, string fingerprint, string checkpoint)
{
    /// <summary>Trains it, from the checkpoint on where <paramref name="resume"/> says so and there is one; returns its weights.</summary>
    /// <param name="resume">Whether to go on from the checkpoint.</param>
    /// <param name="shareDone">Told the share that is done after each step.</param>
    /// <param name="epochDone">Told the epoch, its mean loss and the weights after each epoch.</param>
    /// <param name="cancellation">Stops it within a step.</param>
    /// <exception cref="TensorFileException">The checkpoint is of another run.</exception>
    public IReadOnlyList<NamedTensor> Run(bool resume, Action<double> shareDone, Action<int, double, IReadOnlyList<NamedTensor>> epochDone, CancellationToken cancellation)
    {
        using var trainer = new Trainer(options, clips, labels, LogMelContract.Default);
        if (resume && File.Exists(checkpoint)) trainer.Restore(TrainingCheckpoint.Read(checkpoint, options, fingerprint));
        double steps = (double)options.Epochs * trainer.StepsPerEpoch;
        int done = trainer.Epoch * trainer.StepsPerEpoch;
        shareDone(done / steps);
        while (trainer.Epoch < options.Epochs)
        {
            double loss = trainer.RunEpoch(() => shareDone(++done / steps), cancellation);
            TrainingCheckpoint.Write(checkpoint, options, fingerprint, trainer.Capture());
            epochDone(trainer.Epoch, loss, trainer.Average);
        }

        return trainer.Average;
    }
}
