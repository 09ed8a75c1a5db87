// libjicai for Java 8 and later through JNA: jicai.h as an interface, errors as exceptions.
// Put jna.jar on the class path, jicai.dll or libjicai.so into a folder of java.library.path, of PATH or of jna.library.path.
import com.sun.jna.Function;
import com.sun.jna.IntegerType;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Structure;
import com.sun.jna.ptr.ByReference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;

/** The functions of jicai.h that a hospital system calls most. */
public interface Jicai extends Library {
    /** JICAI_ABI_VERSION of the header that these declarations were written from. */
    int ABI_VERSION = 1;
    int OK = 0, BUFFER_TOO_SMALL = 10, BAD_POINTER = 11;
    int TIER_BASE_IN_SCOPE = 1, TIER_BASE_AFTER_DEDUCTIBLE = 2;
    /** In a field of numbers: not given. */
    long NONE = Long.MIN_VALUE;
    Jicai LIBRARY = Loader.load();

    /** Finds the wrong library when the program starts, not when a sum is wrong. */
    final class Loader {
        private Loader() {}

        static Jicai load() {
            // 32-bit Windows has two calling conventions; the library has that of Windows itself.
            boolean narrow = Platform.isWindows() && !Platform.is64Bit();
            Map<String, Object> options = narrow
                ? Collections.singletonMap(Library.OPTION_CALLING_CONVENTION, (Object) Function.ALT_CONVENTION)
                : Collections.<String, Object>emptyMap();
            Jicai library = Native.load("jicai", Jicai.class, options);
            if (library.jicai_abi_version() != ABI_VERSION)
                throw new IllegalStateException("jicai " + library.jicai_version() + " has interface " + library.jicai_abi_version()
                    + ", this program was built for interface " + ABI_VERSION);
            return library;
        }
    }

    /** A size_t. */
    final class Size extends IntegerType {
        private static final long serialVersionUID = 1;
        public Size() { this(0); }
        public Size(long value) { super(Native.SIZE_T_SIZE, value, true); }
    }

    /** A size_t that is written. */
    final class SizeReference extends ByReference {
        public SizeReference() { super(Native.SIZE_T_SIZE); }
        public int value() { return (int) (Native.SIZE_T_SIZE == 8 ? getPointer().getLong(0) : getPointer().getInt(0)); }
    }

    /** Why a call failed. The texts are bytes in UTF-8: JNA would read a String in the code page of the system. */
    @Structure.FieldOrder({"structSize", "encoding", "code", "row", "path", "message", "help"})
    class Error extends Structure {
        public Size structSize = new Size();
        public int encoding, code;
        public long row;
        public byte[] path = new byte[256], message = new byte[512], help = new byte[512];
        public Error() { structSize = new Size(size()); }
    }

    /** A charge line, in which nothing is given at first. */
    @Structure.FieldOrder({"structSize", "amountFen", "priceE6", "quantityE4", "standardE6", "firstSelfPayRateE4", "fixedSelfPayE6",
        "notCovered", "order", "rounding", "reserved"})
    class Line extends Structure {
        public Size structSize = new Size();
        public long amountFen, priceE6, quantityE4, standardE6, firstSelfPayRateE4, fixedSelfPayE6;
        public int notCovered, order, rounding, reserved;
        public Line() { LIBRARY.jicai_line_init(this); }
    }

    /** A line in its four parts. */
    @Structure.FieldOrder({"structSize", "totalFen", "fullyOwnFen", "aboveStandardFen", "firstSelfPayFen", "inScopeFen", "ceilingAmountFen"})
    class Split extends Structure {
        public Size structSize = new Size();
        public long totalFen, fullyOwnFen, aboveStandardFen, firstSelfPayFen, inScopeFen, ceilingAmountFen;
        public Split() { structSize = new Size(size()); }
    }

    /** How a bill is settled: nothing is given at first. */
    @Structure.FieldOrder({"structSize", "deductibleRemainingFen", "accumulatedFen", "fundCapRemainingFen", "tierBase", "roundEachTier",
        "rounding", "reserved"})
    class Bill extends Structure {
        public Size structSize = new Size();
        public long deductibleRemainingFen, accumulatedFen, fundCapRemainingFen;
        public int tierBase, roundEachTier, rounding, reserved;
        public Bill() { LIBRARY.jicai_bill_init(this); }
    }

