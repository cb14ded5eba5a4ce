import { expect, test } from 'vitest';
import { isBroken, sqlError } from '../../../src/engine/sql-error.ts';

const json = (type: string, message: string, more: object = {}) =>
  new Error(JSON.stringify({ exception_type: type, exception_message: message, ...more }));

test('the position is counted in UTF-16 units, behind text of several bytes a letter', () => {
  const sql = "select 'é汉😀', foo from v";
  const bytes = new TextEncoder().encode(sql.slice(0, sql.indexOf('foo'))).length;
  const error = sqlError(json('Binder', 'no column foo', { position: String(bytes) }), sql);
  expect(error.code).toBe('sql');
  expect(error.position).toBe(sql.indexOf('foo'));
});

test('what was put before the statement does not count', () => {
  const error = sqlError(json('Binder', 'x', { position: '18' }), 'select foo', 'PREPARE x AS ');
  expect(error.position).toBe(5);
});

test('a place outside of the statement is left out', () => {
  for (const position of ['3', '99'])
    expect(
      sqlError(json('Binder', 'x', { position }), 'select foo', 'PREPARE x AS ').position,
    ).toBeUndefined();
});

test('an error of the parser is unpacked', () => {
  const inner = JSON.stringify({
    exception_type: 'Parser',
    exception_message: 'syntax error at or near "selec"',
    position: '0',
  });
  const error = sqlError(json('Parser', inner, { position: '0' }), 'selec 1');
  expect(error.parameters.message).toBe('Parser: syntax error at or near "selec"');
  expect(error.position).toBe(0);
});

test.each([
  [
    'Catalog',
    'Scalar Function with name "->>" is not in the catalog, but it exists in the json extension.',
    'sql-json',
  ],
  [
    'Catalog',
    'Scalar Function with name "current_date" is not in the catalog, but it exists in the icu extension.',
    'sql-today',
  ],
  [
    'Extension Autoloading',
    "An error occurred while trying to automatically install the required extension 'icu':",
    'sql-time-zone',
  ],
  [
    'Extension Autoloading',
    "An error occurred while trying to automatically install the required extension 'parquet':",
    'sql-files',
  ],
  [
    'Catalog',
    'Table Function with name "st_read" is not in the catalog, but it exists in the spatial extension.',
    'sql-files',
  ],
  ['IO', 'No files found that match the pattern "http://a.b/c.csv"', 'sql-files'],
  [
    'Permission',
    'Cannot access file "x.csv" - file system operations are disabled by configuration',
    'sql-files',
  ],
  [
    'Invalid Input',
    'Cannot change configuration option "threads" - the configuration has been locked',
    'sql-not-allowed',
  ],
  [
    'Out of Memory',
    'could not allocate block of size 256.0 KiB (3.1 GiB/3.1 GiB used)',
    'out-of-memory',
  ],
  ['Binder', 'Referenced column "quota" not found in FROM clause!', 'sql'],
  ['Conversion', "Could not convert string 'json extension' to INT32", 'sql'],
])('%s: %s is %s', (type, message, code) => {
  expect(sqlError(json(type, message), '').code).toBe(code);
});

test('errors of the browser are told apart by their message', () => {
  expect(sqlError(new Error('Access Handles cannot be created if …'), '').code).toBe(
    'storage-busy',
  );
  expect(sqlError(new Error('QuotaExceededError: the quota has been exceeded'), '').code).toBe(
    'storage-full',
  );
  expect(sqlError(new Error('std::bad_alloc'), '').code).toBe('out-of-memory');
});

test('a damaged file is told apart, also while it is being opened', () => {
  const message = 'Corrupt database file: computed checksum 1 does not match stored checksum 2';
  const { message: opening } = json('IO', message);
  expect(sqlError(json('IO', message), '').code).toBe('storage-damaged');
  expect(sqlError(new Error(`Opening the database failed with error: ${opening}`), '').code).toBe(
    'storage-damaged',
  );
});

test('a trap means that the engine is broken, an error of SQL does not', () => {
  expect(isBroken(new Error('table index is out of bounds'))).toBe(true);
  expect(isBroken(new Error('unreachable'))).toBe(true);
  expect(isBroken(json('Binder', 'no column foo'))).toBe(false);
  expect(sqlError(new Error('memory access out of bounds'), '').code).toBe('engine-lost');
});
