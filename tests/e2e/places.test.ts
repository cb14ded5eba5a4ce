import { afterAll, beforeAll, expect, test } from 'vitest';
import { settled } from './support/cells.ts';
import { MALL, VISITS } from './support/mall.ts';
import { cellAt, notebookText, openText } from './support/notebook.ts';
import { type Seat, takeSeat } from './support/seat.ts';

let seat: Seat;
beforeAll(async () => {
  seat = await takeSeat();
  await seat.house.open([MALL], { storage: 'memory' });
  await settled(seat.page);
}, 180_000);
afterAll(() => seat?.leave());

const users = (country: string) =>
  new Set(VISITS.filter((visit) => visit.country === country).map(({ user }) => user)).size;

test('countries are found by their names, and what is not is listed', async () => {
  const { rows, audit, definition } = await seat.house.metric('places', { by: 'country' });
  expect(audit).toMatchObject({ agrees: true });
  const found = new Map(rows.map((row) => [row.code, row]));
  expect([...found.keys()].sort()).toEqual(['CN', 'GB', 'IE', 'US', null].sort());
  expect(found.get('GB')?.users).toBe(users('United Kingdom'));
  expect(definition.facts).toMatchObject({ unlocated_places: 1 });
  expect(definition.facts.unlocated).toMatchObject([{ country: 'Atlantis' }]);
});

test('maps of the world, of provinces and of cities are drawn', async () => {
  const { page } = seat;
  await openText(
    page,
    ['country', 'region', 'city']
      .map((by) => `\`\`\`metric ${by}_map\nkind: places\nby: ${by}\n\`\`\`\n`)
      .join('\n'),
  );
  await settled(page);
  const world = await cellAt(page, 'country_map');
  await world.scrollIntoViewIfNeeded();
  await expect.poll(() => world.locator('svg path').count()).toBeGreaterThan(150);
  await world.getByText('Atlantis').first().waitFor({ state: 'attached' });
  const tiles = await cellAt(page, 'region_map');
  await tiles.scrollIntoViewIfNeeded();
  await expect.poll(() => tiles.locator('svg rect').count()).toBeGreaterThanOrEqual(34);
  const cities = await cellAt(page, 'city_map');
  await cities.scrollIntoViewIfNeeded();
  await expect.poll(() => cities.locator('th-figure .place circle').count()).toBe(4);
});

test('a GeoJSON file that is picked is a map', async () => {
  const { page } = seat;
  const square = (x: number) => ({
    type: 'Polygon',
    coordinates: [
      [
        [x, 20],
        [x + 8, 20],
        [x + 8, 28],
        [x, 28],
        [x, 20],
      ],
    ],
  });
  const shapes = {
    type: 'FeatureCollection',
    features: ['广东省', 'Shanghai', '浙江'].map((name, at) => ({
      type: 'Feature',
      properties: { name, number: at },
      geometry: square(100 + at * 10),
    })),
  };
  await openText(page, '```metric mine\nkind: places\nby: region\nmap: file\n```\n');
  await settled(page);
  const cell = await cellAt(page, 'mine');
  const button = cell.locator('th-places-file th-button');
  await button.waitFor();
  // The browser's own dialog cannot be answered by a test: it is given the file that a reader would pick.
  await page.evaluate((text) => {
    const getFile = async () => new File([text], 'mine.geojson');
    Object.assign(window, { showOpenFilePicker: async () => [{ kind: 'file', getFile }] });
  }, JSON.stringify(shapes));
  await button.click();
  await expect.poll(() => notebookText(page)).toContain('file: mine.geojson');
  await expect.poll(() => notebookText(page)).toContain('property: name');
  await expect
    .poll(() => cell.locator('th-figure .place svg svg path').count(), { timeout: 40_000 })
    .toBe(3);
});

test('names that the map does not know are listed with a way out: a file that holds them', async () => {
  const { page } = seat;
  const square = [
    [0, 0],
    [0, 8],
    [8, 8],
    [8, 0],
    [0, 0],
  ];
  const shapes = {
    type: 'FeatureCollection',
    features: ['Atlantis', 'Lemuria'].map((code, at) => ({
      type: 'Feature',
      // The property that is likeliest by its own name holds none of the names of the data.
      properties: { name: `Isle ${at}`, code },
      geometry: {
        type: 'Polygon',
        coordinates: [square.map(([x = 0, y = 0]) => [x + at * 10, y])],
      },
    })),
  };
  await openText(page, '```metric lost\nkind: places\nby: country\n```\n');
  await settled(page);
  const cell = await cellAt(page, 'lost');
  const way = cell.locator('th-places-file');
  await expect.poll(() => way.locator('.said').textContent()).toMatch(/GeoJSON/);
  await page.evaluate((text) => {
    const getFile = async () => new File([text], 'isles.geojson');
    Object.assign(window, { showOpenFilePicker: async () => [{ kind: 'file', getFile }] });
  }, JSON.stringify(shapes));
  await way.locator('th-button').click();
  await expect.poll(() => notebookText(page)).toContain('property: code');
  await expect
    .poll(() => cell.locator('th-figure .place svg svg path').count(), { timeout: 40_000 })
    .toBe(2);
  await expect.poll(() => cell.locator('.notes').first().textContent()).toContain('United Kingdom');
});

test('nothing broke, and nothing was asked of anyone else', () => {
  expect(seat.reader.errors).toEqual([]);
  expect(seat.reader.foreign).toEqual([]);
});
