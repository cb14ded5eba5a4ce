import { format, isKey, t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { chosen, listed, prose } from '../describe.ts';
import type { Facts, Row } from '../types.ts';
import { FIGURES, type Unit } from './figures.ts';
import { NOT_APPLICABLE, NOTHING } from './findings.ts';
import { SECTIONS, type Section } from './names.ts';
import { type ReportParameters, rankedEntity } from './parameters.ts';
import { EMPTY } from './rules.ts';
import { answersOf, applies } from './sections.ts';

/**
 * Each finding with its figures as `evidence`, its sentence and its advice; and as facts, by section: the sentences of
 * all its findings, the advice of the most pressing, its figures. `first`: what to do, most pressing first.
 */
export function worded(
  rows: readonly Row[],
  facts: Facts,
  parameters: ReportParameters,
  context: DatasetContext,
) {
  const told = rows.map((row) => tell(row, parameters, context));
  return { rows: told, facts: { ...facts, ...factsOf(told) } };
}

function tell(row: Row, parameters: ReportParameters, context: DatasetContext) {
  const section = row.section as Section;
  const finding = String(row.finding);
  const units = Object.entries(FIGURES[section] ?? {});
  const evidence = Object.fromEntries(units.map(([name]) => [name, row[name] ?? null]));
  const words = {
    ...Object.fromEntries(units.map(([name, unit]) => [name, written(row[name], unit)])),
    entity: chosen('metrics.entities', rankedEntity(parameters, context)),
    threshold: format.percent(parameters.threshold),
    mode: chosen('metrics.funnel.mode', parameters.mode),
    later: laterOf(row),
    soon: Math.max(1, Math.round(Number(row.r_cut ?? 1))),
  };
  const say = (key: string) => (isKey(key) ? t(key, words) : '');
  return {
    section,
    finding,
    severity: String(row.severity),
    rank: typeof row.rank === 'number' ? row.rank : null,
    stake: typeof row.stake === 'number' ? row.stake : null,
    heading: say(`report.section.${section}`),
    sentence:
      finding === NOT_APPLICABLE
        ? t('report.not_applicable', { reason: reasonOf(section, parameters, context) })
        : say(
            finding === NOTHING || finding === EMPTY
              ? `report.${finding}`
              : `report.${section}.${finding}`,
          ),
    advice: say(`report.${section}.${finding}.advice`),
    evidence,
  };
}

type Told = ReturnType<typeof tell>;

function factsOf(rows: readonly Told[]): Facts {
  const sections = SECTIONS.map((section) => {
    const own = rows.filter((row) => row.section === section);
    const ranked = [...own].sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity));
    const fact = {
      findings: own.map(({ finding }) => finding),
      sentence: prose(...own.map(({ sentence }) => sentence)),
      advice:
        ranked.find(({ advice }) => advice !== '')?.advice ??
        t(
          own.every(({ finding }) => finding === NOT_APPLICABLE)
            ? 'report.left_out.advice'
            : 'report.no_advice',
        ),
      ...own[0]?.evidence,
    };
    return [section, fact] as const;
  });
  const first = rows
    .filter(({ advice, severity }) => advice !== '' && severity !== 'note')
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ section, finding, heading, sentence, advice }) => ({
      section,
      finding,
      heading,
      sentence,
      advice,
    }));
  return { ...Object.fromEntries(sections), first };
}

function reasonOf(section: Section, parameters: ReportParameters, context: DatasetContext): string {
  const found = answersOf(section, parameters, context, 'ads_report');
  return applies(found) ? '' : found.reason;
}

/** The rates after more than a day, as far as they were seen. */
function laterOf(row: Row): string {
  const seen = [3, 7, 14, 30].filter((n) => typeof row[`d${n}`] === 'number');
  const rates = seen.map((n) =>
    t('report.later', { n, rate: format.percent(Number(row[`d${n}`])) }),
  );
  return rates.length === 0 ? '' : t('report.and_later', { rates: rates.join(t('report.comma')) });
}

/** A figure as a sentence has it; of a change its size, since the finding says in which direction. */
function written(value: unknown, unit: Unit): string {
  if (value === null || value === undefined) return '—';
  const figure = Number(value);
  switch (unit) {
    case 'count':
      return format.integer(figure);
    case 'share':
      return format.percent(figure);
    case 'lift':
      return format.percent(Math.abs(figure));
    case 'decimal':
      return format.decimal(figure, Number.isInteger(figure) ? 0 : Math.abs(figure) < 10 ? 2 : 1);
    case 'hour':
      return `${String(figure).padStart(2, '0')}:00`;
    case 'day':
      return format.day(String(value));
    case 'days':
      return listed(
        String(value)
          .split(',')
          .map((day) => format.day(day)),
      );
    default:
      return String(value);
  }
}
