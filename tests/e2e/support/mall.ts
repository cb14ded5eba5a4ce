/** A shop with brands, levels of categories, devices and places; every figure of it can be counted from its records. */
export interface Visit {
  readonly time: string;
  readonly type: 'view' | 'cart' | 'purchase';
  readonly user: number;
  readonly path: string;
  readonly brand: string;
  readonly country: string;
  readonly region: string;
  readonly city: string;
}

const PATHS = ['electronics.audio.headphone', 'electronics.smartphone', 'home.kitchen.kettle'];
const BRANDS = ['Acme', 'Rivo', 'Lux', 'Weave'];
const PLACES: readonly (readonly [string, string, string])[] = [
  ['United Kingdom', '广东省', '北京'],
  ['EIRE', 'Shanghai', 'London'],
  ['USA', '浙江', '杭州市'],
  ['中国', 'GD', 'Paris'],
  ['Atlantis', 'Atlantis', 'Nowhere'],
];

function* made(): Generator<Visit> {
  for (let n = 0; n < 1200; n++) {
    const [country = '', region = '', city = ''] = PLACES[n % PLACES.length] ?? [];
    const day = 1 + (n % 8);
    const brand = BRANDS[(n * 7) % 4] ?? '';
    const path = PATHS[(n * 5) % 3] ?? '';
    const visit = { user: 1 + (n % 97), path, brand, country, region, city };
    const at = (minute: number) =>
      `2024-03-0${day} ${String(n % 24).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00`;
    yield { ...visit, time: at(1), type: 'view' };
    if (n % 3 === 0) yield { ...visit, time: at(2), type: 'cart' };
    // Rivo sells better, and in the second half all do.
    if (Math.floor(n / 4) % (brand === 'Rivo' ? 3 : day > 4 ? 9 : 14) === 0)
      yield { ...visit, time: at(3), type: 'purchase' };
  }
}

export const VISITS: readonly Visit[] = [...made()];

export const MALL = {
  name: 'mall.csv',
  content: [
    'event_time,event_type,user_id,item_id,category_path,brand,price,country,region,city',
    ...VISITS.map(({ time, type, user, path, brand, country, region, city }) =>
      [time, type, user, 1 + (user % 9), path, brand, '10.00', country, region, city].join(','),
    ),
  ].join('\n'),
} as const;
