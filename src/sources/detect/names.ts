import type { CanonicalColumn } from '../types.ts';

/** Names that columns go by, best first, squeezed to letters and digits as `squeeze` does. */
const NAMES: Readonly<Record<CanonicalColumn, string>> = {
  event_time: `eventtime eventtimestamp timestamp datetime time ts eventdatetime createdat createtime createdtime
    orderpurchasetimestamp orderdate ordertime invoicedate purchasedate purchasetime transactiondate transactiontime
    paytime paymenttime logtime actiontime visittime clienteventtime servertimestamp timestmp date eventdate day dt ds
    时间 时间戳 行为时间 事件时间 下单时间 购买时间 付款时间 支付时间 成交时间 订单时间 创建时间 日期 下单日期
    订单日期 购买日期 交易时间 交易日期 行为日期 访问时间`,
  event_type: `eventtype event eventname behaviortype behaviourtype behavior behaviour actiontype action activity
    activitytype useraction type orderstatus status
    行为类型 行为 用户行为 事件类型 事件 事件名 事件名称 操作类型 操作 动作 类型 订单状态 交易状态 状态`,
  user_id: `userid uid user userpseudoid distinctid visitorid customerid customeruniqueid customer customerno clientid
    client memberid member buyerid buyer accountid account cid anonymousid shopperid amplitudeid deviceid username
    用户id 用户编号 用户 用户标识 会员id 会员编号 会员 会员号 买家id 买家 买家会员名 买家昵称 客户id 客户编号 客户
    顾客id 顾客 客户名称 账号`,
  item_id: `itemid productid item product sku skuid stockcode goodsid goods asin articleid article movieid contentid
    itemname productname goodsname
    商品id 商品编号 商品编码 商品 产品id 产品编号 产品 货号 宝贝id 宝贝 sku编码 商品名称 产品名称`,
  category_id: `categoryid itemcategory catid categid cateid cate itemcategoryid productcategoryid category
    productcategory 类目id 品类id 分类id 商品类目id 类目 品类 分类 商品类目 商品类别 产品类别 类别 商品分类`,
  session_id: `sessionid usersession session visitid sid 会话id 会话 会话编号`,
  order_id: `orderid invoiceno invoice invoiceid orderno ordernumber order transactionid transaction tradeid tradeno
    receiptid 订单id 订单编号 订单号 订单 交易号 交易编号 单号 主订单编号`,
  category_path: `categorycode categorypath categoryname productcategoryname categories itemcategoryname
    类目名称 品类名称 类目路径 分类名称 一级类目`,
  brand: `brand brandname brandid itembrand manufacturer 品牌 品牌名称 品牌id`,
  device: `devicecategory devicetype device platform deviceplatform clienttype terminal os operatingsystem channel
    devicefamily 设备 设备类型 终端 平台 客户端 渠道`,
  region: `region province state customerstate georegion regionname 省 省份 省市 地区 区域 大区 州`,
  city: `city customercity geocity cityname 城市 市`,
  country: `country countryname geocountry countrycode countryorregion 国家 国家地区`,
  variant: `variant testversion abgroup experimentgroup testgroup variation experimentvariant arm groupname
    实验组 分组 版本 实验分组`,
  price: `price unitprice itemprice saleprice sellingprice productprice 价格 单价 商品价格 商品单价 售价`,
  quantity: `quantity qty itemquantity units numberofitems numberof count num number 数量 件数 购买数量 销量 商品数量`,
  amount: `amount totalprice total totalamount revenue sales gmv purchaserevenue itemrevenue orderamount paidamount
    paymentvalue payment value eventvalue eventvalueinusd subtotal dollarvalue
    金额 总价 总金额 实付金额 实付 支付金额 付款金额 销售额 成交额 订单金额 买家实付金额 交易金额 成交金额`,
  rating: `rating stars score reviewscore overall 评分 星级 打分`,
};

/** Letters and digits of a name, lower case, full-width forms folded. */
export const squeeze = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

const LISTS = Object.entries(NAMES).map(
  ([column, list]) => [column as CanonicalColumn, list.trim().split(/\s+/)] as const,
);

/** Words too common inside longer names to say anything. */
const VAGUE = new Set(
  'number count units value total sales score stars type state status order item event group'.split(
    ' ',
  ),
);

/** True where a longer name contains the alias as whole words. */
function contains(words: readonly string[], full: string, alias: string): boolean {
  if (!/^[a-z0-9]+$/.test(alias)) return alias.length >= 2 && full.includes(alias);
  if (alias.length < 4 || VAGUE.has(alias)) return false;
  return words.some((_, start) => {
    let joined = '';
    for (let end = start; end < words.length && joined.length < alias.length; end++)
      joined += words[end] ?? '';
    return joined === alias;
  });
}

const wordsOf = (name: string) =>
  name
    .normalize('NFKC')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** How well `name` names each canonical column: 1 and a little less is one of its names, about .5 contains one. */
export function nameScores(name: string): Partial<Record<CanonicalColumn, number>> {
  const full = squeeze(name);
  const leaf = squeeze(name.split(/[./]/).at(-1) ?? name);
  const words = wordsOf(name);
  const scores: Partial<Record<CanonicalColumn, number>> = {};
  for (const [column, aliases] of LISTS) {
    const exact = Math.min(...[full, leaf].map((form) => rank(aliases, form)));
    if (Number.isFinite(exact)) scores[column] = 1 - exact * 0.005;
    else {
      const part = aliases.findIndex((alias) => contains(words, full, alias));
      if (part >= 0) scores[column] = 0.55 - part * 0.003;
    }
  }
  return scores;
}

const rank = (aliases: readonly string[], form: string) => {
  const index = aliases.indexOf(form);
  return index < 0 ? Number.POSITIVE_INFINITY : index;
};

/** The first column of the shape that goes by one of `names` (squeezed forms), by position; -1 without. */
export function findColumn(columns: readonly string[], ...names: string[]): number {
  for (const name of names) {
    const index = columns.findIndex((column) => squeeze(column) === name);
    if (index >= 0) return index;
  }
  return -1;
}
