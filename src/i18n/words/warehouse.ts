import { words } from '../words.ts';

export const warehouse = words({
  'error.all-rejected': {
    en: 'None of the {rows} records in {file} could be kept; the first was rejected as “{reason}”: {line}. Check which column is which, the time format and zone, and the rules for the period and for prices.',
    'zh-CN':
      '“{file}”中的 {rows} 条记录全部被拒绝；第一条因“{reason}”被拒：{line}。请检查列的对应关系、时间格式与时区，以及时间范围和价格规则。',
  },
  'error.option-unknown': {
    en: '“{value}” is no value that {option} can have. Use {allowed}.',
    'zh-CN': '{option} 不能是“{value}”，请改用：{allowed}。',
  },
});
