import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const SCRIPT = fileURLToPath(new URL('yardsticks.py', import.meta.url));
const run = promisify(execFile);

/** Milliseconds after which a library is given up. */
const PATIENCE = 600_000;

/** Models that `yardsticks.py` has a library for. */
export const MEASURED = ['logistic', 'lifetime', 'itemsets', 'neighbours', 'kmeans'];

/**
 * How long a well-known library takes over the rows that a model is given, by the Python of `PYTHON` (python3), which
 * needs what `requirements.txt` lists.
 *
 * @returns `tool` and `seconds`; why it was `refused` where Python or the library is absent or takes too long.
 */
export async function librarySeconds({ model, options }, inputs) {
  const folder = mkdtempSync(join(tmpdir(), 'tabhouse-yardstick-'));
  try {
    const kinds = {};
    for (const [name, columns] of Object.entries(inputs)) {
      kinds[name] = {};
      for (const [column, values] of Object.entries(columns)) {
        const type = values instanceof BigInt64Array ? 'int64' : 'float64';
        kinds[name][column] = { type, rows: values.length };
        writeFileSync(join(folder, `${name}.${column}`), values);
      }
    }
    writeFileSync(join(folder, 'input.json'), JSON.stringify({ model, options, inputs: kinds }));
    const how = { timeout: PATIENCE };
    const { stdout } = await run(process.env.PYTHON ?? 'python3', [SCRIPT, folder], how);
    // Some libraries print why they gave up before it.
    return JSON.parse(stdout.trim().split('\n').at(-1));
  } catch (error) {
    return {
      refused: String(error.stderr || error.message)
        .trim()
        .split('\n')
        .at(-1),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