    /** The sums of a settled bill. */
    @Structure.FieldOrder({"structSize", "totalFen", "fullyOwnFen", "aboveStandardFen", "firstSelfPayFen", "inScopeFen", "deductibleFen",
        "pooledFen", "fundFen", "overCapFen", "copayFen", "patientFen", "deductibleLeftFen", "fundCapLeftFen"})
    class BillTotals extends Structure {
        public Size structSize = new Size();
        public long totalFen, fullyOwnFen, aboveStandardFen, firstSelfPayFen, inScopeFen, deductibleFen, pooledFen, fundFen, overCapFen,
            copayFen, patientFen, deductibleLeftFen, fundCapLeftFen;
        public BillTotals() { structSize = new Size(size()); }
    }

    int jicai_abi_version();
    String jicai_version();
    int jicai_evaluate(byte[] request, Size requestLength, byte[] response, Size capacity, SizeReference needed);
    int jicai_line_init(Line line);
    int jicai_bill_init(Bill bill);
    int jicai_split_line(Line line, Split split, Error error);
    int jicai_settle(Bill bill, Size lines, long[] fullyOwn, long[] aboveStandard, long[] firstSelfPay, long[] inScope, Size tiers,
        long[] tierUpTo, long[] tierRate, long[] fund, long[] patient, BillTotals totals, Error error);

    /** A call that failed: {@code path} names the field, {@code row} the row of a table (-1 where none is meant). */
    final class JicaiException extends RuntimeException {
        private static final long serialVersionUID = 1;
        public final int code;
        public final long row;
        public final String path, help;

        public JicaiException(Error told) {
            super(text(told.message));
            code = told.code;
            row = told.row;
            path = text(told.path);
            help = text(told.help);
        }

        private static String text(byte[] bytes) {
            int end = 0;
            while (end < bytes.length && bytes[end] != 0) end++;
            return new String(bytes, 0, end, StandardCharsets.UTF_8);
        }
    }

    /** A charge line in its four parts. */
    static Split split(Line line) {
        Split split = new Split();
        Error error = new Error();
        if (LIBRARY.jicai_split_line(line, split, error) != OK) throw new JicaiException(error);
        return split;
    }

    /** Settles a bill; {@code fund} and {@code patient}, of the length of {@code lines} or null, get what each line costs them. */
    static BillTotals settle(Bill rules, Split[] lines, long[] tierUpTo, long[] tierRate, long[] fund, long[] patient) {
        // The library has no way to know how long an array is.
        if (tierUpTo.length != tierRate.length || fund != null && fund.length != lines.length || patient != null && patient.length != lines.length)
            throw new IllegalArgumentException("arrays of different lengths");
        long[] own = new long[lines.length], above = new long[lines.length], first = new long[lines.length], inside = new long[lines.length];
        for (int i = 0; i < lines.length; i++) {
            own[i] = lines[i].fullyOwnFen;
            above[i] = lines[i].aboveStandardFen;
            first[i] = lines[i].firstSelfPayFen;
            inside[i] = lines[i].inScopeFen;
        }
        BillTotals totals = new BillTotals();
        Error error = new Error();
        int code = LIBRARY.jicai_settle(rules, new Size(lines.length), own, above, first, inside, new Size(tierUpTo.length), tierUpTo, tierRate,
            fund, patient, totals, error);
        if (code != OK) throw new JicaiException(error);
        return totals;
    }

    /** The response to a JSON request; what is wrong with the request is in the response. */
    static String evaluate(String request) {
        return new String(evaluate(request.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    /** The same with bytes in UTF-8. */
    static byte[] evaluate(byte[] request) {
        byte[] response = new byte[4096];
        SizeReference needed = new SizeReference();
        int code = LIBRARY.jicai_evaluate(request, new Size(request.length), response, new Size(response.length), needed);
        if (code == BUFFER_TOO_SMALL) {
            response = new byte[needed.value()];
            code = LIBRARY.jicai_evaluate(request, new Size(request.length), response, new Size(response.length), needed);
        }
        if (code == BUFFER_TOO_SMALL || code == BAD_POINTER) throw new IllegalStateException("jicai: no response");
        return Arrays.copyOf(response, needed.value());
    }
}
