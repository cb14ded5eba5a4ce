import { dwsSession } from '../../tables/dws-session.ts';
import type { DatasetContext } from '../../types.ts';
import { integers, ipcOf } from '../arrow.ts';
import type { Part } from '../part.ts';

const OWN = 'main';
const KEYS = 'several_buckets';
const ROWS = `${KEYS}_rows`;

/** Puts together the rows of sessions that have several, by their keys; answers how many rows there are then. */
export async function mergeSessions(
  part: Part,
  context: DatasetContext,
  keys: readonly number[],
): Promise<number> {
  const { combine, name } = dwsSession;
  if (combine === 'union') throw new RangeError(name);
  await part.createPassing(KEYS, [{ name: 'session_key', type: 'BIGINT', nullable: false }]);
  const column = { name: 'session_key', data: integers(Uint32Array.from(keys), null, null) };
  await part.insertPassing(KEYS, ipcOf([column], keys.length));
  const which = `session_key IN (SELECT session_key FROM ${OWN}.${KEYS})`;
  const merged = combine(context, () => `${OWN}.${ROWS}`, { parts: [OWN], main: OWN });
  await part.build(
    ROWS,
    `CREATE TABLE ${OWN}.${ROWS} AS SELECT * FROM ${OWN}.${name} WHERE ${which}`,
  );
  await part.change(name, `DELETE FROM ${OWN}.${name} WHERE ${which}`);
  await part.change(name, `INSERT INTO ${OWN}.${name} BY NAME ${merged}`);
  await part.drop(ROWS);
  await part.drop(KEYS);
  return part.count(`${OWN}.${name}`);
}
