// One bill through JNA, and any number of JSON requests: `java Bill`, `java Bill REQUESTS.tsv`.
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Arrays;

public final class Bill {
    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 0) answerAll(arguments[0]);
        else bill();
    }

    private static void bill() {
        // 23.80 yuan for seven units whose standard is 1.0912 yuan.
        Jicai.Line first = new Jicai.Line();
        first.amountFen = 2380;
        first.quantityE4 = 70000;
        first.standardE6 = 1091200;
        first.firstSelfPayRateE4 = 0;
        // 120.66 yuan for two whose standard is 24.13 yuan, 10 % first self-pay.
        Jicai.Line second = new Jicai.Line();
        second.amountFen = 12066;
        second.quantityE4 = 20000;
        second.standardE6 = 24130000;
        second.firstSelfPayRateE4 = 1000;
        Jicai.Split[] splits = {Jicai.split(first), Jicai.split(second)};

        // No deductible is left; 60 % up to 100 yuan in scope, 80 % beyond.
        Jicai.Bill rules = new Jicai.Bill();
        rules.tierBase = Jicai.TIER_BASE_IN_SCOPE;
        Jicai.BillTotals totals = Jicai.settle(rules, splits, new long[] {10000, Jicai.NONE}, new long[] {6000, 8000}, null, null);
        System.out.println("bill: total " + totals.totalFen + ", fund " + totals.fundFen + ", patient " + totals.patientFen);

        // What is wrong names the field.
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
