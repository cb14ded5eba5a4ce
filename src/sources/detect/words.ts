import type { EventType } from '../types.ts';

/** Words of logs and shops per event type, in their plainest spelling: lower case, `_` between words. */
const BY_TYPE: Readonly<Record<EventType, string>> = {
  view: `view pv page_view pageview screen_view view_item view_item_list view_category view_product product_view
    product_viewed item_viewed product_list_viewed view_promotion view_cart view_search_results browse visit detail
    detail_view page page_viewed impression look 浏览 查看 访问 浏览商品 商品浏览 点击浏览 看 曝光`,
  fav: `fav favorite favourite favor collect like wishlist wish add_to_wishlist add_wishlist product_added_to_wishlist
    bookmark follow 收藏 喜欢 关注 收藏商品 加收藏 加入收藏 加入心愿单`,
  cart: `cart add_to_cart addcart add_cart product_added cart_add basket add_to_basket add_to_bag addition
    加购 加购物车 加入购物车 加车 购物车 添加购物车`,
  remove: `remove remove_from_cart product_removed cart_remove delete_from_cart remove_cart del_cart
    移除 删除购物车 移出购物车 删除 移除购物车`,
  purchase: `purchase buy order transaction ecommerce_purchase in_app_purchase order_completed checkout_completed
    completed_order bought sale sold pay paid payment checkout_success purchased place_order completed complete
    delivered shipped invoiced approved success
    购买 下单 支付 付款 成交 交易 买 已付款 已支付 已完成 已发货 交易成功 完成`,
  refund: `refund refunded order_refunded return returned cancel canceled cancelled cancellation chargeback
    退款 退货 取消 已退款 已退货 已取消 交易关闭 取消订单 退单`,
  click: `click clicked select_item select_content select_promotion product_clicked tap begin_checkout add_payment_info
    add_shipping_info checkout_started checkout search share scroll login sign_up file_download video_start
    video_progress video_complete form_start form_submit 点击 搜索 分享 登录 注册 点击商品`,
  rate: `rate rating review rated reviewed score product_reviewed 评分 评价 评论 打分`,
};

const WORDS = new Map<string, EventType>();
for (const [type, list] of Object.entries(BY_TYPE))
  for (const word of list.trim().split(/\s+/)) WORDS.set(word, type as EventType);

const plain = (word: string) =>
  word
    .trim()
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[\s\-./:$]+/g, '_')
    .replace(/^_+|_+$/g, '');

const SQUEEZED = new Map([...WORDS].map(([word, type]) => [word.replaceAll('_', ''), type]));

/** The event type that a source word means, in English or Chinese and any spelling; undefined where nobody knows. */
export function eventType(word: string): EventType | undefined {
  const key = plain(word);
  return WORDS.get(key) ?? SQUEEZED.get(key.replaceAll('_', ''));
}

/** Every known word in the spellings that logs use, and those of `seen` that are understood: `Mapping.words`. */
export function knownWords(seen: Iterable<string>): Record<string, EventType> {
  const words: Record<string, EventType> = {};
  for (const [word, type] of WORDS)
    for (const joint of ['_', ' ', '-', '']) words[word.replaceAll('_', joint)] = type;
  for (const word of seen) {
    const type = eventType(word);
    if (type) words[word.trim().toLowerCase()] = type;
  }
  return words;
}

/** Alibaba's codes (1 view, 2 fav, 3 cart, 4 buy); with a 5 or 6 JD's (3 remove, 5 follow, 6 click, 2 cart). */
export function numericWords(seen: ReadonlySet<string>): Record<string, EventType> {
  if (seen.has('5') || seen.has('6'))
    return { 1: 'view', 2: 'cart', 3: 'remove', 4: 'purchase', 5: 'fav', 6: 'click' };
  return { 1: 'view', 2: 'fav', 3: 'cart', 4: 'purchase' };
}
