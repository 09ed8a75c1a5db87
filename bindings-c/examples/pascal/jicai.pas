{ libjicai for Free Pascal and Delphi: the functions of jicai.h that a hospital system calls most. }
unit jicai;

{$IFDEF FPC}{$MODE DELPHI}{$PACKRECORDS C}{$ELSE}{$ALIGN 8}{$ENDIF}

interface

uses SysUtils;

const
  {$IFDEF MSWINDOWS}JicaiLibrary = 'jicai.dll';{$ELSE}JicaiLibrary = 'jicai';{$ENDIF}
  JicaiAbiVersion = 1;
  JICAI_NONE = Low(Int64);
  JICAI_OK = 0;
  JICAI_E_BUFFER = 10;
  JICAI_E_POINTER = 11;
  JICAI_TIER_BASE_IN_SCOPE = 1;

type
  { Set StructSize before a call. }
  TJicaiError = record
    StructSize: NativeUInt;
    Encoding, Code: Int32;
    Row: Int64;
    Path: array[0..255] of AnsiChar;
    Message, Help: array[0..511] of AnsiChar;
  end;
  TJicaiLine = record
    StructSize: NativeUInt;
    AmountFen, PriceE6, QuantityE4, StandardE6, FirstSelfPayRateE4, FixedSelfPayE6: Int64;
    NotCovered, Order, Rounding, Reserved: Int32;
  end;
  TJicaiSplit = record
    StructSize: NativeUInt;
    TotalFen, FullyOwnFen, AboveStandardFen, FirstSelfPayFen, InScopeFen, CeilingAmountFen: Int64;
  end;
  TJicaiBill = record
    StructSize: NativeUInt;
    DeductibleRemainingFen, AccumulatedFen, FundCapRemainingFen: Int64;
    TierBase, RoundEachTier, Rounding, Reserved: Int32;
  end;
  TJicaiBillTotals = record
    StructSize: NativeUInt;
    TotalFen, FullyOwnFen, AboveStandardFen, FirstSelfPayFen, InScopeFen, DeductibleFen, PooledFen, FundFen, OverCapFen,
      CopayFen, PatientFen, DeductibleLeftFen, FundCapLeftFen: Int64;
  end;

  { A call that failed: Path names the field. }
  EJicai = class(Exception)
  public
    Code: Int32;
    Row: Int64;
    Path, Help: string;
    constructor Create(const Told: TJicaiError);
  end;

{$IFDEF MSWINDOWS}{$IFDEF CPU32}{$DEFINE JICAI_STDCALL}{$ENDIF}{$ENDIF}

function jicai_abi_version: UInt32; {$IFDEF JICAI_STDCALL}stdcall{$ELSE}cdecl{$ENDIF}; external JicaiLibrary;
function jicai_version: PAnsiChar; {$IFDEF JICAI_STDCALL}stdcall{$ELSE}cdecl{$ENDIF}; external JicaiLibrary;
function jicai_evaluate(Request: PByte; RequestLen: NativeUInt; Answer: PByte; Capacity: NativeUInt; out Needed: NativeUInt): Int32;
  {$IFDEF JICAI_STDCALL}stdcall{$ELSE}cdecl{$ENDIF}; external JicaiLibrary;
function jicai_evaluate_encoded(Encoding: Int32; Request: PByte; RequestLen: NativeUInt; Answer: PByte; Capacity: NativeUInt;
  out Needed: NativeUInt): Int32; {$IFDEF JICAI_STDCALL}stdcall{$ELSE}cdecl{$ENDIF}; external JicaiLibrary;
function jicai_line_init(out Line: TJicaiLine): Int32; {$IFDEF JICAI_STDCALL}stdcall{$ELSE}cdecl{$ENDIF}; external JicaiLibrary;
function jicai_bill_init(out Bill: TJicaiBill): Int32; {$IFDEF JICAI_STDCALL}stdcall{$ELSE}cdecl{$ENDIF}; external JicaiLibrary;
function jicai_split_line(var Line: TJicaiLine; var Split: TJicaiSplit; var Told: TJicaiError): Int32;
  {$IFDEF JICAI_STDCALL}stdcall{$ELSE}cdecl{$ENDIF}; external JicaiLibrary;
function jicai_settle(var Bill: TJicaiBill; Lines: NativeUInt; FullyOwn, AboveStandard, FirstSelfPay, InScope: PInt64;
  Tiers: NativeUInt; TierUpTo, TierRate: PInt64; Fund, Patient: PInt64; var Totals: TJicaiBillTotals; var Told: TJicaiError): Int32;
  {$IFDEF JICAI_STDCALL}stdcall{$ELSE}cdecl{$ENDIF}; external JicaiLibrary;

{ An error record that is ready for a call. }
function JicaiReady: TJicaiError;
{ Raises EJicai for a code that is not JICAI_OK. }
procedure JicaiCheck(Code: Int32; const Told: TJicaiError);
{ The JSON response to a JSON request, both in UTF-8. }
function JicaiEvaluate(const Request: UTF8String): UTF8String;

implementation

constructor EJicai.Create(const Told: TJicaiError);
begin
  inherited Create(string(Told.Message));
  Code := Told.Code;
  Row := Told.Row;
  Path := string(Told.Path);
  Help := string(Told.Help);
end;

function JicaiReady: TJicaiError;
begin
  FillChar(Result, SizeOf(Result), 0);
  Result.StructSize := SizeOf(Result);
end;

procedure JicaiCheck(Code: Int32; const Told: TJicaiError);
begin
  if Code <> JICAI_OK then raise EJicai.Create(Told);
end;

function JicaiEvaluate(const Request: UTF8String): UTF8String;
var
  Needed: NativeUInt;
  Code: Int32;
begin
  SetLength(Result, 4096);
  Code := jicai_evaluate(PByte(PAnsiChar(Request)), Length(Request), PByte(PAnsiChar(Result)), Length(Result), Needed);
  if Code = JICAI_E_BUFFER then
  begin
    SetLength(Result, Needed);
    Code := jicai_evaluate(PByte(PAnsiChar(Request)), Length(Request), PByte(PAnsiChar(Result)), Length(Result), Needed);
  end;
  if (Code = JICAI_E_BUFFER) or (Code = JICAI_E_POINTER) then raise Exception.Create('jicai: no response');
  SetLength(Result, Needed);
end;

end.
