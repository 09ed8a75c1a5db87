/** Bills from published figures. What a vector of the project's conformance suite states is named; the rest is said to be assumed. */

import type { Example } from "../shell/example-tab.js";
import type { Language } from "../shell/tab.js";
import { say, type Text } from "../shell/words.js";
import { addLine, emptyBill, type Bill, type Line } from "./model.js";

interface Drug {
  readonly name: string;
  readonly price: string;
  readonly winning: string;
}

const CLOPIDOGREL = { name: { zh: "氯吡格雷 75mg×7", en: "clopidogrel 75 mg × 7" }, price: "60.33", winning: "22.26" };
const ATORVASTATIN = { name: { zh: "阿托伐他汀 20mg×7", en: "atorvastatin 20 mg × 7" }, price: "39.50", winning: "6.60" };
const RISPERIDONE = { name: { zh: "利培酮 1mg×60", en: "risperidone 1 mg × 60" }, price: "53.40", winning: "10.02" };
const PAROXETINE = { name: { zh: "帕罗西汀 20mg×20", en: "paroxetine 20 mg × 20" }, price: "63.80", winning: "33.40" };

function named(drug: Omit<Drug, "name"> & { readonly name: Text }, language: Language): Drug {
  return { ...drug, name: say(drug.name, language) };
}

/** A non-winner of the published price list of 2019: its old price, and the winning price of its name. */
function originator(bill: Bill, drug: Drug): Line {
  const { name, price, winning } = drug;
  return addLine(bill, {
    name,
    status: "originator",
    list_class: "b",
    price,
    quantity: "1",
    own_rate: "0.10",
    base_price: price,
    rivals: [{ id: "W1", price: winning, group: "", supply: "", volume: "" }],
  });
}

function direct(bill: Bill, name: string, amount: string, own_rate: string): Line {
  return addLine(bill, { name, status: "direct", list_class: own_rate === "0" ? "a" : "b", amount, own_rate });
}

function with80(rulebook: string): Bill {
  const bill = emptyBill();
  bill.rulebook = rulebook;
  bill.terms.deductible_remaining = "0";
  bill.terms.tiers = [{ up_to: "", rate: "0.80" }];
  return bill;
}

const OLD_PRICES: Text = {
  zh: "原价和中选价：公布的 2019 年价格表（西安）。先行自付比例 10%、报销比例 80%、起付线为 0 是示例假设。",
  en: "Old prices and winning prices: a published price list of 2019 (Xi'an). A first self-pay of 10 %, reimbursement of 80 % and no deductible are assumed.",
};

function guangzhou(language: Language): Bill {
  const bill = with80("payment/guangzhou-2019");
  for (const drug of [CLOPIDOGREL, ATORVASTATIN, RISPERIDONE, PAROXETINE]) originator(bill, named(drug, language));
  return bill;
}

/** A pack on either side of twice the winning price: the dearer one leaves the patient less to pay. */
function xian(language: Language): Bill {
  const bill = with80("payment/xian-2019");
  for (const price of ["44.52", "44.53"]) {
    const line = originator(bill, { ...named(CLOPIDOGREL, language), price });
    line.name += ` (${price})`;
    // The rule sets the rate itself.
    line.own_rate = "";
  }
  return bill;
}

function heilongjiang(language: Language): Bill {
  const bill = with80("payment/heilongjiang-2020");
  direct(bill, say({ zh: "诊疗服务", en: "services" }, language), "2000", "0");
  direct(bill, say({ zh: "甲类药", en: "class A drugs" }, language), "3000", "0");
  direct(bill, say({ zh: "乙类药", en: "class B drugs" }, language), "5000", "0.10");
  bill.terms.deductible_remaining = "1300";
  return bill;
}

function stent(language: Language): Bill {
  const bill = with80("payment/fujian-stents-2021");
  addLine(bill, {
    name: say({ zh: "冠脉支架（其他材质）", en: "coronary stent, other material" }, language),
    status: "non_winner",
    category: "other_material",
    list_class: "b",
    price: "13000",
    quantity: "1",
  });
  return bill;
}

export const EXAMPLES: readonly Example<Bill>[] = [
  {
    id: "guangzhou",
    name: { zh: "广州 2019：四种未中选原研药", en: "Guangzhou 2019: four originators that did not win" },
    note: OLD_PRICES,
    make: guangzhou,
  },
  {
    id: "xian",
    name: { zh: "西安 2019：贵一分钱，个人少付近十元", en: "Xi'an 2019: one fen dearer, ten yuan less for the patient" },
    note: {
      zh: "中选价 22.26 元出自公布的 2019 年价格表（西安）；44.52 元和 44.53 元正好在两倍中选价的两侧，是示例价格。报销比例 80%、起付线为 0 是示例假设。",
      en: "The winning price of 22.26 is from a published price list of 2019 (Xi'an); 44.52 and 44.53 lie on either side of twice that price and are made up, as are 80 % reimbursement and no deductible.",
    },
    make: xian,
  },
  {
    id: "heilongjiang",
    name: { zh: "黑龙江 2020：报道的一张账单", en: "Heilongjiang 2020: a bill in the press" },
    note: {
      zh: "报道的算例：三项费用、起付线 1300 元、报销 80%，统筹支付 6560 元，个人负担 3440 元。不涉及支付标准。",
      en: "A published example: three charges, deductible 1300 yuan, 80 % reimbursed; the fund pays 6560 yuan, the patient 3440. No standard is involved.",
    },
    make: heilongjiang,
  },
  {
    id: "stent",
    name: { zh: "福建 2021：限价 5000 元的支架", en: "Fujian 2021: a stent capped at 5000 yuan" },
    note: {
      zh: "支架限价 5000 元、先行自付 20%：泉州 2021 年公布的规则。报销比例 80% 是示例假设。",
      en: "The cap of 5000 yuan and the first self-pay of 20 %: rules of Quanzhou, 2021. Reimbursement of 80 % is assumed.",
    },
    make: stent,
  },
];
