// libjicai for Java through JNA: jicai.h as an interface, errors as exceptions.
import com.sun.jna.IntegerType;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ptr.ByReference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The functions of jicai.h that a hospital system calls most. On 32-bit Windows derive from {@code StdCallLibrary} instead. */
public interface Jicai extends Library {
    Jicai LIBRARY = Native.load("jicai", Jicai.class);
    int ABI_VERSION = 1, OK = 0, BUFFER_TOO_SMALL = 10, BAD_POINTER = 11, TIER_BASE_IN_SCOPE = 1;
    long NONE = Long.MIN_VALUE;

    /** A size_t. */
    final class Size extends IntegerType {
        public Size() { this(0); }
        public Size(long value) { super(Native.SIZE_T_SIZE, value, true); }
    }

    /** A size_t that is written. */
    final class SizeReference extends ByReference {
        public SizeReference() { super(Native.SIZE_T_SIZE); }
        public int value() { return (int) (Native.SIZE_T_SIZE == 8 ? getPointer().getLong(0) : getPointer().getInt(0)); }
    }

    @Structure.FieldOrder({"structSize", "encoding", "code", "row", "path", "message", "help"})
    class Error extends Structure {
        public Size structSize = new Size();
        public int encoding, code;
        public long row;
        public byte[] path = new byte[256], message = new byte[512], help = new byte[512];
        public Error() { structSize = new Size(size()); }
    }

    @Structure.FieldOrder({"structSize", "amountFen", "priceE6", "quantityE4", "standardE6", "firstSelfPayRateE4", "fixedSelfPayE6",
        "notCovered", "order", "rounding", "reserved"})
    class Line extends Structure {
        public Size structSize = new Size();
        public long amountFen, priceE6, quantityE4, standardE6, firstSelfPayRateE4, fixedSelfPayE6;
        public int notCovered, order, rounding, reserved;
        public Line() { LIBRARY.jicai_line_init(this); }
    }

    @Structure.FieldOrder({"structSize", "totalFen", "fullyOwnFen", "aboveStandardFen", "firstSelfPayFen", "inScopeFen", "ceilingAmountFen"})
    class Split extends Structure {
        public Size structSize = new Size();
        public long totalFen, fullyOwnFen, aboveStandardFen, firstSelfPayFen, inScopeFen, ceilingAmountFen;
        public Split() { structSize = new Size(size()); }
    }

    @Structure.FieldOrder({"structSize", "deductibleRemainingFen", "accumulatedFen", "fundCapRemainingFen", "tierBase", "roundEachTier",
        "rounding", "reserved"})
    class Bill extends Structure {
        public Size structSize = new Size();
        public long deductibleRemainingFen, accumulatedFen, fundCapRemainingFen;
        public int tierBase, roundEachTier, rounding, reserved;
        public Bill() { LIBRARY.jicai_bill_init(this); }
    }

    @Structure.FieldOrder({"structSize", "totalFen", "fullyOwnFen", "aboveStandardFen", "firstSelfPayFen", "inScopeFen", "deductibleFen",
        "pooledFen", "fundFen", "overCapFen", "copayFen", "patientFen", "deductibleLeftFen", "fundCapLeftFen"})
    class BillTotals extends Structure {
        public Size structSize = new Size();
        public long totalFen, fullyOwnFen, aboveStandardFen, firstSelfPayFen, inScopeFen, deductibleFen, pooledFen, fundFen, overCapFen,
            copayFen, patientFen, deductibleLeftFen, fundCapLeftFen;
        public BillTotals() { structSize = new Size(size()); }
    }

    int jicai_abi_version();
    int jicai_evaluate(byte[] request, Size requestLength, byte[] response, Size capacity, SizeReference needed);
    int jicai_line_init(Line line);
    int jicai_bill_init(Bill bill);
    int jicai_split_line(Line line, Split split, Error error);
    int jicai_settle(Bill bill, Size lines, long[] fullyOwn, long[] aboveStandard, long[] firstSelfPay, long[] inScope, Size tiers,
        long[] tierUpTo, long[] tierRate, long[] fund, long[] patient, BillTotals totals, Error error);

    /** A call that failed: {@code path} names the field. */
    final class JicaiException extends RuntimeException {
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

    /** The JSON response to a JSON request, both in UTF-8. */
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
