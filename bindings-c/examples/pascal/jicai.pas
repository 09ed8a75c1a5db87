{ libjicai for Delphi and Free Pascal: the functions of jicai.h that a hospital system calls most.

  Put jicai.dll beside the program, call JicaiCheckVersion once when it starts. Strings are those of your compiler: Unicode in Delphi 2009
  and later, the ANSI code page (GBK, by way of GB18030) in older ones, UTF-8 in Free Pascal and Lazarus. }
unit jicai;

{ Records are padded as a C compiler of the platform does it. }
{$IFDEF FPC}{$MODE DELPHI}{$IFDEF MSWINDOWS}{$PACKRECORDS 8}{$ELSE}{$PACKRECORDS C}{$ENDIF}{$ELSE}{$ALIGN 8}{$ENDIF}

interface

uses SysUtils;

const
  {$IFDEF MSWINDOWS}JicaiLibrary = 'jicai.dll';{$ELSE}JicaiLibrary = {$IFDEF FPC}'jicai'{$ELSE}'libjicai.so'{$ENDIF};{$ENDIF}
  JicaiAbiVersion = 1;  { JICAI_ABI_VERSION; Pascal does not tell the name from that of the function }
  JICAI_NONE = Low(Int64);  { in a field of numbers: not given }
  JICAI_OK = 0;
  JICAI_E_INTERNAL = 9;
  JICAI_E_BUFFER = 10;
  JICAI_E_POINTER = 11;
  JICAI_ENCODING_UTF8 = 0;
  JICAI_ENCODING_GB18030 = 1;
  JICAI_TIER_BASE_IN_SCOPE = 1;
  JICAI_TIER_BASE_AFTER_DEDUCTIBLE = 2;
  { How the strings of this compiler are encoded where they meet the library. }
  JicaiEncoding = {$IFDEF UNICODE}JICAI_ENCODING_UTF8{$ELSE}{$IFDEF FPC}JICAI_ENCODING_UTF8{$ELSE}JICAI_ENCODING_GB18030{$ENDIF}{$ENDIF};

type
  { size_t; Delphi before 2009 has no sound NativeUInt, and only 32 bits. }
  TJicaiSize = {$IFDEF FPC}NativeUInt{$ELSE}{$IFDEF UNICODE}NativeUInt{$ELSE}Cardinal{$ENDIF}{$ENDIF};
  TJicaiBytes = {$IFDEF UNICODE}UTF8String{$ELSE}AnsiString{$ENDIF};

  { Why a call failed. Set StructSize and Encoding before it: JicaiReady does. }
  TJicaiError = record
    StructSize: TJicaiSize;
    Encoding, Code: Integer;
    Row: Int64;
    Path: array[0..255] of AnsiChar;
    Message, Help: array[0..511] of AnsiChar;
  end;
  { A charge line; jicai_line_init says "not given" in every field. }
  TJicaiLine = record
    StructSize: TJicaiSize;
    AmountFen, PriceE6, QuantityE4, StandardE6, FirstSelfPayRateE4, FixedSelfPayE6: Int64;
    NotCovered, Order, Rounding, Reserved: Integer;
  end;
  { A line in its four parts. }
  TJicaiSplit = record
    StructSize: TJicaiSize;
    TotalFen, FullyOwnFen, AboveStandardFen, FirstSelfPayFen, InScopeFen, CeilingAmountFen: Int64;
  end;
  { How a bill is settled; jicai_bill_init says "not given" in every field. }
  TJicaiBill = record
    StructSize: TJicaiSize;
    DeductibleRemainingFen, AccumulatedFen, FundCapRemainingFen: Int64;
    TierBase, RoundEachTier, Rounding, Reserved: Integer;
  end;
  { The sums of a settled bill. }
  TJicaiBillTotals = record
    StructSize: TJicaiSize;
    TotalFen, FullyOwnFen, AboveStandardFen, FirstSelfPayFen, InScopeFen, DeductibleFen, PooledFen, FundFen, OverCapFen,
      CopayFen, PatientFen, DeductibleLeftFen, FundCapLeftFen: Int64;
  end;

  { A call that failed: Path names the field, Row the row of a table (-1 where none is meant). }
  EJicai = class(Exception)
  public
    Code: Integer;
    Row: Int64;
    Path, Help: string;
    constructor Create(const Told: TJicaiError);
  end;

{ The functions as they are. 32-bit Windows needs stdcall; 64-bit Windows has one convention, whatever is written. }
function jicai_abi_version: Cardinal; {$IFDEF MSWINDOWS}stdcall{$ELSE}cdecl{$ENDIF}; external JicaiLibrary;
function jicai_version: PAnsiChar; {$IFDEF MSWINDOWS}stdcall{$ELSE}cdecl{$ENDIF}; external JicaiLibrary;
function jicai_evaluate_encoded(Encoding: Integer; Request: PByte; RequestLen: TJicaiSize; Answer: PByte; Capacity: TJicaiSize;
  out Needed: TJicaiSize): Integer; {$IFDEF MSWINDOWS}stdcall{$ELSE}cdecl{$ENDIF}; external JicaiLibrary;
