using System.Text;

namespace NumberingRules.Storage;

/// <summary>Texts in the order of their UTF-8 bytes: the order of every list, whatever the store.</summary>
internal static class Utf8Order
{
    internal static Comparer<string> Texts { get; } = Comparer<string>.Create(static (one, other) => Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other)));
}
