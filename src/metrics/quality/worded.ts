import { format, isKey, type Key, t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { chosen, prose } from '../describe.ts';
import type { Facts, Row } from '../types.ts';
import type { QualityParameters } from './parameters.ts';
import { PARTS, SCORES } from './scores.ts';

/** Figures that are numbers of something; those that are shares are written as such. */
const COUNTS = new Set([
  'keys',
  'sessions',
  'longest_session',
  'users',
  'busiest_day',
  'days',
  'longest_silence',
]);
const SHARES = new Set([
  'share',
  'top_share',
  ...PARTS.flatMap((part) => Object.keys(SCORES[part])),
]);

/**
 * Each figure with `label` (what it is), `shown` (its value as it is written) and `todo` (what to do about it); as
 * facts the score in a sentence, and of each part its score, its worst figure and what to do.
 */
export function worded(
  rows: readonly Row[],
  facts: Facts,
  _parameters: QualityParameters,
  context: DatasetContext,
) {
  const told = rows.map((row): Row & Words => ({ ...row, ...wordsOf(row, context) }));
  const total = told.find(({ part }) => part === 'total');
  const parts = PARTS.flatMap((part) => {
    const own = told.filter((row) => row.part === part);
    const whole = own.find(({ figure }) => figure === 'part');
    if (!whole) return [];
    const worst = own
      .filter(({ figure, score }) => figure !== 'part' && score !== null)
      .sort((a, b) => Number(a.score) - Number(b.score))[0];
    const fact = {
      score: whole.score,
      worst: worst ? `${worst.label}: ${worst.shown}` : null,
      todo: worst?.todo || t('quality.nothing'),
    };
    return [[part, fact] as const];
  });
  const weak = parts
    .filter(([, { score }]) => typeof score === 'number' && score < 90)
    .sort(([, a], [, b]) => Number(a.score) - Number(b.score))
    .map(([part]) => chosen('quality.part', part));
  const sentence =
    typeof total?.score !== 'number'
      ? t('quality.unjudged')
      : prose(
          t('quality.sentence', { score: format.decimal(total.score, 0) }),
          weak.length > 0
            ? t('quality.weak', { parts: weak.join(t('report.comma')) })
            : t('quality.sound'),
        );
  return {
    rows: told,
    facts: { ...facts, ...Object.fromEntries(parts), score: total?.score, sentence },
  };
}

interface Words {
  readonly label: string;
  readonly shown: string;
  readonly todo: string;
}

function wordsOf(row: Row, context: DatasetContext): Words {
  const [part, figure, subject] = [String(row.part), String(row.figure), String(row.subject ?? '')];
  const key = figure === 'part' ? `quality.part.${part}` : `quality.${part}.${figure}`;
  const named = { subject: subjectOf(part, subject) };
  const label = isKey(key) ? t(key, named) : figure;
  const todo = row.advice ? `quality.${String(row.advice)}.todo` : '';
  return {
    label,
    shown: shownOf(row, figure, context),
    todo: isKey(todo) ? t(todo as Key, named) : '',
  };
}

function subjectOf(part: string, subject: string): string {
  if (part === 'mix') return chosen('event', subject);
  if (part === 'skew') return chosen('metrics.entities', subject);
  const known = [`quality.name.${subject}`, `column.${subject}`].find(isKey);
  return known ? t(known as Key) : subject;
}

function shownOf({ value, part }: Row, figure: string, { currency }: DatasetContext): string {
  if (typeof value !== 'number') return '—';
  if (figure === 'part' || figure === 'score') return format.decimal(value, 0);
  if (figure === 'last_day_cut') return t(value === 1 ? 'quality.yes' : 'quality.no');
  if (figure === 'last_day_hour') return `${String(value).padStart(2, '0')}:00`;
  if (COUNTS.has(figure)) return format.integer(value);
  if (SHARES.has(figure)) return format.percent(value);
  return part === 'price' ? format.money(value, currency) : format.decimal(value, 3);
}
