import { posix } from 'node:path';

/** A room may import from those before it and from none after it. */
export const ROOMS = [
  'i18n',
  'engine',
  'sources',
  'warehouse',
  'metrics',
  'models',
  'notebook',
  'charts',
  'ui',
  'live',
  'report',
  'scale',
  'cells',
  'app',
];

/** True where only types are imported, of which nothing is left when the program runs. */
const typesOnly = ({ entries }) => entries.length > 0 && entries.every(({ isType }) => isType);

/** The specifiers of relative imports; those of types alone may name a worker's face. */
function imports({ text, module }) {
  const requests = [
    ...module.staticImports
      .filter((one) => !(typesOnly(one) && /\/workers\//.test(one.moduleRequest.value)))
      .map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => (moduleRequest ? [moduleRequest.value] : [])),
    ),
    ...module.dynamicImports.map(({ moduleRequest }) =>
      text.slice(moduleRequest.start, moduleRequest.end).replace(/^['"`]|['"`]$/g, ''),
    ),
  ];
  return [...new Set(requests)].filter((request) => request.startsWith('.'));
}

const roomOf = (path) => /^src\/([^/]+)\//.exec(path)?.[1];

export function roomProblems(file) {
  const { name } = file;
  if (name.startsWith('tests/')) return [];
  const from = roomOf(name);
  if (name.startsWith('src/') && from !== undefined && !ROOMS.includes(from)) {
    return [`${name}: no room is called ${from}`];
  }
  return imports(file).flatMap((request) => {
    const [path, query] = request.split('?');
    const target = posix.normalize(posix.join(posix.dirname(name), path));
    if (target.startsWith('tests/') || target.startsWith('scripts/')) {
      return [`${name}: the product imports ${target}`];
    }
    if (
      target.startsWith('workers/') &&
      name.startsWith('src/') &&
      !/worker|url/.test(query ?? '')
    ) {
      return [`${name}: src names a worker by its URL, it does not import ${target}`];
    }
    const to = roomOf(target);
    if (from === undefined || to === undefined || from === to) return [];
    return ROOMS.indexOf(to) > ROOMS.indexOf(from)
      ? [`${name}: ${from} stands before ${to} and may not import ${target}`]
      : [];
  });
}
