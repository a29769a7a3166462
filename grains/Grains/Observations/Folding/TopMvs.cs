using System.Text;
using MediaAnalytics.Contracts.Dissemination;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>Keeps the <see cref="Overview.TopLength"/> MVs that spread fastest of all that are offered. One thread at a time.</summary>
internal sealed class TopMvs
{
    private readonly PartitionFold fold;
    private readonly PriorityQueue<(int Mv, long Hour), (int Mv, long Views, long Day)> kept;

    public TopMvs(PartitionFold fold)
    {
        this.fold = fold;
        kept = new(Comparer<(int Mv, long Views, long Day)>.Create(SlowestFirst));
    }

    /// <summary>Keeps an MV if it is among the fastest.</summary>
    public void Offer(int mv, long views, (long Hour, long Day) gained)
    {
        if (kept.Count < Overview.TopLength) kept.Enqueue((mv, gained.Hour), (mv, views, gained.Day));
        else kept.EnqueueDequeue((mv, gained.Hour), (mv, views, gained.Day));
    }

    /// <summary>The kept ones, fastest first; leaves none.</summary>
    public TopMv[] Take()
    {
        var fastest = new TopMv[kept.Count];
        for (int i = fastest.Length - 1; i >= 0; i--)
        {
            kept.TryDequeue(out (int Mv, long Hour) mv, out (int Mv, long Views, long Day) rank);
            CellKey key = fold.Dimensions[fold.Mvs[mv.Mv].Dimensions];
            fastest[i] = new(
                fold.Mvs.Id(mv.Mv), Encoding.UTF8.GetString(fold.Mvs.TitleBytes(mv.Mv)), new(key.Genre, key.GenreSource), key.DeclaredGenre,
                rank.Views, mv.Hour, rank.Day);
        }

        return fastest;
    }

    private int SlowestFirst((int Mv, long Views, long Day) x, (int Mv, long Views, long Day) y)
    {
        int order = x.Day.CompareTo(y.Day);
        if (order == 0) order = x.Views.CompareTo(y.Views);
        return order != 0 ? order : fold.Mvs.IdBytes(y.Mv).SequenceCompareTo(fold.Mvs.IdBytes(x.Mv));
    }
}
