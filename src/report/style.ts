import { FONT, MONO, PALETTES, type Palette } from '../charts/palette.ts';

const COLOURS = [
  'page',
  'surface',
  'sunken',
  'border',
  'strong',
  'text',
  'muted',
  'faint',
  'accent',
  'good',
  'bad',
] as const satisfies readonly (keyof Palette)[];

const colour = (name: string, light: string, dark: string) =>
  `--${name}:${light};--${name}:light-dark(${light},${dark});`;

function colours(): string {
  const { light, dark } = PALETTES;
  return [
    ...COLOURS.map((name) => colour(name, light[name], dark[name])),
    ...light.categorical.map((one, at) => colour(`c${at + 1}`, one, dark.categorical[at] ?? one)),
  ].join('');
}

/** The look of the file: a page to read on any width, in light and dark, and on paper. */
export const REPORT_CSS = `
:root{color-scheme:light dark;${colours()}}
*{box-sizing:border-box;margin:0}
body{background:var(--page);color:var(--text);font:400 .9375rem/1.6 ${FONT};font-variant-numeric:tabular-nums;-webkit-text-size-adjust:100%}
main,header,footer{max-width:1116px;margin:0 auto;padding-inline:clamp(14px,3vw,24px)}
header{padding-block:clamp(24px,6vw,56px) 20px}
header p{color:var(--muted);font-size:.875rem}
header .title{font-size:clamp(1.625rem,4.4vw,2.5rem);font-weight:650;line-height:1.15;letter-spacing:-.02em;text-wrap:balance;margin-bottom:10px}
footer{padding-block:32px 56px;color:var(--muted);font-size:.8125rem}
main{display:grid;grid-template-columns:minmax(0,1fr);gap:24px}
section{min-width:0}
.card{padding:20px 24px;border:1px solid var(--border);border-radius:12px;background:var(--surface)}
h3{font-size:1rem;font-weight:600;line-height:1.35;margin-bottom:14px}
.parts{display:grid;grid-template-columns:repeat(12,minmax(0,1fr));gap:20px 32px;align-items:start}
.parts>*{grid-column:1/-1}
.parts>.part{grid-column:span var(--span,12)}
.prose{max-width:68ch;overflow-wrap:anywhere}
.prose>*+*{margin-top:.8em}
.prose h1{font-size:clamp(1.625rem,4vw,2.25rem);line-height:1.2;letter-spacing:-.02em}
.prose h2{font-size:1.375rem;line-height:1.3;letter-spacing:-.01em;margin-top:1em}
.prose :is(ul,ol){padding-inline-start:1.5em}
.prose a{color:var(--accent)}
.prose pre,.behind pre{padding:12px 14px;border-radius:8px;background:var(--sunken);font:400 .8125rem/1.55 ${MONO};white-space:pre-wrap;overflow-wrap:anywhere}
.prose code{font-family:${MONO};font-size:.9em}
.prose blockquote{padding-inline-start:14px;border-inline-start:3px solid var(--border);color:var(--muted)}
.prose .value{font-weight:600}
.prose img{max-width:100%}
.prose table{border-collapse:collapse}
.prose :is(th,td){padding:5px 14px 5px 0;border-bottom:1px solid var(--border);text-align:start}
svg{display:block;max-width:100%;height:auto;overflow:visible}
figure{min-width:0}
.wide,.narrow{overflow-x:clip}
.narrow{display:none}
.tiles{display:grid;grid-template-columns:repeat(var(--across),minmax(0,1fr));gap:12px}
.tile{min-width:0;padding:14px 16px 10px;border:1px solid var(--border);border-radius:12px;background:var(--surface)}
.tile .label{color:var(--muted);font-size:.8125rem}
.tile .value{font-size:1.625rem;font-weight:600;letter-spacing:-.02em;line-height:1.45;white-space:nowrap}
.tile .unit{font-size:1rem;font-weight:500;color:var(--muted);letter-spacing:0}
.tile .change{min-height:1.6em;color:var(--faint);font-size:.75rem}
.tile .curve svg{width:100%;height:32px}
.good{color:var(--good);font-weight:600}.bad{color:var(--bad);font-weight:600}.same{font-weight:600}
.scroll{max-height:460px;overflow:auto;border:1px solid var(--border);border-radius:8px;background:var(--surface)}
.scroll table{width:100%;border-collapse:separate;border-spacing:0;font-size:.8125rem}
.scroll th{position:sticky;inset-block-start:0;background:var(--surface);color:var(--muted);font-weight:500;white-space:nowrap}
.scroll :is(th,td){padding:6px 14px;border-bottom:1px solid var(--border);text-align:start;max-width:340px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.scroll tr:last-child td{border-bottom:0}
.scroll .figure{text-align:end}
.more,.words,.note{color:var(--muted);font-size:.8125rem}
.more{margin-top:8px}
.words{max-width:84ch}
.words.bad{color:var(--bad);font-weight:400}
details{font-size:.8125rem}
summary{display:inline-block;padding:4px 0;color:var(--muted);cursor:pointer}
summary::before{content:'+';display:inline-block;width:1.1em}
[open]>summary::before{content:'−'}
summary:hover{color:var(--text)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
.twin{margin-top:6px}
.behind{margin-top:12px;border-top:1px solid var(--border);padding-top:8px}
.behind>*+*{margin-top:8px}
.behind p{max-width:84ch}
dl{display:grid;grid-template-columns:minmax(110px,max-content) 1fr;gap:2px 16px}
dt{color:var(--muted)}
dd{overflow-wrap:anywhere}
.inputs{display:flex;flex-wrap:wrap;gap:12px 20px;align-items:start}
.inputs label,.inputs .fixed{display:grid;gap:3px;min-width:0;font-size:.75rem;font-weight:500;color:var(--muted)}
.inputs select{min-height:36px;max-width:min(280px,86vw);padding:4px 10px;border:1px solid var(--strong);border-radius:8px;background:var(--surface);color:var(--text);font:inherit;font-size:.875rem}
.inputs output{display:block;min-height:36px;padding:6px 0;color:var(--text);font-size:.875rem;font-weight:400;overflow-wrap:anywhere}
.inputs .note{flex-basis:100%}
[data-works] .without{display:none}
@media (max-width:700px){
.card{padding:16px 14px}
.parts>.part{grid-column:1/-1}
.wide{display:none}.narrow{display:block}
.tiles{grid-template-columns:repeat(2,minmax(0,1fr));gap:8px}
.tile .value{font-size:1.375rem}
}
.more.paper{display:none}
@media print{
:root{color-scheme:light}
@page{margin:14mm}
body{background:#fff;font-size:10.5pt}
main,header,footer{max-width:none;padding-inline:0}
header{padding-block:0 12pt}
main{gap:14pt}
.card{padding:10pt 12pt}
.card,.tile,figure,.scroll,tr{break-inside:avoid}
.card:has(tbody tr:nth-child(13)){break-inside:auto}
h3,.prose :is(h1,h2,h3){break-after:avoid}
.wide{display:block!important}.narrow,.twin,.without{display:none!important}
.parts>.part{grid-column:span var(--span,12)}
.tiles{grid-template-columns:repeat(var(--across),minmax(0,1fr))}
.scroll{max-height:none;overflow:visible;break-inside:auto}
.scroll td{white-space:normal}
.scroll tr:nth-child(n+101),.more.file{display:none}
.more.paper{display:block}
.behind:not([open]){display:none}
.inputs select{border:0;padding:6px 0;appearance:none;background:none}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}`;
