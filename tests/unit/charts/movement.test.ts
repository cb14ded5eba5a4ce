import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const read = (path: string) => readFileSync(path, 'utf8');

it('every mark that is to grow grows in a way that movement knows', () => {
  const known = new Set(read('src/ui/motion/marks.ts').match(/(?<=within\(')th-grow[\w-]*/g));
  expect(known).toEqual(new Set(['th-grow', 'th-grow-x']));
  const unknown = readdirSync('src/charts', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) =>
      (read(join('src/charts', name)).match(/\bth-grow[\w-]*/g) ?? [])
        .filter((one) => !known.has(one))
        .map((one) => `${name}: ${one}`),
    );
  expect(unknown).toEqual([]);
});
