export { createTable, tableName } from './names.ts';
export { type TableFile, tableBatches, tableSchema } from './table.ts';
export type { ColumnType, TableColumn, TableOptions, TableProgress, TableSchema } from './types.ts';
