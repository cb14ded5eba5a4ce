import { Random } from '../../../src/sources/sample/random.ts';

/** What a made-up Olist data set must come to, counted while it is made. Money in centavos. */
export interface OlistTruth {
  readonly lines: number;
  readonly cancelledLines: number;
  readonly gmv: number;
  readonly cancelled: number;
}

export interface OlistFiles {
  readonly files: readonly { readonly name: string; readonly content: string }[];
  readonly truth: OlistTruth;
}

const STATES = ['SP', 'RJ', 'MG', 'RS', 'PR', 'SC', 'BA'];
const CATEGORIES: readonly (readonly [string, string])[] = [
  ['cama_mesa_banho', 'bed_bath_table'],
  ['beleza_saude', 'health_beauty'],
  ['esporte_lazer', 'sports_leisure'],
  ['informatica_acessorios', 'computers_accessories'],
];

/** The nine tables of Olist with as many orders as asked for, the same for the same seed. */
export function olistFiles(orders: number, seed = 1): OlistFiles {
  const random = new Random(seed);
  const id = () =>
    Array.from({ length: 4 }, () => random.next().toString(16).padStart(8, '0')).join('');
  const tables: Record<string, string[]> = {
    olist_orders_dataset: [
      'order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at,order_delivered_carrier_date,order_delivered_customer_date,order_estimated_delivery_date',
    ],
    olist_order_items_dataset: [
      'order_id,order_item_id,product_id,seller_id,shipping_limit_date,price,freight_value',
    ],
    olist_customers_dataset: [
      'customer_id,customer_unique_id,customer_zip_code_prefix,customer_city,customer_state',
    ],
    olist_products_dataset: [
      'product_id,product_category_name,product_name_lenght,product_description_lenght,product_photos_qty,product_weight_g,product_length_cm,product_height_cm,product_width_cm',
    ],
    product_category_name_translation: ['product_category_name,product_category_name_english'],
    olist_order_payments_dataset: [
      'order_id,payment_sequential,payment_type,payment_installments,payment_value',
    ],
    olist_order_reviews_dataset: [
      'review_id,order_id,review_score,review_comment_title,review_comment_message,review_creation_date,review_answer_timestamp',
    ],
    olist_sellers_dataset: ['seller_id,seller_zip_code_prefix,seller_city,seller_state'],
    olist_geolocation_dataset: [
      'geolocation_zip_code_prefix,geolocation_lat,geolocation_lng,geolocation_city,geolocation_state',
    ],
  };
  const add = (table: string, ...fields: readonly (string | number)[]) =>
    tables[table]?.push(fields.join(','));
  for (const names of CATEGORIES) add('product_category_name_translation', ...names);
  const products = Array.from({ length: Math.ceil(orders / 3) }, id);
  for (const [index, product] of products.entries())
    add(
      'olist_products_dataset',
      product,
      index % 9 ? (CATEGORIES[index % 4]?.[0] ?? '') : '',
      58,
      598,
      4,
      700,
      18,
      9,
      15,
    );
  const sellers = Array.from({ length: Math.ceil(orders / 33) }, id);
  for (const seller of sellers) add('olist_sellers_dataset', seller, '13023', 'campinas', 'SP');
  for (let place = 0; place < orders * 10; place++)
    add(
      'olist_geolocation_dataset',
      `0${1037 + (place % 9000)}`,
      `-23.5${random.next()}`,
      `-46.6${random.next()}`,
      'sao paulo',
      'SP',
    );
  const truth = { lines: 0, cancelledLines: 0, gmv: 0, cancelled: 0 };
  for (let order = 0; order < orders; order++) {
    const [number, customer] = [id(), id()];
    const at = new Date(Date.UTC(2017, 0, 5) + random.below(600 * 86_400) * 1000);
    const time = at.toISOString().slice(0, 19).replace('T', ' ');
    const status = random.chance(0.01) ? 'canceled' : random.chance(0.02) ? 'shipped' : 'delivered';
    add('olist_orders_dataset', number, customer, status, time, time, time, time, time);
    add(
      'olist_customers_dataset',
      customer,
      id(),
      '14409',
      `"franca, ${order % 50}"`,
      STATES[order % 7] ?? '',
    );
    add('olist_order_payments_dataset', number, 1, 'credit_card', 8, '99.33');
    add(
      'olist_order_reviews_dataset',
      id(),
      number,
      1 + random.below(5),
      '',
      `"Recebi bem antes,\nmuito ""bom"""`,
      time,
      time,
    );
    // A few orders never came to have lines.
    const lines = random.chance(0.008) ? 0 : random.chance(0.1) ? 2 : 1;
    for (let line = 1; line <= lines; line++) {
      const cents = 500 + random.below(40_000);
      const price = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
      const product = products[random.ranked(products.length)] ?? '';
      add(
        'olist_order_items_dataset',
        number,
        line,
        product,
        sellers[order % sellers.length] ?? '',
        time,
        price,
        '13.29',
      );
      truth.lines++;
      if (status === 'canceled') {
        truth.cancelledLines++;
        truth.cancelled += cents;
      } else truth.gmv += cents;
    }
  }
  const files = Object.entries(tables).map(([name, records]) => {
    return { name: `${name}.csv`, content: `${records.join('\n')}\n` };
  });
  return { files, truth };
}
