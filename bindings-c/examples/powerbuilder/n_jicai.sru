$PBExportHeader$n_jicai.sru
$PBExportComments$libjicai: any question as JSON, and a charge line by a typed call. Written from the PowerScript manual, not run.
forward
global type n_jicai from nonvisualobject
end type
type os_line from structure within n_jicai
end type
type os_split from structure within n_jicai
end type
end forward

type os_line from structure
	unsignedlong		struct_size
	unsignedlong		struct_size_high
	longlong		amount_fen
	longlong		price_e6
	longlong		quantity_e4
	longlong		standard_e6
	longlong		first_self_pay_rate_e4
	longlong		fixed_self_pay_e6
	long		not_covered
	long		order
	long		rounding
	long		reserved
end type

type os_split from structure
	unsignedlong		struct_size
	unsignedlong		struct_size_high
	longlong		total_fen
	longlong		fully_own_fen
	longlong		above_standard_fen
	longlong		first_self_pay_fen
	longlong		in_scope_fen
	longlong		ceiling_amount_fen
end type

global type n_jicai from nonvisualobject autoinstantiate
end type

type prototypes
// jicai.dll lies beside the program; for the development environment, in a folder of PATH. 32-bit: target/windows/x86, 64-bit: x64.
//
// size_t is longptr. PowerBuilder before 12.6 has no longptr and is 32-bit only: write unsignedlong instead.
//
// size_t struct_size is written as two unsignedlong: on 64-bit Windows they are its two halves, on 32-bit Windows the second one is the
// gap before the first 8-byte field. So no field needs padding, and the structures are the same whether PowerBuilder packs them to 1 byte
// (up to 12.5, or with UseZp1) or to 8 (since 12.6).
FUNCTION unsignedlong jicai_abi_version () LIBRARY "jicai.dll"
FUNCTION long jicai_evaluate (ref blob request, longptr request_len, ref blob response, longptr capacity, ref longptr response_len) LIBRARY "jicai.dll"
FUNCTION long jicai_evaluate_encoded (long encoding, ref blob request, longptr request_len, ref blob response, longptr capacity, ref longptr response_len) LIBRARY "jicai.dll"
FUNCTION long jicai_line_init (ref os_line line) LIBRARY "jicai.dll"
FUNCTION long jicai_split_line (ref os_line line, ref os_split split, ref blob error) LIBRARY "jicai.dll"
end prototypes

type variables
PUBLIC:
CONSTANT unsignedlong JICAI_ABI_VERSION = 1
CONSTANT long JICAI_OK = 0
CONSTANT long JICAI_E_BUFFER = 10
CONSTANT long JICAI_E_POINTER = 11
CONSTANT long JICAI_ENCODING_GB18030 = 1
end variables

forward prototypes
public function boolean of_is_current ()
public function string of_evaluate (string as_request)
public function long of_split_line (longlong all_amount_fen, longlong all_quantity_e4, longlong all_standard_e6, longlong all_rate_e4, ref longlong all_parts[], ref string as_error)
end prototypes

public function boolean of_is_current ();// To be asked when the application opens: the wrong DLL is found then, not when a sum is wrong.
RETURN jicai_abi_version() = JICAI_ABI_VERSION
end function

public function string of_evaluate (string as_request);// The response to a JSON request; what is wrong with the request is in the response. Empty: no response.
blob lblb_request, lblb_response
long ll_code
longptr llp_needed
unsignedlong lul_needed

// The strings of PowerBuilder are UTF-16, the library takes UTF-8. PowerBuilder before 10 has ANSI strings (GBK) and no encodings: there
// write Blob(as_request) and String(...) without one, and call jicai_evaluate_encoded with JICAI_ENCODING_GB18030.
lblb_request = Blob(as_request, EncodingUTF8!)
lblb_response = Blob(Space(32768))
ll_code = jicai_evaluate(lblb_request, Len(lblb_request), lblb_response, Len(lblb_response), llp_needed)
IF ll_code = JICAI_E_BUFFER THEN
	// Too small, and nothing was written past its end: now with the room that the library asks for.
	lul_needed = llp_needed
	lblb_response = Blob(Space(lul_needed))
	ll_code = jicai_evaluate(lblb_request, Len(lblb_request), lblb_response, Len(lblb_response), llp_needed)
END IF
IF ll_code = JICAI_E_BUFFER OR ll_code = JICAI_E_POINTER THEN RETURN ""
lul_needed = llp_needed
RETURN String(BlobMid(lblb_response, 1, lul_needed), EncodingUTF8!)
end function

public function long of_split_line (longlong all_amount_fen, longlong all_quantity_e4, longlong all_standard_e6, longlong all_rate_e4, ref longlong all_parts[], ref string as_error);// A charge line in its four parts: fully own-paid, above the standard, first self-pay, in scope, all in fen.
os_line lstr_line
os_split lstr_split
blob lblb_error
longlong lll_size
long ll_code, ll_zero

jicai_line_init(lstr_line)
lstr_line.amount_fen = all_amount_fen
lstr_line.quantity_e4 = all_quantity_e4
lstr_line.standard_e6 = all_standard_e6
lstr_line.first_self_pay_rate_e4 = all_rate_e4
lstr_split.struct_size = 56

// jicai_error as bytes: 1,304 of them, with path at 25, message at 281, help at 793, on 32-bit and on 64-bit Windows. Its size and its
// encoding (0, UTF-8) are all that it needs before the call.
lblb_error = Blob(Space(652))
lll_size = 1304
BlobEdit(lblb_error, 1, lll_size)
BlobEdit(lblb_error, 9, ll_zero)

ll_code = jicai_split_line(lstr_line, lstr_split, lblb_error)
IF ll_code = JICAI_OK THEN
	all_parts[1] = lstr_split.fully_own_fen
	all_parts[2] = lstr_split.above_standard_fen
	all_parts[3] = lstr_split.first_self_pay_fen
	all_parts[4] = lstr_split.in_scope_fen
	as_error = ""
ELSE
	as_error = String(BlobMid(lblb_error, 25, 256), EncodingUTF8!) + ": " + String(BlobMid(lblb_error, 281, 512), EncodingUTF8!)
END IF
RETURN ll_code
end function

on n_jicai.create
call super::create
TriggerEvent( this, "constructor" )
end on

on n_jicai.destroy
TriggerEvent( this, "destructor" )
call super::destroy
end on
