import { dictionary, isKey, type Locale, t } from '../../i18n/index.ts';

/** A region as a tile: its code, and where it lies, in columns and rows from the north-west. */
export interface Tile {
  readonly code: string;
  readonly column: number;
  readonly row: number;
}

/** One tile a region, each about where it lies among its neighbours. Codes are those of ISO 3166-2. */
const LAYOUTS = {
  'brazil-states':
    'RR 2 0,AP 4 0,AM 1 1,PA 3 1,MA 4 1,CE 6 1,RN 7 1,AC 0 2,RO 1 2,MT 2 2,TO 3 2,PI 5 2,PE 6 2,PB 7 2,MS 2 3,GO 3 3,DF 4 3,BA 5 3,SE 6 3,AL 7 3,SP 3 4,MG 4 4,ES 5 4,PR 3 5,RJ 4 5,SC 3 6,RS 3 7',
  'china-provinces':
    'NM 6 0,HL 8 0,XJ 1 1,GS 3 1,NX 4 1,BJ 6 1,LN 7 1,JL 8 1,XZ 1 2,QH 2 2,SN 4 2,SX 5 2,HE 6 2,TJ 7 2,SC 3 3,CQ 4 3,HA 5 3,SD 6 3,GZ 4 4,HB 5 4,AH 6 4,JS 7 4,SH 8 4,YN 3 5,GX 4 5,HN 5 5,JX 6 5,ZJ 7 5,GD 5 6,FJ 6 6,TW 8 6,HI 4 7,MO 5 7,HK 6 7',
} as const;
export type Layout = keyof typeof LAYOUTS;

export const LAYOUT_NAMES = Object.keys(LAYOUTS) as Layout[];

export const tilesOf = (layout: Layout): readonly Tile[] =>
  LAYOUTS[layout].split(',').map((one) => {
    const [code = '', column, row] = one.split(' ');
    return { code, column: Number(column), row: Number(row) };
  });

const keyOf = (layout: Layout, code: string) => `region.${layout}.${code}`;

/** A region's name in the reader's language. */
export function regionName(layout: Layout, code: string, locale: Locale): string {
  const key = keyOf(layout, code);
  return isKey(key) ? t(key, {}, locale) : code;
}

const plain = (word: string) =>
  word
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/^(br|cn)-|[\s'’·-]/g, '');

/** What a region may be written as → its code: the code itself, and its names in both languages, with and without their endings. */
export function codesOf(layout: Layout): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  for (const { code } of tilesOf(layout)) {
    const key = keyOf(layout, code);
    const names = isKey(key) ? Object.values(dictionary[key]) : [];
    for (const word of [code, ...names]) codes.set(plain(word), code);
  }
  return codes;
}

/** The code of a region as it is written in the data; null where it is none of the layout's. */
export function codeIn(codes: ReadonlyMap<string, string>, word: string): string | null {
  const text = plain(word);
  const exact = codes.get(text);
  if (exact) return exact;
  // A province with its full title begins with its short name.
  for (const [name, code] of codes)
    if (name.length >= 2 && /[^a-z]/.test(name) && text.startsWith(name)) return code;
  return null;
}
