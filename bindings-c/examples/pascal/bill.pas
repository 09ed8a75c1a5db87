{ One bill through the Pascal unit, and any number of JSON requests: `bill`, `bill REQUESTS.tsv`. }
program bill;

{$IFDEF FPC}{$MODE DELPHI}{$ENDIF}
{$IFDEF MSWINDOWS}{$APPTYPE CONSOLE}{$ENDIF}

uses SysUtils, Classes, jicai;

procedure OneBill;
var
  Lines: array[0..1] of TJicaiLine;
  Split: TJicaiSplit;
  Rules: TJicaiBill;
  Totals: TJicaiBillTotals;
  Told: TJicaiError;
  Own, Above, First, Inside: array[0..1] of Int64;
  Ends, Rates: array[0..1] of Int64;
  I: Integer;
begin
  Told := JicaiReady;
  { 23.80 yuan for seven units whose standard is 1.0912 yuan. }
  jicai_line_init(Lines[0]);
  Lines[0].AmountFen := 2380;
  Lines[0].QuantityE4 := 70000;
  Lines[0].StandardE6 := 1091200;
  Lines[0].FirstSelfPayRateE4 := 0;
  { 120.66 yuan for two whose standard is 24.13 yuan, 10 % first self-pay. }
  jicai_line_init(Lines[1]);
  Lines[1].AmountFen := 12066;
  Lines[1].QuantityE4 := 20000;
  Lines[1].StandardE6 := 24130000;
  Lines[1].FirstSelfPayRateE4 := 1000;

  Split.StructSize := SizeOf(Split);
  for I := 0 to 1 do
  begin
    JicaiCheck(jicai_split_line(Lines[I], Split, Told), Told);
    Own[I] := Split.FullyOwnFen;
    Above[I] := Split.AboveStandardFen;
    First[I] := Split.FirstSelfPayFen;
    Inside[I] := Split.InScopeFen;
  end;

  { No deductible is left; 60 % up to 100 yuan in scope, 80 % beyond. }
  jicai_bill_init(Rules);
  Rules.TierBase := JICAI_TIER_BASE_IN_SCOPE;
  Ends[0] := 10000; Ends[1] := JICAI_NONE;
  Rates[0] := 6000; Rates[1] := 8000;
  Totals.StructSize := SizeOf(Totals);
  JicaiCheck(jicai_settle(Rules, 2, @Own[0], @Above[0], @First[0], @Inside[0], 2, @Ends[0], @Rates[0], nil, nil, Totals, Told), Told);
  WriteLn('bill: total ', Totals.TotalFen, ', fund ', Totals.FundFen, ', patient ', Totals.PatientFen);

  { What is wrong names the field. }
  try
    Lines[0].FirstSelfPayRateE4 := 10001;
    JicaiCheck(jicai_split_line(Lines[0], Split, Told), Told);
    Halt(1);
  except
    on Refused: EJicai do WriteLn('refused: ', Refused.Path, ': ', Refused.Message);
  end;
end;

procedure AnswerAll(const Name: string);
var
  Source: TFileStream;
  Output: THandleStream;
  Text, Line, Answer: TJicaiBytes;
  Start, Finish, Tab: Integer;
begin
  Source := TFileStream.Create(Name, fmOpenRead or fmShareDenyWrite);
  try
    SetLength(Text, Source.Size);
    if Length(Text) > 0 then Source.ReadBuffer(Text[1], Length(Text));
  finally
    Source.Free;
  end;
  Output := THandleStream.Create(TTextRec(System.Output).Handle);
  try
    Start := 1;
    while Start <= Length(Text) do
    begin
      Finish := Start;
      while (Finish <= Length(Text)) and (Text[Finish] <> #10) do Inc(Finish);
      Line := Copy(Text, Start, Finish - Start);
      Tab := Pos(#9, Line);
      Answer := Copy(Line, 1, Tab) + JicaiEvaluateBytes(JICAI_ENCODING_UTF8, Copy(Line, Tab + 1, MaxInt)) + #10;
      Output.WriteBuffer(Answer[1], Length(Answer));
      Start := Finish + 1;
    end;
  finally
    Output.Free;
  end;
end;

begin
  try
    JicaiCheckVersion;
    if ParamCount > 0 then AnswerAll(ParamStr(1)) else OneBill;
  except
    on Failed: Exception do
    begin
      WriteLn(ErrOutput, Failed.Message);
      Halt(1);
    end;
  end;
end.
