import { words } from '../words.ts';

/** The growth report: its sections, findings and advice. */
export const growthReport = words({
  'cells.metric.report': { en: 'Growth report', 'zh-CN': '增长报告' },
  'starter.metric.report': {
    en: 'What the other analyses find, in sentences, with what to do first',
    'zh-CN': '把各项分析的发现写成句子，并按先后给出建议',
  },
  'metrics.report.title': { en: 'Growth report', 'zh-CN': '增长报告' },
  'report.title': {
    en: 'Growth report: findings and what to do first',
    'zh-CN': '增长报告：发现与优先行动',
  },
  'report.text': {
    en: 'Each finding is a rule that holds for the figures of the other analyses (Pareto, funnel, RFM by thresholds, retention, hours, overview), with the figures themselves as evidence. Findings are ranked by severity, then by the share of the business that they are about.',
    'zh-CN':
      '每条发现都是一条规则，依据其他分析（帕累托、漏斗、阈值 RFM、留存、分时、概览）的数字判断，并附上这些数字作为证据。发现先按严重程度、再按所涉业务占比排序。',
  },
  'report.basis': {
    en: 'Concentration is that of {entity} by purchases; the funnel is {mode}; the conversion of an hour is of its {basis}.',
    'zh-CN': '集中度按{entity}的购买次数计算；漏斗为{mode}模式；小时转化率按{basis}计算。',
  },
  'report.audit': {
    en: 'the second ways of all the analyses behind it, which go to the single events',
    'zh-CN': '其背后各项分析的第二种算法（从逐条事件计算）',
  },
  'report.parameter.mode': { en: 'Funnel mode', 'zh-CN': '漏斗模式' },
  'report.parameter.hourly_basis': { en: 'Conversion of an hour by', 'zh-CN': '小时转化率口径' },
  'report.parameter.promotions': { en: 'Promotion days', 'zh-CN': '促销日' },

  'report.first': { en: 'What to do first', 'zh-CN': '优先行动' },
  'report.first.none': {
    en: 'Nothing here calls for action.',
    'zh-CN': '目前没有需要立即处理的事项。',
  },
  'report.also': { en: 'Good to know', 'zh-CN': '其他发现' },
  'report.do': { en: 'Do', 'zh-CN': '建议' },
  'report.severity.act': { en: 'Act', 'zh-CN': '行动' },
  'report.severity.watch': { en: 'Watch', 'zh-CN': '关注' },
  'report.severity.note': { en: 'Note', 'zh-CN': '备注' },
  'report.severity.none': { en: 'Nothing', 'zh-CN': '无' },

  'report.section.concentration': { en: 'Concentration', 'zh-CN': '销售集中度' },
  'report.section.bottleneck': { en: 'Bottleneck', 'zh-CN': '转化瓶颈' },
  'report.section.segments': { en: 'Value segments', 'zh-CN': '用户价值分层' },
  'report.section.retention': { en: 'Coming back', 'zh-CN': '留存' },
  'report.section.calendar': { en: 'Promotions and days', 'zh-CN': '促销与日期' },
  'report.section.hours': { en: 'Hours', 'zh-CN': '时段' },

  'report.not_applicable': {
    en: 'This cannot be told here: {reason}',
    'zh-CN': '这份数据无法得出这一部分：{reason}',
  },
  'report.empty': {
    en: 'In this period and with these filters there is nothing to count.',
    'zh-CN': '在这个时间范围和筛选条件下没有可统计的数据。',
  },
  'report.nothing': { en: 'Nothing stands out here.', 'zh-CN': '这一部分没有突出的发现。' },
  'report.left_out.advice': {
    en: 'Nothing can be advised without these data.',
    'zh-CN': '缺少这些数据，无法给出建议。',
  },
  'report.no_advice': {
    en: 'Nothing needs to be done here.',
    'zh-CN': '这一部分暂无需要处理的事项。',
  },

  'report.later': { en: '{rate} after {n} days', 'zh-CN': '{n} 日后 {rate}' },
  'report.and_later': { en: ', {rates}', 'zh-CN': '，{rates}' },
  'report.comma': { en: ', ', 'zh-CN': '，' },

  'report.concentration.too_few': {
    en: 'Of {entity}, {entities} in all were bought: too few to tell a head from a tail.',
    'zh-CN': '有成交的{entity}只有 {entities} 个，谈不上头部与长尾。',
  },
  'report.concentration.few': {
    en: 'Few carry the sales: {head_count} of {entities} {entity}, {head_share}, make {head_value_share} of the purchases (Gini {gini}).',
    'zh-CN':
      '销售高度集中：{entities} 个{entity}中的 {head_count} 个（{head_share}）贡献了 {head_value_share} 的购买（基尼系数 {gini}）。',
  },
  'report.concentration.few.advice': {
    en: 'Guard the head first: its stock, price and place on the page. Let the tail be found by search and recommendation instead of by campaigns.',
    'zh-CN': '先守住头部：保证库存、价格与曝光位；长尾交给搜索和推荐，而不是投放活动。',
  },
  'report.concentration.some': {
    en: '{head_count} of {entities} {entity}, {head_share}, make {head_value_share} of the purchases: a head is there, and the middle counts.',
    'zh-CN':
      '{entities} 个{entity}中的 {head_count} 个（{head_share}）贡献了 {head_value_share} 的购买：有头部，但腰部同样重要。',
  },
  'report.concentration.some.advice': {
    en: 'Look for {entity} of the middle that convert above the total and give them the views of the head.',
    'zh-CN': '在腰部{entity}中找出转化率高于整体的，把头部的流量分给它们。',
  },
  'report.concentration.many': {
    en: 'Sales are spread out: it takes {head_count} of {entities} {entity}, {head_share}, to make {threshold} of the purchases.',
    'zh-CN':
      '销售分散：需要 {entities} 个{entity}中的 {head_count} 个（{head_share}）才能达到 {threshold} 的购买。',
  },
  'report.concentration.many.advice': {
    en: 'No few {entity} carry the shop: put work into search, filters and recommendation, which serve them all.',
    'zh-CN': '没有哪个{entity}能撑起大盘：把精力放在惠及全部商品的搜索、筛选与推荐上。',
  },
  'report.concentration.single': {
    en: 'One alone, {top_name}, makes {top_share} of the purchases.',
    'zh-CN': '仅 {top_name} 一个就占了购买的 {top_share}。',
  },
  'report.concentration.single.advice': {
    en: 'What happens to the shop when {top_name} runs out or a competitor undercuts it? Secure its supply and build a second leg.',
    'zh-CN': '如果 {top_name} 断货或被竞品压价，大盘会怎样？锁定其供应，并培育第二增长点。',
  },

  'report.bottleneck.interest': {
    en: 'Most are lost before they become interested: {interest_loss} of the {viewers} who looked never put anything aside ({mode} funnel; {payment_loss} are lost between interest and payment).',
    'zh-CN':
      '流失主要发生在产生兴趣之前：{viewers} 名浏览者中有 {interest_loss} 从未收藏或加购（{mode}漏斗；从兴趣到支付的流失为 {payment_loss}）。',
  },
  'report.bottleneck.interest.advice': {
    en: 'Work on what is looked at: pictures, price and stock on the product page, and whether campaigns bring the right people.',
    'zh-CN': '改进被浏览的页面：商品图、价格与库存信息，并检查投放是否带来了对的人。',
  },
  'report.bottleneck.payment': {
    en: 'The bottleneck is payment: of {interested} who were interested, {payment_loss} did not buy ({mode} funnel; {interest_loss} are lost before).',
    'zh-CN':
      '瓶颈在支付：{interested} 名产生兴趣的用户中有 {payment_loss} 没有购买（{mode}漏斗；此前的流失为 {interest_loss}）。',
  },
  'report.bottleneck.payment.advice': {
    en: 'Remind those who put something aside, say shipping and total price early, and shorten the way from cart to payment.',
    'zh-CN': '召回已收藏或加购的用户，尽早展示运费与总价，缩短从购物车到支付的路径。',
  },
  'report.bottleneck.direct': {
    en: 'Of {viewers} who came, {payment_loss} did not buy ({mode} funnel); the data have no step of interest between.',
    'zh-CN':
      '{viewers} 名用户中有 {payment_loss} 没有购买（{mode}漏斗）；数据中没有中间的兴趣步骤。',
  },
  'report.bottleneck.direct.advice': {
    en: 'Record carts or favourites as well: only then can be told where those who leave are lost.',
    'zh-CN': '把加购或收藏也记录下来，才能看出流失发生在哪一步。',
  },
  'report.bottleneck.unseen': {
    en: 'Of {interested} who were interested, {payment_loss} did not buy ({mode} funnel); the data have no views, so that what is lost before is not known.',
    'zh-CN':
      '{interested} 名产生兴趣的用户中有 {payment_loss} 没有购买（{mode}漏斗）；数据中没有浏览事件，此前的流失无从得知。',
  },
  'report.bottleneck.unseen.advice': {
    en: 'Remind those who put something aside, and record views as well: only then can be told how many are lost before.',
    'zh-CN': '召回已收藏或加购的用户，并把浏览也记录下来，才能看出此前流失了多少。',
  },
  'report.bottleneck.skipped': {
    en: 'More bought than were seen to be interested ({paid} against {interested}): buying goes past the step before it.',
    'zh-CN': '购买人数多于有兴趣的人数（{paid} 对 {interested}）：购买绕过了前一步。',
  },
  'report.bottleneck.skipped.advice': {
    en: 'See whether the step before buying is recorded completely; if it is, the short way sells, and more can be led to it.',
    'zh-CN': '先检查购买前一步的埋点是否完整；若完整，说明直接购买有效，可以引导更多用户走这条路。',
  },
  'report.bottleneck.smooth': {
    en: 'No step loses many: {funnel_rate} of those who looked bought ({mode} funnel).',
    'zh-CN': '各步流失都不大：浏览者中有 {funnel_rate} 完成购买（{mode}漏斗）。',
  },
  'report.bottleneck.searching': {
    en: 'It takes {views_per_purchase} views to make a purchase, {views_per_user} views a visitor; {buyer_share} of visitors buy at all.',
    'zh-CN':
      '平均 {views_per_purchase} 次浏览才有一次购买，人均浏览 {views_per_user} 次；访客中有 {buyer_share} 购买过。',
  },
  'report.bottleneck.searching.advice': {
    en: 'People look long before they decide: better search, comparison and recommendation save them views.',
    'zh-CN': '用户决策前浏览很多：改进搜索、比价与推荐，帮他们少翻几页。',
  },

  'report.segments.core': {
    en: 'Core customers, {core_vip_user_share} of the buyers, place {core_vip_order_share} of the orders.',
    'zh-CN': '核心用户占购买用户的 {core_vip_user_share}，贡献了 {core_vip_order_share} 的订单。',
  },
  'report.segments.core.advice': {
    en: 'Keep them: early access, service, and no discount that they do not need.',
    'zh-CN': '留住他们：优先体验与服务，而不是他们并不需要的折扣。',
  },
  'report.segments.promising': {
    en: '{promising_new_user_share} of the buyers bought lately but seldom; they place {promising_new_order_share} of the orders.',
    'zh-CN':
      '{promising_new_user_share} 的购买用户近期买过但次数不多，贡献 {promising_new_order_share} 的订单。',
  },
  'report.segments.promising.advice': {
    en: 'Win the second order: what goes with the first one, within {soon|day|days} of it.',
    'zh-CN': '争取第二单：在首单后 {soon} 天内推荐搭配商品。',
  },
  'report.segments.win_back': {
    en: '{win_back_users|good customer has|good customers have} gone quiet: {win_back_user_share} of the buyers, {win_back_frequency} orders each.',
    'zh-CN':
      '{win_back_users} 名好客户已沉默：占购买用户的 {win_back_user_share}，人均 {win_back_frequency} 单。',
  },
  'report.segments.win_back.advice': {
    en: 'Write to them first: they are few, they bought often, and last bought more than {soon|day|days} ago.',
    'zh-CN': '优先召回：人数不多、买得勤，且已超过 {soon} 天没有购买。',
  },
  'report.segments.lapsed': {
    en: '{lapsed_user_share} of the buyers bought seldom and long ago; {lapsed_order_share} of the orders are theirs.',
    'zh-CN': '{lapsed_user_share} 的购买用户买得少且已久未购买，订单占 {lapsed_order_share}。',
  },
  'report.segments.lapsed.advice': {
    en: 'Do not pay to bring them all back; find out after which first purchase they were lost.',
    'zh-CN': '不必花钱召回所有人；先弄清他们是在哪类首单之后流失的。',
  },

  'report.retention.short': {
    en: 'The data are too short to see anyone come back on another day.',
    'zh-CN': '数据时间太短，看不到用户次日是否回访。',
  },
  'report.retention.weak': {
    en: 'Only {d1} come back on the next day{later}.',
    'zh-CN': '次日仅有 {d1} 的用户回访{later}。',
  },
  'report.retention.weak.advice': {
    en: 'Give a reason to come again on the first day: a saved cart, a price to watch, something new tomorrow.',
    'zh-CN': '在首日就给出再来的理由：保留购物车、降价提醒、次日上新。',
  },
  'report.retention.fair': {
    en: '{d1} come back on the next day{later}.',
    'zh-CN': '次日有 {d1} 的用户回访{later}。',
  },
  'report.retention.fair.advice': {
    en: 'See which first day brings people back: what those who return looked at and put aside.',
    'zh-CN': '看看怎样的首日会带来回访：回访用户首日浏览和收藏了什么。',
  },
  'report.retention.strong': {
    en: '{d1} come back on the next day{later}: the habit is there.',
    'zh-CN': '次日有 {d1} 的用户回访{later}：已形成使用习惯。',
  },
  'report.retention.rebuy': {
    en: '{d1} of the buyers buy again on the next day{later}; the data have purchases alone, so nobody is seen who came and did not buy.',
    'zh-CN': '购买用户次日再次购买的占 {d1}{later}；数据中只有购买，来过但没有购买的人无从得知。',
  },
  'report.retention.rebuy.advice': {
    en: 'Do not read this as visits: see in the repurchase analysis after how long the next order comes, and remind about then.',
    'zh-CN': '不要把它当作回访：到复购分析中看下一单通常隔多久，并在那时提醒。',
  },
  'report.retention.weekend_up': {
    en: 'On weekends {weekend_lift} more come back than their age lets expect.',
    'zh-CN': '周末的回访比同龄预期高 {weekend_lift}。',
  },
  'report.retention.weekend_up.advice': {
    en: 'Place launches and reminders on Friday and Saturday.',
    'zh-CN': '把上新与提醒安排在周五和周六。',
  },
  'report.retention.weekend_down': {
    en: 'On weekends {weekend_lift} fewer come back than their age lets expect.',
    'zh-CN': '周末的回访比同龄预期低 {weekend_lift}。',
  },
  'report.retention.weekend_down.advice': {
    en: 'Try a reason to come at the weekend, and do not read Monday’s rise as growth.',
    'zh-CN': '尝试周末专属活动；也不要把周一的回升当成增长。',
  },
  'report.retention.weekend_flat': {
    en: 'Weekends make no difference to coming back.',
    'zh-CN': '周末对回访没有明显影响。',
  },
  'report.retention.promotion_back': {
    en: 'On promotion days {promotion_return_lift} more come back than on others.',
    'zh-CN': '促销日的回访比其他日子高 {promotion_return_lift}。',
  },

  'report.calendar.promotion_up': {
    en: 'Promotion days ({promotion_list}) draw {promotion_lift} more than other whole days.',
    'zh-CN': '促销日（{promotion_list}）的流量比其他完整日期高 {promotion_lift}。',
  },
  'report.calendar.promotion_flat': {
    en: 'Promotion days ({promotion_list}) draw hardly more than other whole days: a difference of {promotion_lift}.',
    'zh-CN': '促销日（{promotion_list}）的流量与其他完整日期相差无几：差异 {promotion_lift}。',
  },
  'report.calendar.promotion_flat.advice': {
    en: 'Ask what the promotion was for: reach, or selling to those who would have come anyway.',
    'zh-CN': '想清楚促销的目的：是拉新引流，还是卖给本来就会来的人。',
  },
  'report.calendar.promotion_idle': {
    en: 'They come on promotion days, but buy {promotion_conversion_lift} less often.',
    'zh-CN': '促销日来的人多，但转化率低 {promotion_conversion_lift}。',
  },
  'report.calendar.promotion_idle.advice': {
    en: 'Perhaps they put things aside for the day itself: look at carts and favourites, and at the days after.',
    'zh-CN': '他们可能在为大促当天加购：看看加购与收藏，以及之后几天的成交。',
  },
  'report.calendar.promotion_none': {
    en: 'No promotion days are listed, and no day stands out.',
    'zh-CN': '没有列出促销日，也没有突出的日期。',
  },
  'report.calendar.peak': {
    en: '{peak_day} stands {peak_lift} above the usual day and is not listed as a promotion.',
    'zh-CN': '{peak_day} 比平常高 {peak_lift}，但不在促销日列表中。',
  },
  'report.calendar.peak.advice': {
    en: 'If it was a promotion, add {peak_day} to the list; if not, find out what brought the people.',
    'zh-CN': '如果是促销，请把 {peak_day} 加入列表；如果不是，查明是什么带来了流量。',
  },
  'report.calendar.cut': {
    en: 'The last day, {last_day}, is cut: its events stop in the hour from {last_day_hour}.',
    'zh-CN': '最后一天 {last_day} 不完整：事件止于 {last_day_hour} 这一小时。',
  },
  'report.calendar.cut.advice': {
    en: 'Read no fall into {last_day}: it is left out of the comparisons here.',
    'zh-CN': '不要把 {last_day} 的下降当成真实变化：本报告的比较已将其排除。',
  },

  'report.hours.short': {
    en: 'The data show {hours_seen|hour|hours} of the day alone: too few to tell when people look and when they buy.',
    'zh-CN': '数据只覆盖一天中的 {hours_seen} 个小时，不足以判断浏览与购买的时段。',
  },
  'report.hours.bought': {
    en: 'Most is bought in the hour from {peak_purchases_hour}: {peak_purchases_share} of the purchases. The data have no views, so that the hour of traffic is not known.',
    'zh-CN':
      '购买高峰在 {peak_purchases_hour} 时段，占全部购买的 {peak_purchases_share}。数据中没有浏览，流量高峰无从得知。',
  },
  'report.hours.bought.advice': {
    en: 'Have stock, service and payment ready for {peak_purchases_hour}, and place reminders before it.',
    'zh-CN': '确保 {peak_purchases_hour} 前后的库存、客服与支付都准备就绪，并在此之前发出提醒。',
  },
  'report.hours.apart': {
    en: 'Most look in the hour from {peak_views_hour} ({peak_views_share} of the views), but the best conversion is in the hour from {peak_conversion_hour}: {peak_conversion} against {conversion_at_views}.',
    'zh-CN':
      '浏览高峰在 {peak_views_hour} 时段（占浏览的 {peak_views_share}），而转化最高的是 {peak_conversion_hour} 时段：{peak_conversion}，高峰时段仅 {conversion_at_views}。',
  },
  'report.hours.apart.advice': {
    en: 'Show at {peak_views_hour}, sell at {peak_conversion_hour}: content and favourites while traffic peaks, reminders and coupons in the hour that buys.',
    'zh-CN':
      '{peak_views_hour} 时段重种草、{peak_conversion_hour} 时段重成交：流量高峰做内容和收藏，转化高峰发提醒和优惠。',
  },
  'report.hours.together': {
    en: 'Looking and buying peak together: views in the hour from {peak_views_hour}, conversion in the hour from {peak_conversion_hour} ({peak_conversion}).',
    'zh-CN':
      '浏览与转化的高峰一致：浏览在 {peak_views_hour} 时段，转化在 {peak_conversion_hour} 时段（{peak_conversion}）。',
  },
  'report.hours.together.advice': {
    en: 'Have stock, service and payment ready for {peak_views_hour}.',
    'zh-CN': '确保 {peak_views_hour} 前后的库存、客服与支付都准备就绪。',
  },
  'report.hours.flat': {
    en: 'Most look in the hour from {peak_views_hour}; conversion is nearly even over the day (best in the hour from {peak_conversion_hour}, {peak_conversion}).',
    'zh-CN':
      '浏览高峰在 {peak_views_hour} 时段；转化率全天接近（最高为 {peak_conversion_hour} 时段，{peak_conversion}）。',
  },
});
