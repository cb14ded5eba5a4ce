import { join, type Sql, sql } from '../sql/fragment.ts';
import { FIGURES, figureList } from './figures.ts';
import { SECTIONS, type Section } from './names.ts';
import { RULES, type Rule, SEVERITIES, type Severity } from './rules.ts';

/** Findings that no rule makes: nothing stands out, or the data cannot have the section. */
export const NOTHING = 'nothing';
export const NOT_APPLICABLE = 'not_applicable';

/**
 * The report's rows from the evidence of the sections that apply (one row each): every rule that holds, else that
 * nothing stands out; ranked by severity, then by what is at stake, then as the rules stand.
 */
export function findings(evidence: ReadonlyMap<Section, Sql>): Sql {
  const wide = SECTIONS.map((section) => {
    const own = evidence.get(section);
    return own
      ? sql`(SELECT ${figureList(section, true)} FROM (${own}))`
      : sql`(SELECT ${figureList(section, false)})`;
  });
  const all = sql`(SELECT * FROM ${join(wide, ', ')})`;
  const rows = SECTIONS.flatMap((section): readonly Outcome[] => {
    if (!evidence.has(section)) return [without(section, NOT_APPLICABLE, 'true')];
    const rules = RULES.filter((one) => one.section === section);
    const none = rules.map(({ when }) => `NOT ${held(when)}`).join(' AND ');
    return [
      ...rules.map((one) => ({ ...one, when: held(one.when) })),
      without(section, NOTHING, none),
    ];
  });
  const names = sql`(VALUES ${rows
    .map(({ section, finding, severity }, index) => {
      const urgency = severity === 'none' ? 'NULL' : SEVERITIES.indexOf(severity);
      return `(${index + 1}, '${section}', '${finding}', '${severity}', CAST(${urgency} AS INTEGER))`;
    })
    .join(', ')}) AS names(place, section, finding, severity, urgency)`;
  const stakes = rows.map(({ stake }) => `CAST(${stake} AS DOUBLE)`);
  return sql`SELECT section, finding, severity,
      CASE WHEN urgency IS NOT NULL THEN row_number() OVER (ORDER BY urgency, stake DESC, place) END AS rank,
      stake, ${SECTIONS.map((section) => columnsOf(section)).join(', ')}
    FROM (SELECT *, coalesce(stakes[place], 0) AS stake
      FROM (SELECT *, [${rows.map(({ when }) => when).join(', ')}] AS held, [${stakes.join(', ')}] AS stakes FROM ${all}), ${names}
      WHERE held[place])
    ORDER BY place`;
}

const held = (when: string) => `coalesce(${when}, false)`;

const columnsOf = (section: Section) => Object.keys(FIGURES[section]).join(', ');

type Outcome = Omit<Rule, 'severity'> & { readonly severity: Severity | 'none' };

const without = (section: Section, finding: string, when: string): Outcome => ({
  section,
  finding,
  severity: 'none',
  when,
  stake: '0',
});
