import { words } from '../words.ts';

/** `tables.about.<table>` says what a row of a table is, `tables.check.<name>` what a check makes sure of. */
export const tables = words({
  'tables.about.ods': {
    en: 'The picked files as they are; read in place, never copied',
    'zh-CN': '原始文件，就地读取，不另存副本',
  },
  'tables.about.dwd_events': {
    en: 'One row per event: typed, without duplicates, judged by the rules',
    'zh-CN': '每行一个事件：已转换类型、去重并按规则校验',
  },
  'tables.about.dwd': {
    en: 'The rows of dwd_events with numeric keys for identifiers; metrics read this one',
    'zh-CN': '与 dwd_events 相同的行，ID 以数字键表示，供指标读取',
  },
  'tables.about.dwd_rejects': {
    en: 'One row per rejected record, with file, line and reason',
    'zh-CN': '每行一条被拒记录，含文件、行号与原因',
  },
  'tables.about.dim_user': {
    en: 'The texts of user ids',
    'zh-CN': '用户 ID 的原文',
  },
  'tables.about.dim_session': {
    en: 'The texts of session ids',
    'zh-CN': '会话 ID 的原文',
  },
  'tables.about.dim_order': {
    en: 'The texts of order ids',
    'zh-CN': '订单号的原文',
  },
  'tables.about.dim_item_id': {
    en: 'The texts of item ids',
    'zh-CN': '商品 ID 的原文',
  },
  'tables.about.dim_category_id': {
    en: 'The texts of category ids',
    'zh-CN': '类目 ID 的原文',
  },
  'tables.about.dim_item': {
    en: 'One row per item, with the category, brand and price last seen',
    'zh-CN': '每行一个商品，含最近一次的类目、品牌与价格',
  },
  'tables.about.dim_category': {
    en: 'One row per category, with the path last seen',
    'zh-CN': '每行一个类目，含最近一次的类目路径',
  },
  'tables.about.dim_brand': {
    en: 'One row per brand',
    'zh-CN': '每行一个品牌',
  },
  'tables.about.dws_user_day': {
    en: 'What each user did on each day',
    'zh-CN': '每位用户每天的行为汇总',
  },
  'tables.about.dws_user': {
    en: 'What each user did in all',
    'zh-CN': '每位用户的全程行为汇总',
  },
  'tables.about.dws_session': {
    en: 'One row per session, from its first event to its last',
    'zh-CN': '每行一个会话，从首个事件到末个事件',
  },
  'tables.about.dws_session_span': {
    en: 'The days of sessions that go over midnight',
    'zh-CN': '跨零点会话的分日明细',
  },
  'tables.about.dws_order_day': {
    en: 'What was bought and returned in each order on each day',
    'zh-CN': '每个订单每天的购买与退货汇总',
  },
  'tables.about.dws_item_day': {
    en: 'What happened to each item on each day',
    'zh-CN': '每个商品每天的行为汇总',
  },
  'tables.about.dws_category_day': {
    en: 'What happened in each category on each day',
    'zh-CN': '每个类目每天的行为汇总',
  },
  'tables.about.dws_brand_day': {
    en: 'What happened to each brand on each day',
    'zh-CN': '每个品牌每天的行为汇总',
  },
  'tables.about.dws_path_day': {
    en: 'What happened under each category path on each day',
    'zh-CN': '每条类目路径每天的行为汇总',
  },
  'tables.about.dws_hour': {
    en: 'What happened in each hour of each day',
    'zh-CN': '每天每小时的行为汇总',
  },
  'tables.about.dws_user_reach': {
    en: 'Users by what they have done, from any day to any day',
    'zh-CN': '任意起止日期内完成各步骤的用户数',
  },
  'tables.about.dws_hour_reach': {
    en: 'Users of each hour of the day, from any day to any day',
    'zh-CN': '任意起止日期内各时段的用户数',
  },
  'tables.about.dws_user_return': {
    en: 'Users by their first day and the days on which they came back',
    'zh-CN': '按首日与回访日统计的用户数',
  },
  'tables.about.dws_session_reach': {
    en: 'Sessions from any day to any day',
    'zh-CN': '任意起止日期内的会话数',
  },
  'tables.check.not_null': {
    en: 'No value is missing where there must be one',
    'zh-CN': '必填列没有空值',
  },
  'tables.check.unique': {
    en: 'No row stands twice',
    'zh-CN': '粒度唯一，没有重复行',
  },
  'tables.check.accepted': {
    en: 'Only known event types occur',
    'zh-CN': '事件类型都在已知范围内',
  },
  'tables.check.days': {
    en: 'All events lie in the days that the data set states',
    'zh-CN': '所有事件都在数据集标明的日期范围内',
  },
  'tables.check.events': {
    en: 'As many events as in the detail layer',
    'zh-CN': '事件数与明细层一致',
  },
  'tables.check.purchases': {
    en: 'As many purchases as in the detail layer',
    'zh-CN': '购买数与明细层一致',
  },
  'tables.check.gmv': {
    en: 'The same GMV as in the detail layer',
    'zh-CN': '成交额与明细层一致',
  },
  'tables.check.users': {
    en: 'As many users as there are in user-days',
    'zh-CN': '用户数与用户日表一致',
  },
  'tables.check.sessions': {
    en: 'As many sessions as there are in the table of sessions',
    'zh-CN': '会话数与会话表一致',
  },
});
