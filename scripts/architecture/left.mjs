/** What other projects regret to have left lying about: copies of files, and code that nobody runs. */
const BACKUP = /(\.(bak|backup|orig|rej|old|tmp|swp)|~)$|(^|[\s._-])copy( \d+)?\.\w+$/i;

/** Problems of any file of the project by its path from the root. */
export const backupProblems = (names) =>
  names.filter((name) => BACKUP.test(name)).map((name) => `${name}: git keeps what was`);

/** A line of a statement; prose has none of these marks where a line of code ends. */
const CODE =
  /^\s*(?:(?:const|let|var|return|import|export|await|if|for|while)\b.*[;{]|[\w.]+\(.*\);|[\w.]+ = .*;|[}\])]+;?)\s*$/;

/** Comments that hold statements instead of reasons; examples in doc comments are fenced. */
export function commentedCode({ name, comments }) {
  return comments
    .filter(({ type, value }) => !(type === 'Block' && value.startsWith('*')))
    .filter(({ value }) => value.split('\n').some((line) => CODE.test(line)))
    .map(({ value }) => `${name}: "${value.trim().slice(0, 60)}": what is not run is deleted`);
}
