/**
 * `node tests/bench/generate.mjs taobao 10000000 [--seed 1] [--folder .] [--duplicates .001] [--cut .001]
 * [--outside .001]`: writes a file in the shape of a real one and prints what it holds.
 */
import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { writeRees46 } from './rees46.mjs';
import { writeTaobao } from './taobao.mjs';

const share = { type: 'string', default: '0' };
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    folder: { type: 'string', default: tmpdir() },
    duplicates: share,
    cut: share,
    outside: share,
  },
});
const [shape = 'taobao', rows = '1000000'] = positionals;
const write = { taobao: writeTaobao, rees46: writeRees46 }[shape];
if (!write) throw new Error(`No shape is called ${shape}; there are taobao and rees46.`);
const { folder, seed, duplicates, cut, outside } = values;
const made = write({
  folder,
  rows: Number(rows),
  seed: Number(seed),
  duplicates: Number(duplicates),
  cut: Number(cut),
  outside: Number(outside),
});
console.log(JSON.stringify(made, null, 1));
