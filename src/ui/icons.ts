import arrowDown from 'lucide-static/icons/arrow-down.svg?raw';
import arrowLeft from 'lucide-static/icons/arrow-left.svg?raw';
import arrowUp from 'lucide-static/icons/arrow-up.svg?raw';
import arrowUpDown from 'lucide-static/icons/arrow-up-down.svg?raw';
import bookOpen from 'lucide-static/icons/book-open.svg?raw';
import calendar from 'lucide-static/icons/calendar.svg?raw';
import chartColumn from 'lucide-static/icons/chart-column.svg?raw';
import check from 'lucide-static/icons/check.svg?raw';
import chevronDown from 'lucide-static/icons/chevron-down.svg?raw';
import chevronRight from 'lucide-static/icons/chevron-right.svg?raw';
import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import circleCheck from 'lucide-static/icons/circle-check.svg?raw';
import clock from 'lucide-static/icons/clock.svg?raw';
import codeXml from 'lucide-static/icons/code-xml.svg?raw';
import copy from 'lucide-static/icons/copy.svg?raw';
import database from 'lucide-static/icons/database.svg?raw';
import download from 'lucide-static/icons/download.svg?raw';
import ellipsis from 'lucide-static/icons/ellipsis.svg?raw';
import eye from 'lucide-static/icons/eye.svg?raw';
import filePlus from 'lucide-static/icons/file-plus.svg?raw';
import fileText from 'lucide-static/icons/file-text.svg?raw';
import folderOpen from 'lucide-static/icons/folder-open.svg?raw';
import gauge from 'lucide-static/icons/gauge.svg?raw';
import gitBranch from 'lucide-static/icons/git-branch.svg?raw';
import gitCompare from 'lucide-static/icons/git-compare.svg?raw';
import globe from 'lucide-static/icons/globe.svg?raw';
import gripVertical from 'lucide-static/icons/grip-vertical.svg?raw';
import history from 'lucide-static/icons/history.svg?raw';
import image from 'lucide-static/icons/image.svg?raw';
import inbox from 'lucide-static/icons/inbox.svg?raw';
import info from 'lucide-static/icons/info.svg?raw';
import layoutDashboard from 'lucide-static/icons/layout-dashboard.svg?raw';
import library from 'lucide-static/icons/library.svg?raw';
import link from 'lucide-static/icons/link.svg?raw';
import listFilter from 'lucide-static/icons/list-filter.svg?raw';
import menu from 'lucide-static/icons/menu.svg?raw';
import minus from 'lucide-static/icons/minus.svg?raw';
import moon from 'lucide-static/icons/moon.svg?raw';
import panelLeft from 'lucide-static/icons/panel-left.svg?raw';
import pencil from 'lucide-static/icons/pencil.svg?raw';
import play from 'lucide-static/icons/play.svg?raw';
import plus from 'lucide-static/icons/plus.svg?raw';
import redo2 from 'lucide-static/icons/redo-2.svg?raw';
import refreshCw from 'lucide-static/icons/refresh-cw.svg?raw';
import save from 'lucide-static/icons/save.svg?raw';
import search from 'lucide-static/icons/search.svg?raw';
import settings from 'lucide-static/icons/settings.svg?raw';
import share2 from 'lucide-static/icons/share-2.svg?raw';
import shieldAlert from 'lucide-static/icons/shield-alert.svg?raw';
import shieldCheck from 'lucide-static/icons/shield-check.svg?raw';
import sigma from 'lucide-static/icons/sigma.svg?raw';
import slidersHorizontal from 'lucide-static/icons/sliders-horizontal.svg?raw';
import square from 'lucide-static/icons/square.svg?raw';
import sun from 'lucide-static/icons/sun.svg?raw';
import table2 from 'lucide-static/icons/table-2.svg?raw';
import trash2 from 'lucide-static/icons/trash-2.svg?raw';
import triangleAlert from 'lucide-static/icons/triangle-alert.svg?raw';
import type from 'lucide-static/icons/type.svg?raw';
import undo2 from 'lucide-static/icons/undo-2.svg?raw';
import upload from 'lucide-static/icons/upload.svg?raw';
import users from 'lucide-static/icons/users.svg?raw';
import workflow from 'lucide-static/icons/workflow.svg?raw';
import x from 'lucide-static/icons/x.svg?raw';

/** Icons by name, as SVG text (Lucide, ISC). A new icon is one import and one line. */
export const ICONS = {
  'arrow-down': arrowDown,
  'arrow-left': arrowLeft,
  'arrow-up': arrowUp,
  'arrow-up-down': arrowUpDown,
  'book-open': bookOpen,
  calendar: calendar,
  'chart-column': chartColumn,
  check: check,
  'chevron-down': chevronDown,
  'chevron-right': chevronRight,
  'circle-alert': circleAlert,
  'circle-check': circleCheck,
  clock: clock,
  'code-xml': codeXml,
  copy: copy,
  database: database,
  download: download,
  ellipsis: ellipsis,
  eye: eye,
  'file-plus': filePlus,
  'file-text': fileText,
  'folder-open': folderOpen,
  gauge: gauge,
  'git-branch': gitBranch,
  'git-compare': gitCompare,
  globe: globe,
  'grip-vertical': gripVertical,
  history: history,
  image: image,
  inbox: inbox,
  info: info,
  'layout-dashboard': layoutDashboard,
  library: library,
  link: link,
  'list-filter': listFilter,
  menu: menu,
  minus: minus,
  moon: moon,
  'panel-left': panelLeft,
  pencil: pencil,
  play: play,
  plus: plus,
  'redo-2': redo2,
  'refresh-cw': refreshCw,
  save: save,
  search: search,
  settings: settings,
  'share-2': share2,
  'shield-alert': shieldAlert,
  'shield-check': shieldCheck,
  sigma: sigma,
  'sliders-horizontal': slidersHorizontal,
  square: square,
  sun: sun,
  'table-2': table2,
  'trash-2': trash2,
  'triangle-alert': triangleAlert,
  type: type,
  'undo-2': undo2,
  upload: upload,
  users: users,
  workflow: workflow,
  x: x,
} as const;

export type IconName = keyof typeof ICONS;
