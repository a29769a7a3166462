using System.Globalization;
using MediaAnalytics.Inference.TensorFiles;

namespace MediaAnalytics.Inference.Models;

/// <summary>How the tensors of several networks stand in one file: each name after its network's number and a stroke, where there are several.</summary>
internal static class MemberWeights
{
    /// <summary>One list of all members' tensors.</summary>
    public static IReadOnlyList<NamedTensor> Join(IReadOnlyList<IReadOnlyList<NamedTensor>> members) => members.Count == 1 ? members[0]
        : members.SelectMany((tensors, member) => tensors.Select(t => t with { Name = Prefix(member) + t.Name })).ToList();

    /// <summary>Each member's tensors, under their own names.</summary>
    public static IEnumerable<IReadOnlyList<NamedTensor>> Split(IReadOnlyList<NamedTensor> tensors, int members) => members == 1 ? [tensors]
        : Enumerable.Range(0, members).Select(member => tensors.Where(t => t.Name.StartsWith(Prefix(member), StringComparison.Ordinal))
            .Select(t => t with { Name = t.Name[Prefix(member).Length..] }).ToList());

    /// <summary>Weights as a model file holds them: rounded to 16 bits.</summary>
    public static IReadOnlyList<NamedTensor> AsStored(IReadOnlyList<NamedTensor> tensors) =>
        tensors.Select(t => t with { Values = Array.ConvertAll(t.Values, v => (float)(Half)v) }).ToList();

    private static string Prefix(int member) => member.ToString(CultureInfo.InvariantCulture) + "/";
}
