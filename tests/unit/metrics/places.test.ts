import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TabhouseError } from '../../../src/engine/errors.ts';
import { t } from '../../../src/i18n/index.ts';
import {
  auditMetric,
  type RawParameters,
  runMetric,
  runSegments,
  type Segment,
} from '../../../src/metrics/index.ts';
import { loadGazetteer, plainName } from '../../../src/metrics/places/gazetteer.ts';
import { readPlaces } from '../../../src/metrics/places/parameters.ts';
import type { DatasetContext } from '../../../src/warehouse/types.ts';
import { type Native, native, TAOBAO } from '../warehouse/native.ts';
import { databaseOf, type NativeDatabase } from './database.ts';

const CONTEXT: DatasetContext = {
  ...TAOBAO,
  id: 'places',
  columns: ['event_time', 'event_type', 'user_id', 'item_id', 'country', 'region', 'city'],
  eventTypes: ['view', 'purchase'],
  from: '2017-11-26',
  to: '2017-11-26',
};

/** User, event, country, region, city. */
const ROWS: readonly (readonly [number, string, string | null, string | null, string | null])[] = [
  [1, 'view', 'United Kingdom', '广东省', '北京'],
  [1, 'purchase', 'UK', 'Guangdong', 'Beijing'],
  [2, 'view', 'united kingdom ', 'GD', '北京市'],
  [3, 'view', 'EIRE', '上海市', 'São Paulo'],
  [3, 'purchase', 'EIRE', 'Shanghai', 'sao paulo'],
  [4, 'view', 'RSA', '内蒙古自治区', '苏州'],
  [5, 'view', 'USA', 'CN-XJ', '宿州'],
  [5, 'purchase', 'USA', '新疆维吾尔自治区', '宿州'],
  [6, 'view', '中国', 'Hong Kong', 'Nowhere'],
  [6, 'view', 'Atlantis', 'Atlantis', 'Nowhere'],
  [7, 'view', 'Atlantis', 'Atlantis', 'Nowhere'],
  [7, 'view', null, null, null],
];

/** States of Brazil as Olist writes them, and one name that is no state. */
const STATES: typeof ROWS = ['SP', 'SP', 'RJ', 'SC', 'São Paulo', 'Narnia'].map((region, at) => [
  at,
  'view',
  null,
  region,
  null,
]);

const text = (value: string | null) => (value === null ? 'NULL' : `'${value}'`);

function visits(rows: typeof ROWS): Promise<Native> {
  const values = rows.map(
    ([user, type, country, region, city], at) =>
      `(${at}, ${user}, '${type}', ${text(country)}, ${text(region)}, ${text(city)})`,
  );
  return native(
    CONTEXT,
    `SELECT TIMESTAMP '2017-11-26 01:00:00' + to_minutes(CAST(n AS INTEGER)) AS event_time, type AS event_type,
      CAST(u AS BIGINT) AS user_id, 1::BIGINT AS item_id, country, region, city
      FROM (VALUES ${values.join(', ')}) AS t(n, u, type, country, region, city)`,
  );
}

