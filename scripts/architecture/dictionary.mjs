import { walk } from './tree.mjs';

const CJK = /[\u3400-\u9fff]/;
/** `{rows}` or `{rows|row|rows}`: the parameter's name. */
const PARAMETER = /\{(\w+)(?:\|[^{}]*)?\}/g;

const keyOf = ({ key }) => (key.type === 'Identifier' ? key.name : key.value);

/** The text of a string, of a template without expressions, or of strings added up; else null. */
function literal(node) {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0) {
    return node.quasis[0].value.cooked;
  }
  if (node.type === 'BinaryExpression' && node.operator === '+') {
    const [left, right] = [literal(node.left), literal(node.right)];
    return left === null || right === null ? null : left + right;
  }
  return null;
}

/** Every entry of a words file: its key and its sentence in each language. */
function entries({ name, program }) {
  const found = [];
  walk(program, (node) => {
    if (node.type !== 'CallExpression' || node.callee.name !== 'words') return;
    const [object] = node.arguments;
    for (const property of object?.properties ?? []) {
      if (property.type !== 'Property') continue;
      const languages = Object.fromEntries(
        (property.value.properties ?? []).map((entry) => [keyOf(entry), literal(entry.value)]),
      );
      found.push({ name, key: keyOf(property), en: languages.en, zh: languages['zh-CN'] });
    }
  });
  return found;
}

const parameters = (sentence) =>
  [...new Set([...sentence.matchAll(PARAMETER)].map(([, name]) => name))].sort().join(', ');

/** The words of a string-literal union such as `type ErrorCode = 'a' | 'b'`. */
function union(file, type) {
  const words = [];
  walk(file?.program ?? [], (node) => {
    if (node.type !== 'TSTypeAliasDeclaration' || node.id.name !== type) return;
    walk(node.typeAnnotation, ({ type: kind, value }) => {
      if (kind === 'Literal') words.push(value);
    });
  });
  return words;
}

export function dictionaryProblems(files) {
  const wordFiles = files.filter(({ name }) => name.startsWith('src/i18n/words/'));
  const register = files.find(({ name }) => name === 'src/i18n/dictionary.ts')?.text ?? '';
  const problems = wordFiles
    .filter(({ name }) => !register.includes(`./words/${name.split('/').at(-1)}`))
    .map(({ name }) => `${name}: not in src/i18n/dictionary.ts`);
  const owners = new Map();
  for (const { name, key, en, zh } of wordFiles.flatMap(entries)) {
    const owner = owners.get(key);
    if (owner) problems.push(`${name}: ${key} is in ${owner} already`);
    owners.set(key, name);
    if (!en || !zh) {
      problems.push(`${name}: ${key} is empty in a language`);
      continue;
    }
    if (parameters(en) !== parameters(zh)) {
      problems.push(
        `${name}: ${key} names {${parameters(en)}} in en, {${parameters(zh)}} in zh-CN`,
      );
    }
    if (CJK.test(en)) problems.push(`${name}: ${key} has Chinese in its English sentence`);
    if (/[a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(zh) && !CJK.test(zh)) {
      problems.push(`${name}: ${key} is not translated`);
    }
  }
  for (const code of union(
    files.find(({ name }) => name === 'src/engine/errors.ts'),
    'ErrorCode',
  )) {
    if (!owners.has(`error.${code}`)) problems.push(`src/i18n: no sentence for error.${code}`);
  }
  return problems;
}
