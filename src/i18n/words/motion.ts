import { words } from '../words.ts';

/** How things move. */
export const motionWords = words({
  'motion.title': { en: 'Movement', 'zh-CN': '动效' },
  'motion.reduced': { en: 'Reduced motion', 'zh-CN': '减弱动效' },
  'motion.reduced.system': { en: 'As the system says', 'zh-CN': '跟随系统' },
  'motion.reduced.on': { en: 'On: nothing moves', 'zh-CN': '开启：一律静止' },
  'motion.reduced.off': { en: 'Off: things move', 'zh-CN': '关闭：播放动效' },
  'motion.speed': { en: 'Speed', 'zh-CN': '速度' },
  'motion.delay': { en: 'Delay', 'zh-CN': '延迟' },
  'motion.frames': { en: 'Frames a second at most', 'zh-CN': '帧率上限' },
  'motion.frames.all': { en: 'As many as the screen has', 'zh-CN': '不限（跟随屏幕）' },
  'motion.frames.cap': { en: '{n} frames a second', 'zh-CN': '每秒 {n} 帧' },
  'motion.bounce': { en: 'Bars swing past their end', 'zh-CN': '柱形带回弹' },
  'motion.replay': { en: 'Move everything once more', 'zh-CN': '重播动效' },
  'motion.usual': { en: 'As usual', 'zh-CN': '恢复默认' },
  'motion.rate': {
    en: 'The last movement had {rate} frames a second; the longest frame took {longest} ms.',
    'zh-CN': '上次动效为每秒 {rate} 帧，最长一帧 {longest} 毫秒。',
  },
  'motion.rate.none': {
    en: 'Nothing has moved yet.',
    'zh-CN': '尚无动效播放。',
  },
  'motion.still': {
    en: 'Nothing moves now, since reduced motion is asked for.',
    'zh-CN': '当前要求减弱动效，因此一切静止。',
  },
});
