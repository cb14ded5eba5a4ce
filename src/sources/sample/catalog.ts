import { ascii } from './bytes.ts';
import { Random } from './random.ts';

/** Category code, middle price in USD, how often it is visited. An empty code: the source does not say. */
const CATEGORIES: readonly (readonly [string, number, number])[] = [
  ['electronics.smartphone', 320, 260],
  ['', 60, 240],
  ['electronics.audio.headphone', 85, 46],
  ['electronics.video.tv', 390, 44],
  ['computers.notebook', 620, 42],
  ['electronics.clocks', 180, 40],
  ['appliances.kitchen.washer', 330, 34],
  ['apparel.shoes', 70, 34],
  ['', 25, 60],
  ['appliances.environment.vacuum', 140, 28],
  ['appliances.kitchen.refrigerators', 420, 26],
  ['', 110, 40],
  ['electronics.tablet', 260, 16],
  ['furniture.bedroom.bed', 240, 14],
  ['furniture.living_room.sofa', 380, 14],
  ['apparel.shoes.keds', 65, 14],
  ['auto.accessories.player', 95, 13],
  ['computers.desktop', 540, 12],
  ['construction.tools.drill', 75, 11],
  ['appliances.kitchen.hood', 130, 10],
  ['appliances.environment.air_heater', 80, 10],
  ['kids.carriage', 210, 10],
  ['appliances.kitchen.oven', 290, 9],
  ['appliances.kitchen.microwave', 105, 9],
  ['', 15, 24],
  ['accessories.bag', 45, 9],
  ['computers.peripherals.printer', 190, 8],
  ['appliances.kitchen.meat_grinder', 60, 8],
  ['kids.toys', 22, 8],
  ['apparel.trousers', 38, 7],
  ['auto.accessories.alarm', 120, 7],
  ['appliances.personal.massager', 55, 6],
  ['electronics.telephone', 28, 6],
  ['furniture.kitchen.chair', 62, 6],
  ['sport.bicycle', 260, 5],
  ['apparel.dress', 42, 5],
  ['stationery.cartrige', 18, 4],
  ['country_yard.lawn_mower', 240, 3],
  ['medicine.tools.tonometer', 34, 3],
];

const BRANDS =
  `aurelon northwind kaito lumera vantis orbica hexa tessera zephyr onix brevo solara mistral quanta
  polaris ferrum novika altea caldo rivo umbra delfin korra sienna taiga verano ostro marlow pixel9 granat ember
  lindo atlas77 juno keystone borealis mica orchid petra saffron`.split(/\s+/);

export interface Catalog {
  readonly items: number;
  /** Item `i` from the first comma after the event word to the one before the user, in `bytes[ends[i], ends[i + 1])`. */
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
  /** First item of each category; the last entry is the number of items. */
  readonly shelves: Uint32Array;
  /** Categories by visits: a uniform 12-bit number picks one. */
  readonly visits: Uint8Array;
}

/** Items with category, brand and price, as the bytes between event word and user. */
export function catalog(wanted: number, seed: number): Catalog {
  const random = new Random(seed ^ 0x7ab1e);
  const total = CATEGORIES.reduce((sum, [, , weight]) => sum + weight, 0);
  const shelves = new Uint32Array(CATEGORIES.length + 1);
  CATEGORIES.forEach(([, , weight], c) => {
    shelves[c + 1] = (shelves[c] ?? 0) + 4 + Math.floor((wanted * weight) / total);
  });
  const items = shelves[CATEGORIES.length] ?? 0;
  const parts: Uint8Array[] = [];
  const ends = new Uint32Array(items + 1);
  let item = 0;
  CATEGORIES.forEach(([code, price], c) => {
    const category = 2_053_013_552_326_770_905n + BigInt(c) * 9_999_998_447_123_411n;
    const brands = 2 + random.below(9);
    for (; item < (shelves[c + 1] ?? 0); item++) {
      const unbranded = random.chance(code === '' ? 0.3 : 0.08);
      const brand = unbranded ? '' : BRANDS[(c * 7 + random.ranked(brands)) % BRANDS.length];
      const amount = priceOf(price, random);
      const text = `,${productId(item)},${category},${code},${brand},${amount},`;
      parts.push(ascii(text));
      ends[item + 1] = (ends[item] ?? 0) + text.length;
    }
  });
  const bytes = new Uint8Array(ends[items] ?? 0);
  parts.forEach((part, index) => {
    bytes.set(part, ends[index]);
  });
  return { items, bytes, ends, shelves, visits: quantiles(total) };
}

/** From a third to three times the category's middle price; one item in 600 has none. */
function priceOf(middle: number, random: Random): string {
  if (random.below(600) === 0) return '0.00';
  const factor = random.chance(0.5)
    ? 0.35 + 0.65 * random.unit()
    : 1 + 2 * random.unit() * random.unit();
  const cents = Math.max(99, Math.round(middle * factor * 100));
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

const productId = (item: number) => 1_000_000 + ((item * 7919 + 4711) % 99_999_989);

function quantiles(total: number): Uint8Array {
  const picks = new Uint8Array(4096);
  let category = 0;
  let reached = CATEGORIES[0]?.[2] ?? 0;
  for (let i = 0; i < picks.length; i++) {
    while ((i + 0.5) * total > reached * picks.length) reached += CATEGORIES[++category]?.[2] ?? 1;
    picks[i] = category;
  }
  return picks;
}