describe('places', { timeout: 120_000 }, () => {
  let warehouse: Native;
  let database: NativeDatabase;

  beforeAll(async () => {
    warehouse = await visits(ROWS);
    database = databaseOf(warehouse.connection);
  }, 120_000);
  afterAll(() => warehouse.close());

  const run = async (raw: RawParameters) => {
    const result = await runMetric(database, 'places', raw, warehouse.context);
    const audit = await auditMetric(database, 'places', raw, warehouse.context);
    expect(audit.agrees, audit.detail).toBe(true);
    return result;
  };

  it('knows countries in both languages, by codes and by the names that shops use', async () => {
    const { rows, definition } = await run({});
    const found = new Map(rows.map((row) => [row.code, row]));
    expect(found.get('GB')).toMatchObject({
      users: 2,
      buyers: 1,
      events: 3,
      views: 2,
      purchases: 1,
      names: 3,
      conversion: 0.5,
      located: true,
    });
    expect([...found.keys()].sort()).toEqual(['CN', 'GB', 'IE', 'US', 'ZA', null].sort());
    expect(definition.facts).toMatchObject({
      places: 6,
      located_places: 5,
      unlocated_places: 1,
      unlocated_events: 2,
      nowhere_events: 1,
    });
    expect(definition.facts.unlocated).toMatchObject([
      { country: 'Atlantis', events: 2, users: 2 },
    ]);
  });

  it('knows provinces with and without their titles', async () => {
    const { rows } = await run({ by: 'region', measure: 'views', basis: 'event' });
    expect(rows.map((row) => [row.code ?? row.region, row.views, row.purchases])).toEqual([
      ['GD', 2, 1],
      ['Atlantis', 2, 0],
      ['SH', 1, 1],
      ['XJ', 1, 1],
      ['HK', 1, 0],
      ['NM', 1, 0],
    ]);
  });

  it('tells from the names whether they are provinces of China or states of Brazil', async () => {
    expect((await run({ by: 'region' })).definition.facts.map).toBe('china-provinces');
    const brazil = await visits(STATES);
    try {
      const own = databaseOf(brazil.connection);
      const asked = [own, 'places', { by: 'region', measure: 'views' }, brazil.context] as const;
      const { rows, definition } = await runMetric(...asked);
      expect(rows.map(({ code, views }) => [code, views])).toEqual([
        ['SP', 3],
        [null, 1],
        ['RJ', 1],
        ['SC', 1],
      ]);
      expect(definition.facts).toMatchObject({ map: 'brazil-states', unlocated_places: 1 });
      expect((await auditMetric(...asked)).agrees).toBe(true);
      const source = { from: 'metric', kind: 'places', parameters: { by: 'region' } };
      const there = { ...source, where: { region: ['SP'] } };
      const segment = { segment: 'there', of: 'users', source: there } as Segment;
      const [found] = await runSegments(own, [segment], brazil.context);
      expect(await brazil.rows(`SELECT * FROM ${found?.table}`)).toHaveLength(3);
    } finally {
      await brazil.close();
    }
  });

  it('knows cities by their names in both languages, and where they lie', async () => {
    const { rows } = await run({ by: 'city' });
    const found = new Map(rows.map((row) => [row.code, row]));
    expect(found.get('CN/Beijing')).toMatchObject({ users: 2, names: 3 });
    expect(found.get('CN/Beijing')?.latitude).toBeCloseTo(39.9, 0);
    expect(found.get('CN/Beijing')?.longitude).toBeCloseTo(116.4, 0);
    expect(found.get('BR/Sao Paulo')).toMatchObject({ users: 1, purchases: 1 });
    expect(Number(found.get('CN/Suzhou')?.latitude)).toBeLessThan(32);
    expect(Number(found.get('CN/Suzhou (Anhui)')?.latitude)).toBeGreaterThan(33);
    expect(found.get(null)).toMatchObject({ city: 'Nowhere', located: false, events: 3 });
  });

  it('has everybody behind a place, however the data write it', async () => {
    const members = async (where: object, who?: string) => {
      const source = { from: 'metric', kind: 'places', parameters: {}, where, ...(who && { who }) };
      const asked = { segment: 'there', of: 'users', source } as Segment;
      const [found] = await runSegments(database, [asked], warehouse.context);
      const rows = await warehouse.rows(`SELECT user_key AS k FROM ${found?.table} ORDER BY k`);
      return rows.map(({ k }) => Number(k));
    };
    for (const written of ['UK', 'United Kingdom'])
      expect(await members({ country: [written] })).toEqual([1, 2]);
    expect(await members({ country: ['United Kingdom'] }, 'buyers')).toEqual([1]);
    expect(await members({ country: ['Atlantis'] })).toEqual([6, 7]);
  });

  it('says which column the data lack', () => {
    const context = { ...CONTEXT, columns: ['country'] } as DatasetContext;
    const reason = (by: string) => {
      try {
        readPlaces({ by }, context);
      } catch (error) {
        return (error as TabhouseError).parameters.reason;
      }
    };
    expect(reason('city')).toBe(t('metrics.lacks.cities'));
    expect(reason('region')).toBe(t('metrics.lacks.regions'));
  });

  it('takes the names of another map, filters and periods', async () => {
    const only = await run({ filters: { country: ['USA', 'EIRE'] } });
    expect(only.rows.map((row) => [row.code, row.users])).toEqual([
      ['IE', 1],
      ['US', 1],
    ]);
    const file = await run({ map: 'file', file: 'mine.geojson' });
    expect(file.rows.every((row) => row.code === null && row.located === false)).toBe(true);
    expect(file.total).toBe(8);
    const missing = { ...CONTEXT, columns: CONTEXT.columns.slice(0, 4) };
    await expect(runMetric(database, 'places', {}, missing)).rejects.toMatchObject({
      code: 'metric-not-applicable',
    });
  });
});

