import { TabhouseError } from '../../engine/errors.ts';
import { SOURCE_IDS } from '../../sources/known/index.ts';
import { isZone } from '../../sources/zones.ts';
import { MOST_BUCKETS, MOST_WORKERS } from '../ingest/decide.ts';
import type { LoadOptions, RuleAction, RuleName, Storage } from '../types.ts';

const STORAGES: readonly Storage[] = ['opfs', 'memory'];
const ACTIONS: readonly RuleAction[] = ['reject', 'flag', 'off'];
const RULES: readonly RuleName[] = ['duplicates', 'price_illegal', 'bot_session', 'out_of_window'];
/** A smaller share of the users says nothing of the rest. */
const LEAST_SAMPLE = 0.001;
const ZONES = ['Asia/Shanghai', 'UTC', '+08:00'];

/** Refuses what a script may have misspelt, before any file is read: throws `option-unknown`. */
export function checkOptions(options: LoadOptions): void {
  const { source, storage, rules, timezone, reportTimezone, sample, workers, buckets } = options;
  if (source !== undefined) among('source', source, SOURCE_IDS);
  if (storage !== undefined) among('storage', storage, STORAGES);
  for (const [rule, action] of Object.entries(rules ?? {})) {
    among('rules', rule, RULES);
    among(`rules.${rule}`, action, ACTIONS);
  }
  whole('workers', workers, MOST_WORKERS);
  whole('buckets', buckets, MOST_BUCKETS);
  if (sample !== undefined && !(sample >= LEAST_SAMPLE && sample <= 1))
    throw unknown('sample', sample, [`${LEAST_SAMPLE} – 1`]);
  zone('timezone', timezone);
  zone('report_timezone', reportTimezone);
}

function whole(option: string, value: number | undefined, most: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= 1 && value <= most)) return;
  throw unknown(option, value, [`1 – ${most}`]);
}

function among(option: string, value: unknown, allowed: readonly string[]): void {
  if (!allowed.some((one) => one === value)) throw unknown(option, value, allowed);
}

function zone(option: string, value: string | undefined): void {
  if (value !== undefined && !isZone(value)) throw unknown(option, value, ZONES);
}

const unknown = (option: string, value: unknown, allowed: readonly string[]) =>
  new TabhouseError('option-unknown', {
    parameters: { option, value: String(value), allowed: allowed.join(', ') },
  });
