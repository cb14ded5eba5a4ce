export { createTable, type TableFile, tableBatches, tableName, tableSchema } from './table.ts';
export type { ColumnType, TableColumn, TableOptions, TableProgress, TableSchema } from './types.ts';
