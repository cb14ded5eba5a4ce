import { walk } from './tree.mjs';

/** Rooms that show things; `sources` may know Chinese column names and city names, which are data. */
const VISIBLE = /^src\/(engine|metrics|models|notebook|charts|ui|live|report|scale|cells|app)\//;
const CJK = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/;
/** Names that are the same in every language. */
const NAMES =
  /\b(Tabhouse|DuckDB|SQL|CSV|TSV|PNG|SVG|JSON|NDJSON|Parquet|Excel|OPFS|RFM|GMV|AOV|UV|PV|K|R|F|M)\b/g;
const SPOKEN = /(?:^|\s)(title|placeholder|aria-label|aria-description|alt|label)="([^"$]*)"/g;
const WORD = /\p{L}{2,}/u;

/** The words of a Lit template that a reader would see or hear; `§` stands for an expression. */
function spokenWords(quasi) {
  const markup = quasi.quasis
    .map(({ value }) => value.raw)
    .join('§')
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<!--[\s\S]*?-->/g, '');
  const attributes = [...markup.matchAll(SPOKEN)].map(([, , words]) => words);
  const text = markup
    .replace(/<\/?[a-zA-Z](?:"[^"]*"|'[^']*'|[^>"'])*>/g, '\n')
    .replace(/&\w+;/g, ' ');
  return [...attributes, ...text.split('\n')]
    .map((words) => words.replaceAll('§', ' ').replace(NAMES, ' ').trim())
    .filter((words) => WORD.test(words));
}

export function textProblems({ name, program }) {
  if (!VISIBLE.test(name)) return [];
  const problems = [];
  walk(program, (node) => {
    const literal =
      node.type === 'Literal' && typeof node.value === 'string'
        ? node.value
        : node.type === 'TemplateElement'
          ? node.value.raw
          : '';
    if (CJK.test(literal))
      problems.push(`${name}: "${literal.trim()}" belongs into src/i18n/words`);
    if (node.type !== 'TaggedTemplateExpression' || node.tag.name !== 'html') return;
    for (const words of spokenWords(node.quasi)) {
      problems.push(`${name}: "${words}" in a template belongs into src/i18n/words`);
    }
  });
  return problems;
}
