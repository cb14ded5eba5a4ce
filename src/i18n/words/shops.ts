import { words } from '../words.ts';

/** Brands and categories, what converts above and below the whole, changes between periods. */
export const shops = words({
  'metrics.lacks.paths': {
    en: 'its categories have no path to drill into.',
    'zh-CN': '类目没有可下钻的路径。',
  },
  'metrics.lacks.views': { en: 'it has no views.', 'zh-CN': '数据中没有浏览事件。' },
  'metrics.lacks.visits': { en: 'it has purchases only.', 'zh-CN': '数据中只有购买事件。' },
  'metrics.lacks.periods': {
    en: 'it has one day only: a change needs two periods.',
    'zh-CN': '数据只有一天，比较变化至少需要两个时期。',
  },

  'metrics.parameter.parent': { en: 'Within the category', 'zh-CN': '所在上级类目' },
  'metrics.parameter.chosen': { en: 'Highlighted (one or two)', 'zh-CN': '突出显示（一个或两个）' },
  'metrics.parameter.top': { en: 'Shown at most', 'zh-CN': '最多显示' },
  'metrics.parameter.minimum': { en: 'Least volume', 'zh-CN': '最小样本量' },
  'metrics.parameter.level': { en: 'Category level', 'zh-CN': '类目层级' },
  'metrics.parameter.confidence': { en: 'Confidence', 'zh-CN': '置信水平' },
  'metrics.parameter.before_from': { en: 'Compared with, from', 'zh-CN': '对比期开始' },
  'metrics.parameter.before_to': { en: 'Compared with, to', 'zh-CN': '对比期结束' },

  'metrics.measure.users': { en: 'users', 'zh-CN': '用户数' },
  'metrics.measure.buyers': { en: 'buyers', 'zh-CN': '买家数' },
  'metrics.measure.orders': { en: 'orders', 'zh-CN': '订单数' },
  'metrics.measure.conversion': { en: 'conversion', 'zh-CN': '转化率' },
  'metrics.measure.loss': { en: 'loss', 'zh-CN': '流失率' },
  'metrics.measure.purchase_value': { en: 'GMV per purchase', 'zh-CN': '单次购买金额' },
  'metrics.measure.view_value': { en: 'GMV per view', 'zh-CN': '单次浏览 GMV' },

  'metrics.audit.formula': {
    en: 'worked out from single events (DWD), its intervals and effects by other formulas',
    'zh-CN': '改由明细层（DWD）计算，区间与效应另用其他公式推算',
  },

  'metrics.brands.title': { en: 'Brands and their competitors', 'zh-CN': '品牌与竞品' },
  'metrics.brands.categories': { en: 'Categories, level by level', 'zh-CN': '类目逐级下钻' },
  'metrics.brands.under': { en: 'Within {parent}.', 'zh-CN': '范围：{parent}。' },
  'metrics.brands.ranked': {
    en: 'The {top} {entity} with the most {measure}, and those that were chosen.',
    'zh-CN': '按{measure}排名前 {top} 的{entity}，以及所选对象。',
  },
  'metrics.breakdown.paths': {
    en: 'An event belongs to the path that its category last had.',
    'zh-CN': '事件归入其类目最后一次出现的路径。',
  },
  'metrics.brands.basis.event': {
    en: 'Conversion is purchases over views.',
    'zh-CN': '转化率 = 购买数 / 浏览数。',
  },
  'metrics.brands.basis.user': {
    en: 'Conversion is buyers over users with any event there; losses count users with a view, with interest and with a purchase.',
    'zh-CN': '转化率 = 买家数 / 有任意行为的用户数；流失按有浏览、有兴趣、有购买的用户计。',
  },
  'metrics.brands.basis.session': {
    en: 'Conversion is sessions with a purchase over sessions with a view there.',
    'zh-CN': '转化率 = 含购买的会话 / 含浏览的会话。',
  },
  'metrics.brands.loss': {
    en: 'Interest is a cart. The loss of a step is 1 − step ÷ step before; where a step outnumbers the one before, it is a gain.',
    'zh-CN': '兴趣指加购。每步流失 = 1 − 本步 / 上一步；本步多于上一步时记为增益。',
  },
  'metrics.brands.loss.favs': {
    en: 'Interest is a favourite or a cart. The loss of a step is 1 − step ÷ step before; where a step outnumbers the one before, it is a gain.',
    'zh-CN': '兴趣指收藏或加购。每步流失 = 1 − 本步 / 上一步；本步多于上一步时记为增益。',
  },
  'metrics.brands.orders': {
    en: 'Users, buyers and orders are distinct within each: one with several counts in each of them.',
    'zh-CN': '用户、买家与订单在各对象内去重，跨多个对象的会分别计入。',
  },
  'metrics.brands.left_out': {
    en: '{n|event|events} of no {entity} left out ({share}).',
    'zh-CN': '未归属任何{entity}的事件 {n} 个（占 {share}），未计入。',
  },
  'metrics.brands.minimum': {
    en: '{n} with fewer than {minimum} views (without views: purchases) are not listed.',
    'zh-CN': '浏览量（无浏览时为购买数）低于 {minimum} 的 {n} 个未列出。',
  },

  'metrics.attribution.title': {
    en: 'What converts above and below the whole',
    'zh-CN': '转化归因',
  },
  'metrics.attribution.title.by': {
    en: 'What converts above and below the whole, by {by}',
    'zh-CN': '转化归因：按{by}',
  },
  'metrics.attribution.text': {
    en: 'Conversion of each {by} beside that of the whole, {total}. Lift is rate ÷ whole − 1; the contribution is how many points the whole would lose without the difference: share of volume × (rate − whole).',
    'zh-CN':
      '各{by}的转化率与整体（{total}）对比。提升度 = 转化率 / 整体 − 1；贡献 = 样本占比 ×（转化率 − 整体），即该差异对整体的影响（百分点）。',
  },
  'metrics.attribution.interval': {
    en: 'The interval is Wilson’s at {confidence}; a segment is above or below only where its interval leaves the whole out. Where purchases outnumber views no interval can be told.',
    'zh-CN':
      '区间为 {confidence} 置信水平的 Wilson 区间；仅当区间不含整体转化率时才判为高于或低于。购买多于浏览时无法给出区间。',
  },
  'metrics.attribution.basis.event': {
    en: 'Counted in views and purchases.',
    'zh-CN': '按浏览与购买事件计。',
  },
  'metrics.attribution.basis.user': {
    en: 'Counted in users with any event there and in buyers; one in several segments counts in each, so that contributions overlap.',
    'zh-CN': '按有任意行为的用户与买家计；同一用户可计入多个细分，因此贡献会重叠。',
  },
  'metrics.attribution.basis.session': {
    en: 'Counted in sessions with a view and with a purchase there; one in several segments counts in each, so that contributions overlap.',
    'zh-CN': '按含浏览与含购买的会话计；同一会话可计入多个细分，因此贡献会重叠。',
  },
  'metrics.attribution.small': {
    en: '{n|segment|segments} with less than {minimum} behind them are not listed; the whole includes them.',
    'zh-CN': '样本量低于 {minimum} 的 {n} 个细分未列出，但计入整体。',
  },

  'metrics.change.title': { en: 'Where the change comes from', 'zh-CN': '变化拆解' },
  'metrics.change.title.of': {
    en: 'Where the change comes from: {measure}, by {by}',
    'zh-CN': '变化拆解：{measure}，按{by}',
  },
  'metrics.change.periods': {
    en: 'By {by}: {measure} of {from} – {to} against {before_from} – {before_to}.',
    'zh-CN': '按{by}拆解{measure}：{from}至{to}，对比{before_from}至{before_to}。',
  },
  'metrics.change.rate': {
    en: 'Rate effect: change of the segment’s rate × mean share. Mix effect: change of its share × (its mean rate − mean rate of the whole). They add up exactly to the change of the whole.',
    'zh-CN':
      '比率效应 = 细分比率的变化 × 平均占比；结构效应 = 占比的变化 ×（细分平均比率 − 整体平均比率）。两者之和恰为整体变化。',
  },
  'metrics.change.total': {
    en: 'Volume effect: change of the whole volume × mean share × mean rate. Mix effect: change of share × mean volume × mean rate. Rate effect: change of the rate × mean volume of the segment. They add up exactly to the change of the total, segment by segment.',
    'zh-CN':
      '规模效应 = 总量变化 × 平均占比 × 平均比率；结构效应 = 占比变化 × 平均总量 × 平均比率；比率效应 = 比率变化 × 细分平均量。逐个细分相加，恰为总量的变化。',
  },
  'metrics.change.factors': {
    en: 'Volume is {volume}; the rate is {rate}.',
    'zh-CN': '量为{volume}，比率为{rate}。',
  },
  'metrics.change.unpaired': {
    en: 'New segments ({fresh}) and gone ones ({gone}) have one rate only: all of theirs is mix and volume.',
    'zh-CN': '新增细分 {fresh} 个、消失细分 {gone} 个仅有一期比率，其效应全部计入结构与规模。',
  },
  'metrics.change.others': {
    en: 'The {top} largest effects are listed, the others put together.',
    'zh-CN': '列出影响最大的 {top} 个，其余合并。',
  },
  'metrics.change.cut': {
    en: 'The last day of the data is cut, so that totals of the later period are too low.',
    'zh-CN': '数据最后一天不完整，后期的总量偏低。',
  },
  'metrics.change.of.views': { en: 'views', 'zh-CN': '浏览数' },
  'metrics.change.of.purchases': { en: 'purchases', 'zh-CN': '购买数' },
  'metrics.change.of.conversion': { en: 'purchases per view', 'zh-CN': '浏览购买比' },
  'metrics.change.of.purchase_value': { en: 'GMV per purchase', 'zh-CN': '单次购买金额' },
  'metrics.change.of.view_value': { en: 'GMV per view', 'zh-CN': '单次浏览 GMV' },

  'cells.metric.brands': { en: 'Brands and categories', 'zh-CN': '品牌与类目' },
  'cells.metric.attribution': { en: 'Attribution', 'zh-CN': '转化归因' },
  'cells.metric.change': { en: 'Change, taken apart', 'zh-CN': '变化拆解' },
  'starter.metric.brands': {
    en: 'Funnels, losses and shares of competitors, level by level',
    'zh-CN': '竞品漏斗、流失与占比，可逐级下钻',
  },
  'starter.metric.attribution': {
    en: 'What converts better or worse than the whole',
    'zh-CN': '哪些细分转化高于或低于整体',
  },
  'starter.metric.change': {
    en: 'A change between two periods as mix and rate',
    'zh-CN': '两期变化拆成结构与比率',
  },

  'column.favs': { en: 'Favourites', 'zh-CN': '收藏数' },
  'column.removes': { en: 'Removals from cart', 'zh-CN': '移出购物车数' },
  'column.carts': { en: 'Carts', 'zh-CN': '加购数' },
  'column.chosen': { en: 'Chosen', 'zh-CN': '已选' },
  'column.deeper': { en: 'Has levels below', 'zh-CN': '有下级' },
  'column.viewed': { en: 'With a view', 'zh-CN': '有浏览' },
  'column.interested': { en: 'With interest', 'zh-CN': '有兴趣' },
  'column.bought': { en: 'With a purchase', 'zh-CN': '有购买' },
  'column.loss_interest': { en: 'Lost before interest', 'zh-CN': '兴趣前流失' },
  'column.gain_interest': { en: 'Gain at interest', 'zh-CN': '兴趣步增益' },
  'column.loss_purchase': { en: 'Lost before purchase', 'zh-CN': '购买前流失' },
  'column.gain_purchase': { en: 'Gain at purchase', 'zh-CN': '购买步增益' },
  'column.base': { en: 'Volume', 'zh-CN': '样本量' },
  'column.converted': { en: 'Converted', 'zh-CN': '转化量' },
  'column.low': { en: 'At least', 'zh-CN': '下限' },
  'column.high': { en: 'At most', 'zh-CN': '上限' },
  'column.verdict': { en: 'Against the whole', 'zh-CN': '与整体相比' },
  'column.contribution': { en: 'Contribution', 'zh-CN': '贡献' },
  'column.before': { en: 'Before', 'zh-CN': '前期' },
  'column.after': { en: 'After', 'zh-CN': '后期' },
  'column.effect': { en: 'Effect', 'zh-CN': '影响' },
  'column.volume_effect': { en: 'Volume effect', 'zh-CN': '规模效应' },
  'column.mix_effect': { en: 'Mix effect', 'zh-CN': '结构效应' },
  'column.rate_effect': { en: 'Rate effect', 'zh-CN': '比率效应' },
  'column.n0': { en: 'Volume before', 'zh-CN': '前期量' },
  'column.n1': { en: 'Volume after', 'zh-CN': '后期量' },
  'column.k0': { en: 'Result before', 'zh-CN': '前期结果' },
  'column.k1': { en: 'Result after', 'zh-CN': '后期结果' },
  'column.s0': { en: 'Share before', 'zh-CN': '前期占比' },
  'column.s1': { en: 'Share after', 'zh-CN': '后期占比' },
  'column.state': { en: 'State', 'zh-CN': '状态' },
});