function jicai_line_init(out Line: TJicaiLine): Integer; {$IFDEF MSWINDOWS}stdcall{$ELSE}cdecl{$ENDIF}; external JicaiLibrary;
function jicai_bill_init(out Bill: TJicaiBill): Integer; {$IFDEF MSWINDOWS}stdcall{$ELSE}cdecl{$ENDIF}; external JicaiLibrary;
function jicai_split_line(var Line: TJicaiLine; var Split: TJicaiSplit; var Told: TJicaiError): Integer;
  {$IFDEF MSWINDOWS}stdcall{$ELSE}cdecl{$ENDIF}; external JicaiLibrary;
function jicai_refund_line(var Original: TJicaiSplit; AmountFen: Int64; var Refund: TJicaiSplit; var Told: TJicaiError): Integer;
  {$IFDEF MSWINDOWS}stdcall{$ELSE}cdecl{$ENDIF}; external JicaiLibrary;
function jicai_settle(var Bill: TJicaiBill; Lines: TJicaiSize; FullyOwn, AboveStandard, FirstSelfPay, InScope: PInt64;
  Tiers: TJicaiSize; TierUpTo, TierRate: PInt64; Fund, Patient: PInt64; var Totals: TJicaiBillTotals; var Told: TJicaiError): Integer;
  {$IFDEF MSWINDOWS}stdcall{$ELSE}cdecl{$ENDIF}; external JicaiLibrary;

{ Raises an exception if the library that is loaded has another interface than this unit. }
procedure JicaiCheckVersion;
{ An error record that is ready for a call. }
function JicaiReady: TJicaiError;
{ Raises EJicai for a code that is not JICAI_OK. }
procedure JicaiCheck(Code: Integer; const Told: TJicaiError);
{ The response to a JSON request; what is wrong with the request is in the response. }
function JicaiEvaluate(const Request: string): string;
{ The same with bytes in an encoding. }
function JicaiEvaluateBytes(Encoding: Integer; const Request: TJicaiBytes): TJicaiBytes;

implementation

function Text(Bytes: PAnsiChar): string;
begin
  {$IFDEF UNICODE}Result := UTF8ToString(Bytes);{$ELSE}Result := Bytes;{$ENDIF}
end;

procedure JicaiCheckVersion;
var
  Room: record
    Line: TJicaiLine;
    Spare: array[0..63] of Byte;
  end;
begin
  if jicai_abi_version <> JicaiAbiVersion then
    raise Exception.CreateFmt('jicai %s has interface %d, this program was built for interface %d',
      [Text(jicai_version), Integer(jicai_abi_version), JicaiAbiVersion]);
  { The library writes the size that the record must have: another one means that this compiler pads records in another way. }
  jicai_line_init(Room.Line);
  if Room.Line.StructSize <> SizeOf(TJicaiLine) then raise Exception.Create('jicai: records are not padded as in C');
end;

constructor EJicai.Create(const Told: TJicaiError);
begin
  inherited Create(Text(Told.Message));
  Code := Told.Code;
  Row := Told.Row;
  Path := Text(Told.Path);
  Help := Text(Told.Help);
end;

function JicaiReady: TJicaiError;
begin
  FillChar(Result, SizeOf(Result), 0);
  Result.StructSize := SizeOf(Result);
  Result.Encoding := JicaiEncoding;
end;

procedure JicaiCheck(Code: Integer; const Told: TJicaiError);
begin
  if Code <> JICAI_OK then raise EJicai.Create(Told);
end;

function JicaiEvaluateBytes(Encoding: Integer; const Request: TJicaiBytes): TJicaiBytes;
var
  Needed: TJicaiSize;
  Code: Integer;
begin
  Needed := 4096;
  repeat
    SetLength(Result, Needed);
    Needed := 0;  { and stays 0 where there can be no response }
    Code := jicai_evaluate_encoded(Encoding, PByte(PAnsiChar(Request)), Length(Request), PByte(PAnsiChar(Result)), Length(Result), Needed);
    { Only a buffer that was too small is asked again: Needed is then the room that the response takes. }
  until Code <> JICAI_E_BUFFER;
  if Needed = 0 then raise Exception.Create('jicai: no response in this encoding');
  SetLength(Result, Needed);
end;

function JicaiEvaluate(const Request: string): string;
begin
  Result := string(JicaiEvaluateBytes(JicaiEncoding, TJicaiBytes(Request)));
end;

end.
