using System.Runtime.InteropServices;

namespace NumberingRules.Proof.Enumeration;

/// <summary>
/// A whole state in 16 bytes: the numbers under which the header, the places of the series and up to three invoices,
/// in order of appearance, are kept (0: has not appeared). Exact: two states are the same when these are, no hash decides.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Packed(ulong High, ulong Low) : IComparable<Packed>
{
    internal const int MostInvoices = 3;

    internal int Header => (int)(High >> 48);

    internal int Places => (int)(High >> 32 & 0xFFFF);

    internal int Invoice(int slot) => slot switch
    {
        0 => (int)(High & 0xFFFF_FFFF),
        1 => (int)(Low >> 32),
        _ => (int)(Low & 0xFFFF_FFFF),
    };

    internal static Packed Of(int header, int places, ReadOnlySpan<int> invoices) => new(
        (ulong)checked((ushort)header) << 48 | (ulong)checked((ushort)places) << 32 | (uint)invoices[0],
        (ulong)(uint)invoices[1] << 32 | (uint)invoices[2]);

    public int CompareTo(Packed other) => High == other.High ? Low.CompareTo(other.Low) : High.CompareTo(other.High);

    public override int GetHashCode() => unchecked((int)((High ^ (Low * 0x9E37_79B9_7F4A_7C15UL)) * 0xC2B2_AE3D_27D4_EB4FUL >> 32));
}
