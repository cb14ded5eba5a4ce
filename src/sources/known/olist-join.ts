import { TabhouseError } from '../../engine/errors.ts';
import { csvField } from '../csv.ts';
import { squeeze } from '../detect/names.ts';
import type { FileShape, PickedFile, RecordSource } from '../types.ts';

/** Table → columns (squeezed) that only it has together. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  orders: ['orderid', 'customerid', 'orderstatus', 'orderpurchasetimestamp'],
  items: ['orderid', 'orderitemid', 'productid', 'price'],
  customers: ['customerid', 'customeruniqueid'],
  products: ['productid', 'productcategoryname'],
  translation: ['productcategoryname', 'productcategorynameenglish'],
  payments: ['orderid', 'paymentsequential', 'paymentvalue'],
  reviews: ['reviewid', 'orderid', 'reviewscore'],
  sellers: ['sellerid', 'sellerzipcodeprefix'],
  geolocation: ['geolocationzipcodeprefix', 'geolocationlat'],
};

/** Which table of Olist's data set a file is. */
export function olistTable(shape: FileShape): string | null {
  if (shape.dialect?.header === false) return null;
  const columns = new Set(shape.columns.map(squeeze));
  if (columns.has('orderitemid') && columns.has('customeruniqueid')) return null;
  for (const [table, needed] of Object.entries(TABLES))
    if (needed.every((name) => columns.has(name))) return table;
  return null;
}

const NAME = 'olist_order_lines.csv';
/** Columns of the joined file. */
export const COLUMNS = [
  'order_id',
  'order_item_id',
  'order_purchase_timestamp',
  'order_status',
  'customer_unique_id',
  'product_id',
  'product_category_name',
  'price',
  'customer_city',
  'customer_state',
] as const;

type Cell = string | null;

/**
 * One line per order item, with its order, customer and product beside it. Orders without items (775 of 99,441 in
 * the published files, cancelled or unavailable) have no line. Without the customers table every order's
 * `customer_id` is its own user.
 */
export async function joinOlist(
  files: readonly PickedFile[],
  records: RecordSource,
  signal?: AbortSignal,
): Promise<PickedFile> {
  const table = (role: string) => files.filter((file) => olistTable(file.shape) === role);
  const load = (role: string, key: string, ...columns: string[]) =>
    index(table(role), records, key, columns, signal);

  const orders = await load(
    'orders',
    'orderid',
    'customerid',
    'orderstatus',
    'orderpurchasetimestamp',
  );
  const customers = await load(
    'customers',
    'customerid',
    'customeruniqueid',
    'customercity',
    'customerstate',
  );
  const products = await load('products', 'productid', 'productcategoryname');
  const english = await load('translation', 'productcategoryname', 'productcategorynameenglish');

  const parts: string[] = [`${COLUMNS.join(',')}\n`];
  const preview: Cell[][] = [];
  let rows = 0;
  for (const file of table('items')) {
    const pick = picker(file.shape, ['orderid', 'orderitemid', 'productid', 'price']);
    for await (const batch of records(file)) {
      signal?.throwIfAborted();
      let text = '';
      for (let row = 0; row < batch.rows; row++) {
        const [order = null, line = null, product = null, price = null] = pick(batch.columns, row);
        const [customer = null, status = null, time = null] = orders.get(order ?? '') ?? [];
        const [user = customer, city = null, state = null] = customers.get(customer ?? '') ?? [];
        const [category = null] = products.get(product ?? '') ?? [];
        const [name = category] = english.get(category ?? '') ?? [];
        const record = [order, line, time, status, user, product, name, price, city, state];
        if (preview.length < 50) preview.push(record);
        text += `${record.map(field).join(',')}\n`;
        rows++;
      }
      parts.push(text);
    }
  }
  if (rows === 0)
    throw new TabhouseError('file-header-only', {
      parameters: { file: table('items')[0]?.shape.name ?? NAME },
    });
  const lastModified = Math.max(...files.map((file) => file.shape.lastModified));
  const joined = new File(parts, NAME, { type: 'text/csv', lastModified });
  return { file: joined, shape: shapeOf(joined, rows, preview) };
}

/** Key → the other columns' values; the first row of a key stays. */
async function index(
  files: readonly PickedFile[],
  records: RecordSource,
  key: string,
  columns: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Map<string, Cell[]>> {
  const found = new Map<string, Cell[]>();
  for (const file of files) {
    const pick = picker(file.shape, [key, ...columns]);
    for await (const batch of records(file)) {
      signal?.throwIfAborted();
      for (let row = 0; row < batch.rows; row++) {
        const [name, ...values] = pick(batch.columns, row);
        if (name && !found.has(name)) found.set(name, values);
      }
    }
  }
  return found;
}

function picker(shape: FileShape, names: readonly string[]) {
  const squeezed = shape.columns.map(squeeze);
  const positions = names.map((name) => squeezed.indexOf(name));
  return (columns: readonly (readonly Cell[])[], row: number): Cell[] =>
    positions.map((position) => columns[position]?.[row]?.trim() || null);
}

const field = (cell: Cell) => (cell === null ? '' : csvField(cell));

function shapeOf(file: File, rows: number, preview: readonly (readonly Cell[])[]): FileShape {
  return {
    name: file.name,
    size: file.size,
    lastModified: file.lastModified,
    format: 'delimited',
    compression: 'none',
    encoding: 'utf-8',
    bom: false,
    dialect: { delimiter: ',', quote: '"', header: true },
    columns: COLUMNS,
    types: COLUMNS.map((column) => (column === 'price' ? 'DECIMAL(18,4)' : 'VARCHAR')),
    preview,
    estimatedRows: rows,
    exactRows: true,
    notes: [],
  };
}
