{ One bill through the Pascal unit, and any number of JSON requests: `bill`, `bill REQUESTS.tsv`. }
program bill;

{$MODE DELPHI}

uses SysUtils, Classes, jicai;

procedure OneBill;
var
  Line: TJicaiLine;
  Split: TJicaiSplit;
  Rules: TJicaiBill;
  Totals: TJicaiBillTotals;
  Told: TJicaiError;
  Own, Above, First, Inside: array[0..1] of Int64;
  Ends, Rates: array[0..1] of Int64;
  I: Integer;
begin
  Told := JicaiReady;
  Split.StructSize := SizeOf(Split);
  for I := 0 to 1 do
  begin
    jicai_line_init(Line);
    if I = 0 then
    begin
      Line.AmountFen := 2380; Line.QuantityE4 := 70000; Line.StandardE6 := 1091200; Line.FirstSelfPayRateE4 := 0;
    end
    else
    begin
      Line.AmountFen := 12066; Line.QuantityE4 := 20000; Line.StandardE6 := 24130000; Line.FirstSelfPayRateE4 := 1000;
    end;
    JicaiCheck(jicai_split_line(Line, Split, Told), Told);
    Own[I] := Split.FullyOwnFen; Above[I] := Split.AboveStandardFen; First[I] := Split.FirstSelfPayFen; Inside[I] := Split.InScopeFen;
  end;
  jicai_bill_init(Rules);
  Rules.TierBase := JICAI_TIER_BASE_IN_SCOPE;
  Ends[0] := 10000; Ends[1] := JICAI_NONE; Rates[0] := 6000; Rates[1] := 8000;
  Totals.StructSize := SizeOf(Totals);
  JicaiCheck(jicai_settle(Rules, 2, @Own, @Above, @First, @Inside, 2, @Ends, @Rates, nil, nil, Totals, Told), Told);
  WriteLn('bill: total ', Totals.TotalFen, ', fund ', Totals.FundFen, ', patient ', Totals.PatientFen);
  try
    Line.FirstSelfPayRateE4 := 10001;
    JicaiCheck(jicai_split_line(Line, Split, Told), Told);
    Halt(1);
  except
    on Refused: EJicai do WriteLn('refused: ', Refused.Path, ': ', Refused.Message);
  end;
end;

procedure AnswerAll(const Name: string);
var
  Lines: TFileStream;
  Text, Line: UTF8String;
  Start, Finish, Tab: Integer;
  Answer: UTF8String;
begin
  Lines := TFileStream.Create(Name, fmOpenRead);
  SetLength(Text, Lines.Size);
  Lines.ReadBuffer(Text[1], Length(Text));
  Lines.Free;
  Start := 1;
  while Start <= Length(Text) do
  begin
    Finish := Start;
    while (Finish <= Length(Text)) and (Text[Finish] <> #10) do Inc(Finish);
    Line := Copy(Text, Start, Finish - Start);
    Tab := Pos(#9, Line);
    Answer := Copy(Line, 1, Tab) + JicaiEvaluate(Copy(Line, Tab + 1, MaxInt)) + #10;
    FileWrite(StdOutputHandle, Answer[1], Length(Answer));
    Start := Finish + 1;
  end;
end;

begin
  if jicai_abi_version <> JicaiAbiVersion then Halt(1);
  if ParamCount > 0 then AnswerAll(ParamStr(1)) else OneBill;
end.
