/** A file answers one question; dictionaries of words are long by nature. */
const LIMIT = 14 * 1024;

const FORBIDDEN = [
  [/@ts-(ignore|expect-error|nocheck)/, 'a compiler error is mended, not silenced'],
  [/\b(TODO|FIXME|XXX|HACK)\b/, 'what is left open belongs into an issue'],
  [/^\s*(eslint|biome-ignore-all)/, 'the linter holds for whole files'],
];

/** Calls such as `test.only(…)`; a test that cannot run says so with `skipIf` and its reason. */
const HUSHED = /\b(test|it|describe|suite|context|ctx)\.(only|skip|todo|fails)\s*\(/g;

export function shapeProblems({ name, text, size, comments }) {
  const problems = [];
  const words = name.startsWith('src/i18n/words/');
  if (!words && size > LIMIT && !name.startsWith('tests/')) {
    problems.push(`${name}: ${(size / 1024).toFixed(1)} KB may answer more than one question`);
  }
  for (const { value } of comments) {
    for (const [pattern, reason] of FORBIDDEN) {
      if (pattern.test(value)) problems.push(`${name}: "${value.trim()}": ${reason}`);
    }
  }
  for (const [call] of name.startsWith('tests/') ? text.matchAll(HUSHED) : []) {
    problems.push(`${name}: ${call}…) hides tests`);
  }
  return problems;
}
