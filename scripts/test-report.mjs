/**
 * What a reader of the end of a long log wants to know: which tests failed and why, which passed only when they were
 * run again, and where the time went. From the JSON report of vitest and, for what that leaves out, from its lines.
 */
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const SLOWEST = 5;

const firstLine = (text) =>
  stripVTControlCharacters(text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line !== '') ?? 'no message';

/** Notes of the lines of a run what is in no JSON report: errors outside of tests, and tests that were run again. */
export function listener() {
  const unhandled = [];
  const again = [];
  let file = '';
  let wanted = 0;
  return {
    unhandled,
    again,
    hear(coloured) {
      const line = stripVTControlCharacters(coloured).trim();
      file = /\btests\/\S+\.test\.ts\b/.exec(line)?.[0] ?? file;
      if (/\(retry x\d+\)$/.test(line)) again.push(`${file} › ${line.replace(/^\S+ /, '')}`);
      if (/⎯ (Uncaught|Unhandled) (Rejection|Error|Exception) ⎯/.test(line)) wanted = 2;
      else if (/^(This error originated in|The latest test that might)/.test(line))
        unhandled.push(line);
      else if (wanted > 0 && line !== '') {
        unhandled.push(line);
        wanted -= 1;
      }
    },
  };
}

/** One line for every failure of a run; a run that failed without a failed test says what else went wrong. */
function failures(report, heard) {
  const lines = [];
  for (const { name, message, assertionResults } of report.testResults ?? []) {
    const file = relative(process.cwd(), name);
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    for (const { fullName, failureMessages } of failed)
      lines.push(`${file} › ${fullName}: ${firstLine(failureMessages[0])}`);
    if (message) lines.push(`${file}: ${firstLine(message)}`);
  }
  return [...lines, ...heard.unhandled.map((line) => `outside of a test: ${line}`)];
}

const seconds = ({ assertionResults }) =>
  assertionResults.reduce((total, { duration }) => total + (duration ?? 0), 0) / 1000;

function slowest(report) {
  return (report.testResults ?? [])
    .map((file) => ({ file: relative(process.cwd(), file.name), seconds: seconds(file) }))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, SLOWEST)
    .map((file) => `${file.seconds.toFixed(1).padStart(7)} s  ${file.file}`);
}

export const told = (report, heard, failed) => {
  const lines = failures(report, heard);
  return {
    failures: failed > 0 && lines.length === 0 ? ['the run ended with an error, see above'] : lines,
    again: heard.again,
    slowest: slowest(report),
  };
};

/** Prints what `told` found for each check. */
export function tell(outcomes) {
  const parts = [
    ['the five slowest files of each project', 'slowest'],
    ['passed when run again', 'again'],
    ['failed', 'failures'],
  ];
  for (const [title, key] of parts) {
    const some = outcomes.filter((outcome) => (outcome[key] ?? []).length > 0);
    if (some.length === 0) continue;
    console.log(`\n━━ ${title} ${'━'.repeat(Math.max(0, 60 - title.length))}`);
    for (const { name, [key]: lines } of some)
      for (const line of lines) console.log(`${name.padEnd(13)}${line}`);
  }
}
