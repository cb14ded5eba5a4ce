import type { Row } from '../../../src/metrics/types.ts';

const REGIONS = ['north', 'south', '西部', 'east'];
const DEVICES = ['phone', 'tablet', 'desktop'];

/** Figures that look like chance and are the same every time. */
const wave = (seed: number) => Math.abs(Math.sin(seed * 12.9898) * 43758.5453) % 1;
const isoDay = (at: number) => new Date(Date.UTC(2019, 9, 1 + at)).toISOString().slice(0, 10);
const many = <T>(n: number, make: (at: number) => T) =>
  Array.from({ length: n }, (_, at) => make(at));

/** The tables that the examples of docs/charts.md draw, with values as the engine gives them. */
export const TABLES: Readonly<Record<string, readonly Row[]>> = {
  days: many(60 * 3, (at) => ({
    day: isoDay(Math.floor(at / 3)),
    device: DEVICES[at % 3],
    gmv: (1000 + 900 * wave(at) + at * 5).toFixed(2),
    uv: BigInt(Math.round(200 + 100 * wave(at + 7))),
    orders: BigInt(Math.round(20 + 30 * wave(at + 3))),
  })),
  brands: many(24, (at) => ({
    brand:
      at === 3
        ? 'A brand whose name is sixty characters long, as some of them are'
        : at === 5
          ? '小米'
          : `brand ${at}`,
    region: REGIONS[at % 4],
    gmv: 50 + 5000 * wave(at),
    uv: 10 + Math.round(3000 * wave(at + 11)),
    orders: Math.round(200 * wave(at + 5)),
  })),
  hours: many(7 * 24, (at) => ({
    weekday: Math.floor(at / 24) + 1,
    hour: at % 24,
    views: Math.round(900 * wave(at)),
  })),
  orders: many(900, (at) => ({
    price: 120 * (wave(at) + wave(at + 1) + wave(at + 2)) - 20,
    items: Math.round(12 * wave(at + 9) * wave(at + 4)),
    region: at % 31 === 0 ? null : REGIONS[at % 4],
  })),
  surface: many(400, (at) => {
    const [u, v] = [at % 20, Math.floor(at / 20)];
    return { u, v, height: Math.sin(u / 4) * Math.cos(v / 5) + 1.2, turn: (u * 18 + v * 9) % 360 };
  }),
  moves: many(5, (at) => ({
    name: `brand ${at}`,
    before: 100 + 60 * wave(at),
    after: 100 + 80 * wave(at + 1),
    loss_before: wave(at + 2),
    loss_after: wave(at + 3),
  })),
  paths: [
    'shop/home/search',
    'shop/home/list',
    'shop/list/item',
    'shop/list/item/cart',
    'shop/cart/pay',
  ].map((path) => ({ path })),
  outlines: many(3, (at) => ({
    value: at * 10 + 5,
    geometry: JSON.stringify({
      type: 'Polygon',
      coordinates: [
        [
          [at * 20, 0],
          [at * 20, 15],
          [at * 20 + 15, 15],
          [at * 20 + 15, 0],
          [at * 20, 0],
        ],
      ],
    }),
  })),
  towns: many(30, (at) => ({
    lng: -60 + 20 * wave(at),
    lat: -30 + 30 * wave(at + 1),
    value: 10 * wave(at + 2),
  })),
  skills: ['recency', 'frequency', 'monetary', 'variety', 'speed'].flatMap((skill, at) =>
    ['champions', 'lapsed'].map((segment, two) => ({
      skill,
      segment,
      score: 0.2 + 0.7 * wave(at + two * 9),
    })),
  ),
  steps: ['view', 'cart', 'purchase'].map((step, at) => ({ step, users: 1000 / (at * 2 + 1) })),
  flows: [
    ['view', 'cart', 400],
    ['view', 'leave', 900],
    ['view', 'view', 120],
    ['cart', 'purchase', 180],
    ['cart', 'view', 90],
    ['cart', 'leave', 130],
    ['fav', 'cart', 60],
    ['view', 'fav', 80],
    ['purchase', 'view', 40],
  ].map(([source, target, users]) => ({ source, target, users })),
  changes: [
    ['last month', 1200],
    ['new buyers', 420],
    ['price', -180],
    ['returns', -260],
    ['basket', 75],
  ].map(([reason, change]) => ({ reason, change })),
  states: ['SP', 'RJ', 'MG', 'Bahia', 'rs', 'Paraná', 'DF', '亚马孙', 'Atlantis'].map(
    (state, at) => ({ state, orders: 9000 / (at + 1) }),
  ),
};
