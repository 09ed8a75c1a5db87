// One bill through JNA, and any number of JSON requests: `java Bill`, `java Bill REQUESTS.tsv`.
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Arrays;

public final class Bill {
    public static void main(String[] arguments) throws IOException {
        if (Jicai.LIBRARY.jicai_abi_version() != Jicai.ABI_VERSION) throw new IllegalStateException("another interface");
        if (arguments.length > 0) answerAll(arguments[0]);
        else bill();
    }

    private static Jicai.Line line(long amountFen, long quantityE4, long standardE6, long rateE4) {
        Jicai.Line line = new Jicai.Line();
        line.amountFen = amountFen;
        line.quantityE4 = quantityE4;
        line.standardE6 = standardE6;
        line.firstSelfPayRateE4 = rateE4;
        return line;
    }

    private static void bill() {
        Jicai.Line first = line(2380, 70000, 1091200, 0), second = line(12066, 20000, 24130000, 1000);
        Jicai.Split a = Jicai.split(first), b = Jicai.split(second);
        Jicai.Bill rules = new Jicai.Bill();
        rules.tierBase = Jicai.TIER_BASE_IN_SCOPE;
        Jicai.BillTotals totals = new Jicai.BillTotals();
        Jicai.Error error = new Jicai.Error();
        int code = Jicai.LIBRARY.jicai_settle(rules, new Jicai.Size(2), new long[] {a.fullyOwnFen, b.fullyOwnFen},
            new long[] {a.aboveStandardFen, b.aboveStandardFen}, new long[] {a.firstSelfPayFen, b.firstSelfPayFen},
            new long[] {a.inScopeFen, b.inScopeFen}, new Jicai.Size(2), new long[] {10000, Jicai.NONE}, new long[] {6000, 8000}, null, null,
            totals, error);
        if (code != Jicai.OK) throw new Jicai.JicaiException(error);
        System.out.println("bill: total " + totals.totalFen + ", fund " + totals.fundFen + ", patient " + totals.patientFen);
        try {
            first.firstSelfPayRateE4 = 10001;
            Jicai.split(first);
            throw new AssertionError();
        } catch (Jicai.JicaiException refused) {
            System.out.println("refused: " + refused.path + ": " + refused.getMessage());
        }
    }

    private static void answerAll(String path) throws IOException {
        byte[] text = Files.readAllBytes(Paths.get(path));
        try (BufferedOutputStream output = new BufferedOutputStream(System.out, 1 << 16)) {
            for (int start = 0, end; start < text.length; start = end + 1) {
                int tab = start;
                while (text[tab] != '\t') tab++;
                end = tab;
                while (text[end] != '\n') end++;
                output.write(text, start, tab + 1 - start);
                output.write(Jicai.evaluate(Arrays.copyOfRange(text, tab + 1, end)));
                output.write('\n');
            }
        }
    }
}
