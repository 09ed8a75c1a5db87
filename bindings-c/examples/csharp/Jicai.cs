// libjicai for .NET (Framework 4, Core, 5 and later) and Mono: P/Invoke declarations of jicai.h, errors as exceptions.
// Put jicai.dll beside the program. A program for "Any CPU" needs the DLL of the bits that it runs with: better build it for x64 or x86.
using System;
using System.Runtime.InteropServices;
using System.Text;

public static class Jicai
{
    const string Library = "jicai";
    /// <summary>JICAI_ABI_VERSION of the header that these declarations were written from.</summary>
    public const uint AbiVersion = 1;
    /// <summary>In a field of numbers: not given.</summary>
    public const long None = long.MinValue;
    public const int Ok = 0, BufferTooSmall = 10, BadPointer = 11;
    public const int TierBaseInScope = 1, TierBaseAfterDeductible = 2;

    // Before the first call of anything here: the wrong DLL is found when the program starts, not when a sum is wrong.
    static Jicai()
    {
        if (jicai_abi_version() == AbiVersion) return;
        throw new InvalidOperationException(string.Format("jicai {0} has interface {1}, this program was built for interface {2}",
            Marshal.PtrToStringAnsi(jicai_version()), jicai_abi_version(), AbiVersion));
    }

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

    /// <summary>A charge line; NewLine says "not given" in every field.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Line
    {
        public UIntPtr StructSize;
        public long AmountFen, PriceE6, QuantityE4, StandardE6, FirstSelfPayRateE4, FixedSelfPayE6;
        public int NotCovered, Order, Rounding, Reserved;
    }

    /// <summary>A line in its four parts.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Split
    {
        public UIntPtr StructSize;
        public long TotalFen, FullyOwnFen, AboveStandardFen, FirstSelfPayFen, InScopeFen, CeilingAmountFen;
    }

    /// <summary>How a bill is settled; NewBill says "not given" in every field.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Bill
    {
        public UIntPtr StructSize;
        public long DeductibleRemainingFen, AccumulatedFen, FundCapRemainingFen;
        public int TierBase, RoundEachTier, Rounding, Reserved;
    }

    /// <summary>The sums of a settled bill.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct BillTotals
    {
        public UIntPtr StructSize;
        public long TotalFen, FullyOwnFen, AboveStandardFen, FirstSelfPayFen, InScopeFen, DeductibleFen, PooledFen, FundFen, OverCapFen,
            CopayFen, PatientFen, DeductibleLeftFen, FundCapLeftFen;
    }

    /// <summary>A call that failed: Path names the field, Row the row of a table (-1 where none is meant).</summary>
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

        // UTF-8 up to the closing zero. Not a string field: .NET would read it in the ANSI code page.
        static string Text(byte[] bytes)
        {
            return Encoding.UTF8.GetString(bytes, 0, Math.Max(0, Array.IndexOf(bytes, (byte)0)));
        }
    }

    // The calling convention is that of Windows (Winapi) unless stated: __stdcall on 32-bit Windows and the C convention elsewhere, as in jicai.h.
    [DllImport(Library)] static extern uint jicai_abi_version();
    [DllImport(Library)] static extern IntPtr jicai_version();
    [DllImport(Library)] static extern int jicai_evaluate(byte[] request, UIntPtr requestLength, byte[] response, UIntPtr capacity, out UIntPtr needed);
    [DllImport(Library)] static extern int jicai_line_init(out Line line);
    [DllImport(Library)] static extern int jicai_bill_init(out Bill bill);
    [DllImport(Library)] static extern int jicai_split_line(ref Line line, ref Split split, ref Error error);
    [DllImport(Library)]
    static extern int jicai_settle(ref Bill bill, UIntPtr lines, long[] fullyOwn, long[] aboveStandard, long[] firstSelfPay, long[] inScope,
        UIntPtr tiers, long[] tierUpTo, long[] tierRate, long[] fund, long[] patient, ref BillTotals totals, ref Error error);

    /// <summary>A line in which nothing is given.</summary>
    public static Line NewLine() { Line line; jicai_line_init(out line); return line; }

    /// <summary>A bill in which nothing is given.</summary>
    public static Bill NewBill() { Bill bill; jicai_bill_init(out bill); return bill; }

    /// <summary>A charge line in its four parts.</summary>
    public static Split SplitLine(Line line)
    {
        var split = new Split { StructSize = (UIntPtr)Marshal.SizeOf(typeof(Split)) };
        var error = Error.Ready();
        if (jicai_split_line(ref line, ref split, ref error) != Ok) throw new JicaiException(error);
        return split;
    }

    /// <summary>Settles a bill; fund and patient, of the length of lines or null, get what each line costs them.</summary>
    public static BillTotals Settle(Bill bill, Split[] lines, long[] tierUpTo, long[] tierRate, long[] fund, long[] patient)
    {
        // The library has no way to know how long an array is.
        if (tierUpTo.Length != tierRate.Length || fund != null && fund.Length != lines.Length || patient != null && patient.Length != lines.Length)
            throw new ArgumentException("arrays of different lengths");
        var totals = new BillTotals { StructSize = (UIntPtr)Marshal.SizeOf(typeof(BillTotals)) };
        var error = Error.Ready();
        Func<Converter<Split, long>, long[]> column = part => Array.ConvertAll(lines, part);
        var code = jicai_settle(ref bill, (UIntPtr)lines.Length, column(line => line.FullyOwnFen), column(line => line.AboveStandardFen),
            column(line => line.FirstSelfPayFen), column(line => line.InScopeFen), (UIntPtr)tierUpTo.Length, tierUpTo, tierRate, fund, patient,
            ref totals, ref error);
        if (code != Ok) throw new JicaiException(error);
        return totals;
    }

    /// <summary>The response to a JSON request; what is wrong with the request is in the response.</summary>
    public static string Evaluate(string request) { return Encoding.UTF8.GetString(Evaluate(Encoding.UTF8.GetBytes(request))); }

    /// <summary>The same with bytes in UTF-8.</summary>
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
