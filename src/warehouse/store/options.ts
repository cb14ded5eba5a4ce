import { TabhouseError } from '../../engine/errors.ts';
import { SOURCE_IDS } from '../../sources/known/index.ts';
import { isZone } from '../../sources/zones.ts';
import type { LoadOptions, RuleAction, RuleName, Storage } from '../types.ts';

const STORAGES: readonly Storage[] = ['opfs', 'memory'];
const ACTIONS: readonly RuleAction[] = ['reject', 'flag', 'off'];
const RULES: readonly RuleName[] = ['duplicates', 'price_illegal', 'bot_session', 'out_of_window'];
const ZONES = ['Asia/Shanghai', 'UTC', '+08:00'];

/** Refuses what a script may have misspelt, before any file is read: throws `option-unknown`. */
export function checkOptions(options: LoadOptions): void {
  const { source, storage, rules, timezone, reportTimezone } = options;
  if (source !== undefined) among('source', source, SOURCE_IDS);
  if (storage !== undefined) among('storage', storage, STORAGES);
  for (const [rule, action] of Object.entries(rules ?? {})) {
    among('rules', rule, RULES);
    among(`rules.${rule}`, action, ACTIONS);
  }
  zone('timezone', timezone);
  zone('report_timezone', reportTimezone);
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