describe('the gazetteer', () => {
  it('has every country of the map, and the names of Online Retail', async () => {
    const { names, label } = await loadGazetteer('world');
    const world = (await import('world-atlas/countries-110m.json')).default;
    const unknown = world.objects.countries.geometries
      .filter((one) => 'id' in one && one.id !== undefined)
      .filter((one) => !names.has(String((one as { id?: string }).id)));
    expect(unknown).toEqual([]);
    for (const [written, code] of Object.entries({
      'United Kingdom': 'GB',
      EIRE: 'IE',
      'Channel Islands': 'GG',
      RSA: 'ZA',
      USA: 'US',
      'Czech Republic': 'CZ',
      'United Arab Emirates': 'AE',
      'Hong Kong': 'HK',
      中国: 'CN',
      英国: 'GB',
      韩国: 'KR',
      Korea: 'KR',
      DEU: 'DE',
      '276': 'DE',
      Brazil: 'BR',
      Lebanon: 'LB',
      'Saudi Arabia': 'SA',
    }))
      expect(names.get(plainName(written)), written).toBe(code);
    expect([label('US', 'en'), label('US', 'zh-CN')]).toEqual(['United States', '美国']);
  });
});

describe('places of two periods', { timeout: 120_000 }, () => {
  const DAYS: DatasetContext = { ...CONTEXT, from: '2017-11-25', to: '2017-11-26' };
  /** Day, user, country. */
  const LOG = [
    [25, 1, 'UK'],
    [25, 2, 'UK'],
    [25, 3, 'United Kingdom'],
    [25, 4, 'Atlantis'],
    [25, 5, 'USA'],
    [26, 1, 'United Kingdom'],
    [26, 6, 'Atlantis'],
    [26, 7, 'Atlantis'],
    [26, 8, '中国'],
  ] as const;

  it('are the same ones though they are called something else, however far down they stood', async () => {
    const warehouse = await native(
      DAYS,
      `SELECT TIMESTAMP '2017-11-01 04:00:00' + to_days(d - 1) + to_minutes(u) AS event_time, 'view' AS event_type,
        CAST(u AS BIGINT) AS user_id, 1::BIGINT AS item_id, country, NULL::VARCHAR AS region, NULL::VARCHAR AS city
        FROM (VALUES ${LOG.map(([day, user, country]) => `(${day}, ${user}, '${country}')`).join(', ')}) AS t(d, u, country)`,
    );
    const database = databaseOf(warehouse.connection);
    const asked = { from: '2017-11-26', to: '2017-11-26', compare: 'previous', top: 3 };
    const { rows, definition } = await runMetric(database, 'places', asked, warehouse.context);
    expect(rows.map((row) => [row.country, row.code, row.users, row.users_before])).toEqual([
      ['Atlantis', null, 2, 1],
      ['United Kingdom', 'GB', 1, 3],
      ['中国', 'CN', 1, null],
    ]);
    expect(definition.facts).toMatchObject({
      compare: { from: '2017-11-25', to: '2017-11-25' },
      before_places: 3,
    });
    const audit = await auditMetric(database, 'places', asked, warehouse.context);
    expect(audit, audit.detail).toMatchObject({ agrees: true });
    warehouse.close();
  });
});
