import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Licences that ask for no more than to be named; the Unlicense (robust-predicates, below d3) asks for nothing. */
const FREE = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'OFL-1.1',
  'Unlicense',
]);

/** What the command lines of sql-formatter and nearley need, which the page does not import: never part of a build. */
const NOT_BUNDLED = new Set(['node_modules/argparse', 'node_modules/railroad-diagrams']);

/** True where one branch of an SPDX expression is free to ship; `AND` needs all its parts. */
function isFree(expression) {
  return expression
    .replace(/[()]/g, '')
    .split(/\s+OR\s+/i)
    .some((branch) => branch.split(/\s+AND\s+/i).every((name) => FREE.has(name.trim())));
}

/** Old packages state their licences as a list of `{ type }`, which the lock file leaves out. */
function stated(root, path) {
  const { license, licenses } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
  return license ?? licenses?.map(({ type }) => type).join(' OR ') ?? 'not stated';
}

/** Packages that reach the built page: the lock file's entries that are not only for development. */
export function licenceProblems(root) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && !entry.dev && !entry.devOptional)
    .filter(([path]) => !NOT_BUNDLED.has(path))
    .map(([path, entry]) => [path, entry.license ?? stated(root, path)])
    .filter(([, licence]) => !isFree(licence))
    .map(([path, licence]) => `${path}: its licence is ${licence}`);
}
