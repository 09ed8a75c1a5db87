/** Firms from published lists of grades, each with the figures of its vector in the project's conformance suite. */

import type { Example } from "../shell/example-tab.js";
import type { Language } from "../shell/tab.js";
import { say, type Text } from "../shell/words.js";
import { addCase, addFact, emptySum, emptySupplier, type Supplier, type Sum } from "./model.js";

function between(at_least: string, below: string): Sum {
  return { ...emptySum(), how: "between", at_least, below };
}

function exactly(exact: string): Sum {
  return { ...emptySum(), exact };
}

interface Published {
  readonly rulebook: string;
  readonly firm: string;
  readonly province: Text;
  readonly graded_on: string;
}

function firm({ rulebook, firm: name, province, graded_on }: Published, language: Language): Supplier {
  const supplier: Supplier = { ...emptySupplier(), rulebook, firm: name, province: say(province, language), graded_on };
  // The day of grading stands in for the first day of the grade, and for the day that is asked about.
  supplier.start_on = graded_on;
  supplier.repair.as_of = graded_on;
  Object.assign(supplier.check, { product: say({ zh: "产品甲", en: "product A" }, language), province: supplier.province, on: graded_on });
  return supplier;
}

const NINGXIA: Text = { zh: "宁夏", en: "Ningxia" };
const SHANDONG: Text = { zh: "山东", en: "Shandong" };
const GUIZHOU: Text = { zh: "贵州", en: "Guizhou" };
const QINGHAI: Text = { zh: "青海", en: "Qinghai" };

function ningxia(language: Language): Supplier {
  const supplier = firm({ rulebook: "credit/cn-2020", firm: "宁夏闽宁医药有限公司", province: NINGXIA, graded_on: "2022-06-30" }, language);
  addFact(supplier, addCase(supplier, { case_id: "C10", effective_on: "2022-03-31" }), { amount: between("1140000", "1150000") });
  return supplier;
}

function shandong(language: Language): Supplier {
  const supplier = firm({ rulebook: "credit/cn-2020", firm: "华北制药股份有限公司", province: SHANDONG, graded_on: "2021-09-18" }, language);
  const one = addCase(supplier, { case_id: "C02", evidence: "authority_record", effective_on: "2021-08-20" });
  addFact(supplier, one, { matter: "breach", kind: "selection_lost" });
  return supplier;
}

function guizhou(language: Language): Supplier {
  const supplier = firm({ rulebook: "credit/cn-2020", firm: "江西省明月贸易有限公司", province: GUIZHOU, graded_on: "2023-05-06" }, language);
  addFact(supplier, addCase(supplier, { case_id: "C14-C17", effective_on: "2023-05-06" }), { amount: between("10000", "46400.01") });
  return supplier;
}

function qinghai(language: Language): Supplier {
  const name = say({ zh: "5 家企业之一", en: "one of 5 firms" }, language);
  const supplier = firm({ rulebook: "credit/cn-2025", firm: name, province: QINGHAI, graded_on: "2025-10-29" }, language);
  addFact(supplier, addCase(supplier, { case_id: "C27", effective_on: "2025-03-01" }), { cited_clause: "3.2" });
  return supplier;
}

/** No published case: an amount that falls where the 2020 benchmark is not published. */
function open(language: Language): Supplier {
  const name = say({ zh: "某企业", en: "a firm" }, language);
  const province = { zh: "某省", en: "a province" };
  const supplier = firm({ rulebook: "credit/cn-2020", firm: name, province, graded_on: "2021-12-31" }, language);
  const one = addCase(supplier, { case_id: "case-1", effective_on: "2021-03-01" });
  addFact(supplier, one, { amount: exactly("150000"), single: "stated", largest_single: exactly("50000") });
  return supplier;
}

const ASSUMED: Text = {
  zh: "企业角色、产品和处置、修复部分的日期是示例假设，受贿方按公立医疗机构计。",
  en: "The firm's role, the product and the days of measures and correction are assumed; the bribes are taken to have gone to public institutions.",
};

function note(zh: string, en: string): Text {
  return { zh: `${zh}${ASSUMED.zh}`, en: `${en} ${ASSUMED.en}` };
}

export const EXAMPLES: readonly Example<Supplier>[] = [
  {
    id: "ningxia",
    name: { zh: "宁夏：行贿 114 万余元，2020 版评“严重”", en: "Ningxia: bribes of 1.14 million, severe under 2020" },
    note: note(
      "国家医保局价格和招采指导中心评级结果第 3 号（2022-08-04）公布为“严重”；2025 版的等级是计算出来的。",
      "Published as severe in list no. 3 (2022-08-04) of the NHSA centre; the grade under the 2025 version is computed.",
    ),
    make: ningxia,
  },
  {
    id: "shandong",
    name: { zh: "山东：中选后不履行，评“严重”", en: "Shandong: selected, then not supplied: severe" },
    note: note(
      "评级结果第 1 号（截至 2021-09-18）公布为“严重”。本库正是从这类公布的评级读出该等级的，所以相符不能当作证明。",
      "Published as severe in list no. 1 (as of 2021-09-18). The grade of this kind of breach was itself read off such lists, so agreement proves nothing.",
    ),
    make: shandong,
  },
  {
    id: "guizhou",
    name: { zh: "贵州：四家合计 4.64 万元，评“一般”", en: "Guizhou: 46,400 among four firms: general" },
    note: note(
      "贵州 2023-05-06 拟评“一般”。每家不少于 1 万元是假设，起点 1 万元未核实。",
      "Proposed as general by Guizhou on 2023-05-06. A share of at least 10,000 is assumed, and that threshold is unverified.",
    ),
    make: guizhou,
  },
  {
    id: "qinghai",
    name: { zh: "青海：公告引用第 3.2 条", en: "Qinghai: the notice cites clause 3.2" },
    note: note(
      "青海 2025-10-29 拟评“特别严重失信”，只引条款，不列金额。",
      "Proposed as especially severely dishonest by Qinghai on 2025-10-29, by clause and without a sum.",
    ),
    make: qinghai,
  },
  {
    id: "open",
    name: { zh: "虚构：金额落在未公布的界限之间", en: "Invented: a sum between thresholds not published" },
    note: { zh: "虚构的案件：2020 版“中等”的累计界限没有公布，等级只能给出范围。", en: "An invented case: the cumulative threshold of the medium grade of 2020 is not published, so the grade is an interval." },
    make: open,
  },
];
