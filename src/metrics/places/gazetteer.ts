import { dictionary, type Locale } from '../../i18n/index.ts';

/** Names that places are known by: countries of the world, provinces or states of one, cities. */
export type Scheme = 'world' | 'china-provinces' | 'brazil-states' | 'cities';

/** Those of regions, the first being meant where no name says which. */
export const REGIONS = ['china-provinces', 'brazil-states'] as const;

export interface City {
  readonly code: string;
  readonly latitude: number;
  readonly longitude: number;
}

export interface Gazetteer {
  /** What a place may be written as, as `plainName` leaves it → its code. */
  readonly names: ReadonlyMap<string, string>;
  /** A place's name in a language; its code where it has none. */
  readonly label: (code: string, locale: Locale) => string;
  /** Where cities lie; empty for areas. */
  readonly cities: ReadonlyMap<string, City>;
}

/** A name with case, accents, blanks and signs taken off: letters and digits alone. The SQL of it is `plainSql`. */
export const plainName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

export const plainSql = (column: string): string =>
  `regexp_replace(lower(strip_accents(CAST(${column} AS VARCHAR))), '[^\\p{L}\\p{N}]', '', 'g')`;

const known = new Map<Scheme, Gazetteer>();

/** Fetches the names of a scheme from our own origin, once. */
export async function loadGazetteer(scheme: Scheme): Promise<Gazetteer> {
  const found = known.get(scheme);
  if (found) return found;
  const made =
    scheme === 'world'
      ? await countries()
      : scheme === 'cities'
        ? await cities()
        : await provinces(scheme);
  known.set(scheme, made);
  return made;
}

/** Fetches the names that a map knows. */
export const loadNames = (map: Scheme | 'regions'): Promise<unknown> =>
  map === 'regions' ? Promise.all(REGIONS.map(loadGazetteer)) : loadGazetteer(map);

/** A gazetteer that `loadGazetteer` has fetched. */
export function gazetteer(scheme: Scheme): Gazetteer {
  const found = known.get(scheme);
  if (!found) throw new Error(`the gazetteer ${scheme} is not loaded`);
  return found;
}

const words = () => import('../../i18n/place-names.ts');

type Names = Readonly<Record<string, string | readonly string[]>>;

async function countries(): Promise<Gazetteer> {
  const [
    { COUNTRY_ALIASES, COUNTRY_NAMES },
    { default: english },
    { default: chinese },
    { default: codes },
  ] = await Promise.all([
    words(),
    import('i18n-iso-countries/langs/en.json'),
    import('i18n-iso-countries/langs/zh.json'),
    import('i18n-iso-countries/codes.json'),
  ]);
  const names = new Map<string, string>();
  const say = (code: string, words: string | readonly string[] = []) => {
    for (const word of typeof words === 'string' ? [words] : words)
      if (!names.has(plainName(word))) names.set(plainName(word), code);
  };
  const lists: readonly Names[] = [COUNTRY_ALIASES, english.countries, chinese.countries];
  for (const list of lists) for (const [code, words] of Object.entries(list)) say(code, words);
  for (const [code = '', three = '', number = ''] of codes)
    for (const word of [code, three, number]) say(code, word);
  const first = (list: Names, code: string) => {
    const own = list[code];
    return typeof own === 'string' ? own : own?.at(-1);
  };
  const own: Readonly<Record<Locale, Names>> = {
    en: { ...english.countries, ...COUNTRY_NAMES.en },
    'zh-CN': { ...chinese.countries, ...COUNTRY_NAMES['zh-CN'] },
  };
  return { names, label: (code, locale) => first(own[locale], code) ?? code, cities: new Map() };
}

/** Provinces (states) under their codes of ISO 3166-2 and their names in both languages, with and without titles. */
async function provinces(scheme: (typeof REGIONS)[number]): Promise<Gazetteer> {
  const { TITLES } = await words();
  const names = new Map<string, string>();
  const labels = new Map<string, Readonly<Record<Locale, string>>>();
  const prefix = `region.${scheme}.`;
  const country = scheme === 'china-provinces' ? 'CN' : 'BR';
  for (const [key, texts] of Object.entries(dictionary)) {
    if (!key.startsWith(prefix)) continue;
    const code = key.slice(prefix.length);
    labels.set(code, texts);
    for (const word of [code, `${country}-${code}`]) names.set(plainName(word), code);
    for (const text of Object.values(texts))
      for (const title of ['', ...TITLES]) names.set(plainName(`${text}${title}`), code);
  }
  return {
    names,
    label: (code, locale) => labels.get(code)?.[locale] ?? code,
    cities: new Map(),
  };
}

/** Cities, the larger first: of two with the same name the larger is meant. */
async function cities(): Promise<Gazetteer> {
  const [{ CITY_TITLES }, { default: text }] = await Promise.all([
    words(),
    import('./cities.csv?raw'),
  ]);
  const names = new Map<string, string>();
  const labels = new Map<string, Readonly<Record<Locale, string>>>();
  const found = new Map<string, City>();
  for (const line of text.trim().split('\n').slice(1)) {
    const [name = '', chinese = '', country = '', latitude, longitude] = line.split(',');
    const code = `${country}/${name}`;
    found.set(code, { code, latitude: Number(latitude), longitude: Number(longitude) });
    labels.set(code, { en: name, 'zh-CN': chinese || name });
    // A name more is a row more of every query: full titles are taken where they are used.
    const written = [
      name,
      chinese,
      ...(chinese === '' ? [] : CITY_TITLES.map((end) => chinese + end)),
    ];
    for (const word of written) {
      const plain = plainName(word);
      if (plain !== '' && !names.has(plain)) names.set(plain, code);
    }
  }
  return { names, label: (code, locale) => labels.get(code)?.[locale] ?? code, cities: found };
}
