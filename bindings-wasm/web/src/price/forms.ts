import type { Text } from "../shell/words.js";

export interface Form {
  readonly id: string;
  readonly name: Text;
  /** What the package count counts where nothing else is stated. */
  readonly unit: string;
}

export interface FormGroup {
  readonly id: "tablets" | "capsules" | "granules" | "liquids" | "pills" | "injections" | "external";
  readonly name: Text;
  readonly forms: readonly Form[];
}

/** The dosage forms that the rules know, in their groups. */
export const FORM_GROUPS: readonly FormGroup[] = [
  {
    id: "tablets",
    name: { zh: "口服片剂", en: "Oral tablets" },
    forms: [
      { id: "tablet", name: { zh: "普通片", en: "Ordinary tablet" }, unit: "tablet" },
      { id: "chewable_tablet", name: { zh: "咀嚼片", en: "Chewable tablet" }, unit: "tablet" },
      { id: "lozenge", name: { zh: "含片", en: "Lozenge" }, unit: "tablet" },
      { id: "soluble_tablet", name: { zh: "可溶片", en: "Soluble tablet" }, unit: "tablet" },
      { id: "enteric_tablet", name: { zh: "肠溶片", en: "Enteric-coated tablet" }, unit: "tablet" },
      { id: "dispersible_tablet", name: { zh: "分散片", en: "Dispersible tablet" }, unit: "tablet" },
      { id: "effervescent_tablet", name: { zh: "泡腾片", en: "Effervescent tablet" }, unit: "tablet" },
      { id: "orally_disintegrating_tablet", name: { zh: "口崩片", en: "Orally disintegrating tablet" }, unit: "tablet" },
      { id: "sustained_release_tablet", name: { zh: "缓释片", en: "Sustained-release tablet" }, unit: "tablet" },
      { id: "controlled_release_tablet", name: { zh: "控释片", en: "Controlled-release tablet" }, unit: "tablet" },
    ],
  },
  {
    id: "capsules",
    name: { zh: "口服胶囊", en: "Oral capsules" },
    forms: [
      { id: "capsule", name: { zh: "硬胶囊", en: "Hard capsule" }, unit: "capsule" },
      { id: "enteric_capsule", name: { zh: "肠溶胶囊", en: "Enteric capsule" }, unit: "capsule" },
      { id: "soft_capsule", name: { zh: "软胶囊", en: "Soft capsule" }, unit: "capsule" },
      { id: "sustained_release_capsule", name: { zh: "缓释胶囊", en: "Sustained-release capsule" }, unit: "capsule" },
    ],
  },
  {
    id: "granules",
    name: { zh: "颗粒剂和散剂", en: "Granules and powders" },
    forms: [
      { id: "granules", name: { zh: "颗粒剂", en: "Granules" }, unit: "sachet" },
      { id: "effervescent_granules", name: { zh: "泡腾颗粒剂", en: "Effervescent granules" }, unit: "sachet" },
      { id: "powder", name: { zh: "散剂", en: "Powder" }, unit: "sachet" },
      { id: "dry_suspension", name: { zh: "干混悬剂", en: "Dry suspension" }, unit: "sachet" },
    ],
  },
  {
    id: "liquids",
    name: { zh: "口服液体", en: "Oral liquids" },
    forms: [
      { id: "oral_solution", name: { zh: "口服溶液", en: "Oral solution" }, unit: "bottle" },
      { id: "oral_suspension", name: { zh: "混悬液", en: "Oral suspension" }, unit: "bottle" },
      { id: "syrup", name: { zh: "糖浆剂", en: "Syrup" }, unit: "bottle" },
      { id: "oral_mixture", name: { zh: "合剂", en: "Oral mixture" }, unit: "bottle" },
    ],
  },
  {
    id: "pills",
    name: { zh: "丸剂", en: "Pills" },
    forms: [
      { id: "pill", name: { zh: "丸剂", en: "Pill" }, unit: "pill" },
      { id: "honey_pill", name: { zh: "蜜丸", en: "Honey pill" }, unit: "pill" },
      { id: "water_pill", name: { zh: "水丸", en: "Water pill" }, unit: "pill" },
      { id: "water_honey_pill", name: { zh: "水蜜丸", en: "Water-honey pill" }, unit: "pill" },
      { id: "concentrated_pill", name: { zh: "浓缩丸", en: "Concentrated pill" }, unit: "pill" },
      { id: "concentrated_honey_pill", name: { zh: "浓缩蜜丸", en: "Concentrated honey pill" }, unit: "pill" },
      { id: "concentrated_water_pill", name: { zh: "浓缩水丸", en: "Concentrated water pill" }, unit: "pill" },
      { id: "dripping_pill", name: { zh: "滴丸", en: "Dripping pill" }, unit: "pill" },
    ],
  },
  {
    id: "injections",
    name: { zh: "注射剂", en: "Injections" },
    forms: [
      { id: "small_volume_injection", name: { zh: "小容量注射液", en: "Small-volume injection" }, unit: "ampoule" },
      { id: "powder_injection", name: { zh: "普通粉针", en: "Powder for injection" }, unit: "vial" },
      { id: "lyophilised_powder_injection", name: { zh: "冻干粉针", en: "Lyophilised powder for injection" }, unit: "vial" },
      { id: "solvent_crystallised_powder_injection", name: { zh: "溶媒结晶粉针", en: "Solvent-crystallised powder for injection" }, unit: "vial" },
      { id: "large_volume_injection", name: { zh: "大容量注射液", en: "Large-volume injection" }, unit: "bottle" },
    ],
  },
  {
    id: "external",
    name: { zh: "外用及其他", en: "External and other" },
    forms: [
      { id: "gel", name: { zh: "凝胶剂", en: "Gel" }, unit: "tube" },
      { id: "ointment", name: { zh: "软膏剂", en: "Ointment" }, unit: "tube" },
      { id: "cream", name: { zh: "乳膏剂", en: "Cream" }, unit: "tube" },
      { id: "eye_drops", name: { zh: "滴眼剂", en: "Eye drops" }, unit: "bottle" },
      { id: "spray", name: { zh: "喷雾剂", en: "Spray" }, unit: "bottle" },
      { id: "inhalation_aerosol", name: { zh: "气雾剂", en: "Inhalation aerosol" }, unit: "bottle" },
      { id: "suppository", name: { zh: "栓剂", en: "Suppository" }, unit: "suppository" },
      { id: "patch", name: { zh: "贴剂", en: "Patch" }, unit: "patch" },
    ],
  },
];

const GROUP_OF = new Map(FORM_GROUPS.flatMap((group) => group.forms.map((form) => [form.id, group.id] as const)));
const FORMS = new Map(FORM_GROUPS.flatMap((group) => group.forms.map((form) => [form.id, form] as const)));

export function formOf(id: string): Form | undefined {
  return FORMS.get(id);
}

export function groupOf(id: string): FormGroup["id"] | undefined {
  return GROUP_OF.get(id);
}

/** Liquids are filled by volume; the law takes no other unit for injections. */
export function fillUnitOf(id: string): string {
  const group = groupOf(id);
  return group === "injections" || group === "liquids" || id === "eye_drops" || id === "spray" ? "ml" : "g";
}

export function isInjection(id: string): boolean {
  return groupOf(id) === "injections";
}
