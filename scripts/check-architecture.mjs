/**
 * What the compiler and the linter cannot see: that rooms look one way only, that files stay small, that every
 * sentence is in both languages and none stands outside the dictionary, and that what is shipped is free to ship.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';
import { dictionaryProblems } from './architecture/dictionary.mjs';
import { backupProblems, commentedCode } from './architecture/left.mjs';
import { licenceProblems } from './architecture/licences.mjs';
import { lockProblems } from './architecture/lock.mjs';
import { roomProblems } from './architecture/rooms.mjs';
import { shapeProblems } from './architecture/shape.mjs';
import { textProblems } from './architecture/text.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

function walk(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}

/** Every TypeScript file of the project with its syntax tree, by path from the root. */
function sources() {
  return ['src', 'workers', 'tests'].flatMap((folder) =>
    walk(join(root, folder))
      .filter((path) => path.endsWith('.ts'))
      .map((path) => {
        const text = readFileSync(path, 'utf8');
        const name = relative(root, path).replaceAll('\\', '/');
        const { program, module, comments, errors } = parseSync(path, text);
        return { name, text, program, module, comments, errors, size: statSync(path).size };
      }),
  );
}

const files = sources();
const problems = [
  ...files.flatMap(({ name, errors }) => errors.map((error) => `${name}: ${error.message}`)),
  ...files.flatMap(roomProblems),
  ...files.flatMap(shapeProblems),
  ...files.flatMap(textProblems),
  ...files.flatMap(commentedCode),
  ...backupProblems(
    ['src', 'workers', 'tests', 'scripts', 'public', 'docs', 'bench'].flatMap((folder) =>
      walk(join(root, folder)).map((path) => relative(root, path).replaceAll('\\', '/')),
    ),
  ),
  ...dictionaryProblems(files),
  ...licenceProblems(root),
  ...lockProblems(root),
];

for (const problem of problems) console.log(problem);
console.log(`${files.length} files, ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
