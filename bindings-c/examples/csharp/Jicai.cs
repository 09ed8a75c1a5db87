// libjicai for .NET and Mono: P/Invoke declarations of jicai.h, errors as exceptions.
using System;
using System.Runtime.InteropServices;
using System.Text;

public static class Jicai
{
    const string Library = "jicai";
    public const uint AbiVersion = 1;
    public const long None = long.MinValue;
    public const int Ok = 0, BufferTooSmall = 10, BadPointer = 11;
    public const int TierBaseInScope = 1;

    [StructLayout(LayoutKind.Sequential)]
    public struct Error
    {
        public UIntPtr StructSize;
        public int Encoding, Code;
        public long Row;
        [MarshalAs(UnmanagedType.ByValArray, SizeConst = 256)] public byte[] Path;
        [MarshalAs(UnmanagedType.ByValArray, SizeConst = 512)] public byte[] Message;
        [MarshalAs(UnmanagedType.ByValArray, SizeConst = 512)] public byte[] Help;

        public static Error Ready()
        {
            return new Error { StructSize = (UIntPtr)Marshal.SizeOf(typeof(Error)), Path = new byte[256], Message = new byte[512], Help = new byte[512] };
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Line
    {
        public UIntPtr StructSize;
        public long AmountFen, PriceE6, QuantityE4, StandardE6, FirstSelfPayRateE4, FixedSelfPayE6;
        public int NotCovered, Order, Rounding, Reserved;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Split
    {
        public UIntPtr StructSize;
        public long TotalFen, FullyOwnFen, AboveStandardFen, FirstSelfPayFen, InScopeFen, CeilingAmountFen;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Bill
    {
        public UIntPtr StructSize;
        public long DeductibleRemainingFen, AccumulatedFen, FundCapRemainingFen;
        public int TierBase, RoundEachTier, Rounding, Reserved;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct BillTotals
    {
        public UIntPtr StructSize;
        public long TotalFen, FullyOwnFen, AboveStandardFen, FirstSelfPayFen, InScopeFen, DeductibleFen, PooledFen, FundFen, OverCapFen,
            CopayFen, PatientFen, DeductibleLeftFen, FundCapLeftFen;
    }

    // A call that failed: Path names the field.
    public sealed class JicaiException : Exception
    {
        public readonly int Code;
        public readonly long Row;
        public readonly string Path, Advice;

        public JicaiException(Error told) : base(Text(told.Message))
        {
            Code = told.Code;
            Row = told.Row;
            Path = Text(told.Path);
            Advice = Text(told.Help);
        }

        static string Text(byte[] bytes)
        {
            return Encoding.UTF8.GetString(bytes, 0, Math.Max(0, Array.IndexOf(bytes, (byte)0)));
        }
    }

    // Winapi is __stdcall on 32-bit Windows and the C convention elsewhere, as in jicai.h.
    [DllImport(Library)] public static extern uint jicai_abi_version();
    [DllImport(Library)] static extern int jicai_evaluate(byte[] request, UIntPtr requestLength, byte[] response, UIntPtr capacity, out UIntPtr needed);
    [DllImport(Library)] static extern int jicai_line_init(out Line line);
    [DllImport(Library)] static extern int jicai_bill_init(out Bill bill);
    [DllImport(Library)] static extern int jicai_split_line(ref Line line, ref Split split, ref Error error);
    [DllImport(Library)]
    static extern int jicai_settle(ref Bill bill, UIntPtr lines, long[] fullyOwn, long[] aboveStandard, long[] firstSelfPay, long[] inScope,
        UIntPtr tiers, long[] tierUpTo, long[] tierRate, long[] fund, long[] patient, ref BillTotals totals, ref Error error);

    // A line or bill in which nothing is given.
    public static Line NewLine() { Line line; jicai_line_init(out line); return line; }
    public static Bill NewBill() { Bill bill; jicai_bill_init(out bill); return bill; }

    public static Split SplitLine(Line line)
    {
        var split = new Split { StructSize = (UIntPtr)Marshal.SizeOf(typeof(Split)) };
        var error = Error.Ready();
        if (jicai_split_line(ref line, ref split, ref error) != Ok) throw new JicaiException(error);
        return split;
    }

    public static BillTotals Settle(Bill bill, Split[] lines, long[] tierUpTo, long[] tierRate, long[] fund, long[] patient)
    {
        var totals = new BillTotals { StructSize = (UIntPtr)Marshal.SizeOf(typeof(BillTotals)) };
        var error = Error.Ready();
        Func<Converter<Split, long>, long[]> column = part => Array.ConvertAll(lines, part);
        var code = jicai_settle(ref bill, (UIntPtr)lines.Length, column(line => line.FullyOwnFen), column(line => line.AboveStandardFen),
            column(line => line.FirstSelfPayFen), column(line => line.InScopeFen), (UIntPtr)tierUpTo.Length, tierUpTo, tierRate, fund, patient,
            ref totals, ref error);
        if (code != Ok) throw new JicaiException(error);
        return totals;
    }

    // The JSON response to a JSON request, both in UTF-8.
    public static byte[] Evaluate(byte[] request)
    {
        var response = new byte[4096];
        UIntPtr needed;
        var code = jicai_evaluate(request, (UIntPtr)request.Length, response, (UIntPtr)response.Length, out needed);
        if (code == BufferTooSmall)
        {
            response = new byte[(int)needed];
            code = jicai_evaluate(request, (UIntPtr)request.Length, response, (UIntPtr)response.Length, out needed);
        }
        if (code == BufferTooSmall || code == BadPointer) throw new InvalidOperationException("jicai: no response");
        Array.Resize(ref response, (int)needed);
        return response;
    }
}
