import { walk } from './tree.mjs';

const CJK = /[\u3400-\u9fff]/;
/** A language is called by its own name everywhere. */
const LANGUAGE_NAME = /\.language\.[\w-]+$/;
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

const parameters = (sentence) => new Set([...sentence.matchAll(PARAMETER)].map(([, name]) => name));

/** Key → the parameters that every `t(key, { … })` gives; null where a call does not show them. */
function given(files) {
  const known = new Map();
  for (const { program } of files.filter(({ name }) => name.startsWith('src/'))) {
    walk(program, (node) => {
      if (node.type !== 'CallExpression' || node.callee.name !== 't') return;
      const [key, object] = node.arguments;
      if (key?.type !== 'Literal') return;
      const plain = (object?.properties ?? []).every(({ type }) => type === 'Property');
      const shown = (!object || object.type === 'ObjectExpression') && plain;
      const names = shown ? (object?.properties ?? []).map(keyOf) : null;
      const before = known.get(key.value);
      const both = before && names ? names.filter((name) => before.includes(name)) : null;
      known.set(key.value, before === undefined ? names : both);
    });
  }
  return known;
}

/** What a sentence asks for and is not given; where calls do not show it, what only one language asks for. */
function unfilled(key, sentences, calls) {
  const [en, zh] = sentences.map(parameters);
  const names = calls.get(key);
  if (names) return [...en, ...zh].filter((name) => !names.includes(name));
  return [...[...en].filter((name) => !zh.has(name)), ...[...zh].filter((name) => !en.has(name))];
}

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
  const calls = given(files);
  const owners = new Map();
  for (const { name, key, en, zh } of wordFiles.flatMap(entries)) {
    const owner = owners.get(key);
    if (owner) problems.push(`${name}: ${key} is in ${owner} already`);
    owners.set(key, name);
    if (!en || !zh) {
      problems.push(`${name}: ${key} is empty in a language`);
      continue;
    }
    for (const parameter of unfilled(key, [en, zh], calls)) {
      problems.push(`${name}: ${key} asks for {${parameter}}`);
    }
    if (CJK.test(en) && !LANGUAGE_NAME.test(key))
      problems.push(`${name}: ${key} has Chinese in its English sentence`);
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
