/**
 * Writes everything that shows `results.json`: `RESULTS.md` and the charts beside it, and the tables of both READMEs.
 * `node tests/bench/publish.mjs` does it without measuring.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chartOf } from './chart.mjs';
import { reportOf } from './report.mjs';
import { readResults } from './results.mjs';

const LOCALES = { en: ['README.md', 'speed.svg'], 'zh-CN': ['README.zh-CN.md', 'speed.zh-CN.svg'] };

const HEADS = {
  en: ['file', 'rows', 'size', 'native DuckDB', 'this page', 'ratio', 'peak memory', 'reopen'],
  'zh-CN': ['文件', '行数', '大小', '原生 DuckDB', '本页面', '倍数', '内存峰值', '再次打开'],
};
const NAMES = {
  taobao: { en: 'Taobao', 'zh-CN': '淘宝' },
  rees46: { en: 'REES46', 'zh-CN': 'REES46' },
};
const FORMATS = { csv: 'CSV', parquet: 'Parquet' };

const time = (value) => `${value.toFixed(value < 100 ? 1 : 0)} s`;
const bytes = (value) =>
  value >= 1e9 ? `${(value / 1e9).toFixed(1)} GB` : `${Math.round(value / 1e6)} MB`;

/** The README's table: the figures of `RESULTS.md` that a reader asks for first. */
export function readmeTable({ measured }, locale) {
  const head = HEADS[locale];
  const rows = measured.map((one) => [
    `${NAMES[one.shape][locale]} ${FORMATS[one.format]}${one.busy ? ' †' : ''}`,
    one.rows.toLocaleString('en'),
    bytes(one.bytes),
    time(one.native),
    time(one.overview),
    `${(one.overview / one.native).toFixed(1)} ×`,
    bytes(one.peak),
    time(one.reopen),
  ]);
  const line = (row) => `| ${row.join(' | ')} |`;
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map(line).join('\n');
}

const MARKED = /(<!-- bench -->\n)[\s\S]*?(<!-- \/bench -->)/;

/** `output` is the file of the results; READMEs are changed only where that is the project's own. */
export function publish(results, root, output) {
  const folder = dirname(output);
  writeFileSync(join(folder, 'RESULTS.md'), reportOf(results));
  for (const [locale, [readme, chart]] of Object.entries(LOCALES)) {
    writeFileSync(join(folder, chart), chartOf(results, locale));
    if (output !== join(root, 'bench', 'results.json')) continue;
    const path = join(root, readme);
    const text = readFileSync(path, 'utf8');
    const next = text.replace(
      MARKED,
      (_, open, close) => `${open}\n${readmeTable(results, locale)}\n\n${close}`,
    );
    if (next !== text) writeFileSync(path, next);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
  const output = join(root, 'bench', 'results.json');
  publish(readResults(output), root, output);
}
