namespace MediaAnalytics.Gateway.Observations;

/// <summary>Says whether more observations may come in. Safe to call from any thread; must not block.</summary>
public interface IIntakeGate
{
    /// <summary>False where the folds lag too far behind the log; the caller should come back after <paramref name="retryAfter"/>.</summary>
    bool TryEnter(out TimeSpan retryAfter);
}
