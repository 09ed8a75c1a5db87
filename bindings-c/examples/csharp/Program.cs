// One bill through P/Invoke, and any number of JSON requests: `bill.exe`, `bill.exe REQUESTS.tsv`.
using System;
using System.IO;

static class Program
{
    static int Main(string[] arguments)
    {
        if (arguments.Length > 0) return AnswerAll(arguments[0]);

        // 23.80 yuan for seven units whose standard is 1.0912 yuan.
        var first = Jicai.NewLine();
        first.AmountFen = 2380;
        first.QuantityE4 = 70000;
        first.StandardE6 = 1091200;
        first.FirstSelfPayRateE4 = 0;
        // 120.66 yuan for two whose standard is 24.13 yuan, 10 % first self-pay.
        var second = Jicai.NewLine();
        second.AmountFen = 12066;
        second.QuantityE4 = 20000;
        second.StandardE6 = 24130000;
        second.FirstSelfPayRateE4 = 1000;
        var splits = new[] { Jicai.SplitLine(first), Jicai.SplitLine(second) };

        // No deductible is left; 60 % up to 100 yuan in scope, 80 % beyond.
        var bill = Jicai.NewBill();
        bill.TierBase = Jicai.TierBaseInScope;
        long[] fund = new long[2], patient = new long[2];
        var totals = Jicai.Settle(bill, splits, new[] { 10000, Jicai.None }, new long[] { 6000, 8000 }, fund, patient);
        Console.WriteLine("bill: total {0}, fund {1}, patient {2}", totals.TotalFen, totals.FundFen, totals.PatientFen);

        // What is wrong names the field.
        try
        {
            first.FirstSelfPayRateE4 = 10001;
            Jicai.SplitLine(first);
            return 1;
        }
        catch (Jicai.JicaiException refused)
        {
            Console.WriteLine("refused: {0}: {1}", refused.Path, refused.Message);
        }
        return 0;
    }

    static int AnswerAll(string path)
    {
        var text = File.ReadAllBytes(path);
        using (var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16))
        {
            for (int start = 0, end; start < text.Length; start = end + 1)
            {
                end = Array.IndexOf(text, (byte)'\n', start);
                int tab = Array.IndexOf(text, (byte)'\t', start);
                if (end < 0 || tab < 0 || tab > end) return 1;
                var request = new byte[end - tab - 1];
                Array.Copy(text, tab + 1, request, 0, request.Length);
                var response = Jicai.Evaluate(request);
                output.Write(text, start, tab + 1 - start);
                output.Write(response, 0, response.Length);
                output.WriteByte((byte)'\n');
            }
        }
        return 0;
    }
}
