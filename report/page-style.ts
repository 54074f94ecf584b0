/** Colours of the page by role. Text roles stand on `bg`, `panel` and their own tint with WCAG AA contrast. */
export const PALETTE = {
  light: {
    bg: '#f5f6f8',
    panel: '#ffffff',
    text: '#1b1f26',
    muted: '#545d6b',
    line: '#d5dae1',
    control: '#7b8593',
    link: '#0b57b8',
    critical: '#86105f',
    'critical-tint': '#fbe6f4',
    error: '#b3261e',
    'error-tint': '#fdebe9',
    warning: '#8a4b00',
    'warning-tint': '#fff1dc',
    info: '#1f5aa8',
    'info-tint': '#e7f0fb',
    good: '#176639',
    'good-tint': '#e4f5ea',
  },
  dark: {
    bg: '#12151a',
    panel: '#1b2027',
    text: '#e8ebf0',
    muted: '#a6b0bf',
    line: '#39424f',
    control: '#7f8b9c',
    link: '#86b8ff',
    critical: '#ff8fd6',
    'critical-tint': '#42143a',
    error: '#ff9a8f',
    'error-tint': '#431c1a',
    warning: '#f5b963',
    'warning-tint': '#3a2a10',
    info: '#8fbcff',
    'info-tint': '#17294a',
    good: '#7ed6a0',
    'good-tint': '#143322',
  },
} as const;

function variables(theme: keyof typeof PALETTE): string {
  return Object.entries(PALETTE[theme])
    .map(([name, value]) => `--${name}: ${value};`)
    .join(' ');
}

/** The style sheet of the page. */
export const STYLE = `
:root { color-scheme: light; ${variables('light')} }
@media (prefers-color-scheme: dark) { :root:not([data-theme=light]) { color-scheme: dark; ${variables('dark')} } }
:root[data-theme=dark] { color-scheme: dark; ${variables('dark')} }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--text); font: 15px/1.55 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
#page { max-width: 1360px; margin: 0 auto; padding: 20px 24px 64px; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 4px; overflow-wrap: anywhere; }
h2 { font-size: 19px; margin: 36px 0 12px; }
h3 { font-size: 15px; margin: 0 0 10px; }
p { margin: 0 0 10px; }
a { color: var(--link); }
.muted { color: var(--muted); }
.top { display: flex; gap: 16px; align-items: flex-start; justify-content: space-between; flex-wrap: wrap; }
.top > div:first-child { min-width: 0; flex: 1 1 420px; }
.buttons { display: flex; gap: 8px; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 12px; top: 12px; z-index: 2; }
button, select, input { font: inherit; color: var(--text); background: var(--panel); border: 1px solid var(--control); border-radius: 6px; padding: 5px 10px; max-width: 100%; }
::placeholder { color: var(--muted); opacity: 1; }
button { cursor: pointer; }
button:hover:not(:disabled) { border-color: var(--link); color: var(--link); }
button:disabled { opacity: .45; cursor: default; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.banner { margin: 20px 0 0; padding: 16px 20px; border-radius: 10px; border: 2px solid; border-left-width: 10px; }
.banner strong { display: block; font-size: 21px; line-height: 1.3; }
.banner p { color: var(--text); margin: 4px 0 0; }
.banner button { margin-top: 10px; }
.banner.good { color: var(--good); background: var(--good-tint); }
.banner.info { color: var(--info); background: var(--info-tint); }
.banner.warning { color: var(--warning); background: var(--warning-tint); }
.banner.error { color: var(--error); background: var(--error-tint); }
.panel { background: var(--panel); border: 1px solid var(--line); border-radius: 10px; padding: 16px 18px; min-width: 0; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(180px, 1fr)); gap: 12px; }
.tiles .panel { padding: 12px 16px; }
.tile-name { color: var(--muted); font-size: 13px; }
.tile-number { font-size: 28px; font-weight: 650; line-height: 1.25; font-variant-numeric: tabular-nums; }
.tile-parts { font-size: 13px; color: var(--muted); margin: 4px 0 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: 2px 14px; }
.tile-parts b { color: var(--text); font-variant-numeric: tabular-nums; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 12px; }
.bar { display: grid; grid-template-columns: minmax(0, 13fr) minmax(0, 10fr) 48px; gap: 10px; align-items: center; min-height: 28px; }
.bar svg { width: 100%; height: 14px; display: block; }
.bar output { text-align: right; font-variant-numeric: tabular-nums; }
.bar-name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; text-align: left; }
button.bar-name { border-color: transparent; background: none; padding: 2px 6px; margin-left: -6px; }
.track { fill: var(--line); }
.fill-critical { fill: var(--critical); } .fill-error { fill: var(--error); } .fill-warning { fill: var(--warning); } .fill-info { fill: var(--info); }
.chip { display: inline-block; border-radius: 5px; padding: 1px 8px; font-size: 13px; font-weight: 600; white-space: nowrap; color: var(--muted); border: 1px solid currentColor; }
.chip.critical { color: var(--critical); background: var(--critical-tint); }
.chip.error, .chip.failed { color: var(--error); background: var(--error-tint); }
.chip.warning, .chip.partial, .chip.not-opened { color: var(--warning); background: var(--warning-tint); }
.chip.info { color: var(--info); background: var(--info-tint); }
.chip.complete { color: var(--good); background: var(--good-tint); }
.filters { display: flex; flex-wrap: wrap; gap: 10px 12px; align-items: end; margin-bottom: 12px; }
.filters label { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2px; flex: 0 1 auto; font-size: 13px; color: var(--muted); min-width: 120px; max-width: 260px; }
.filters label.wide { flex: 1 1 220px; max-width: 420px; }
.filters input, .filters select { width: 100%; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { text-align: left; vertical-align: top; padding: 8px 10px; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { font-size: 13px; color: var(--muted); font-weight: 600; white-space: nowrap; }
th button { border: 0; background: none; padding: 0; font-weight: 600; color: inherit; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.short { white-space: nowrap; overflow-wrap: normal; }
td.text { min-width: 220px; }
td.name { min-width: 160px; }
td.asset { min-width: 205px; }
td.who { min-width: 100px; }
td .id { display: block; color: var(--muted); font: 12.5px/1.4 ui-monospace, Consolas, Menlo, monospace; }
td button.open { border: 0; background: none; padding: 0; text-align: left; color: var(--link); }
td button.open::before { content: "▸ "; }
td button.open[aria-expanded=true]::before { content: "▾ "; }
tr.detail td { background: var(--bg); padding: 12px 18px 16px; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 6px 16px; margin: 0; max-width: 1000px; }
dt { color: var(--muted); }
dd { margin: 0; overflow-wrap: anywhere; }
.values { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 0; padding: 0; list-style: none; }
.pager { display: flex; gap: 10px; align-items: center; flex-wrap: wrap; margin-top: 12px; }
.empty { padding: 8px 0; margin: 0; }
.empty.good { color: var(--good); font-weight: 600; }
.empty.warning { color: var(--warning); font-weight: 600; }
.part + .part { margin-top: 22px; }
details { margin-top: 20px; }
summary { cursor: pointer; font-size: 17px; font-weight: 600; }
details .panel { margin-top: 10px; }
ul.plain { margin: 0; padding-left: 20px; overflow-wrap: anywhere; }
@media (max-width: 640px) { #page { padding: 16px 14px 48px; } .bar { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) 44px; } dl { grid-template-columns: 1fr; } dd { margin-bottom: 8px; } }
@page { margin: 14mm; }
@media print {
  :root, :root[data-theme=dark], :root:not([data-theme=light]) { color-scheme: light; ${variables('light')} }
  body { background: #fff; font-size: 11px; }
  #page { max-width: none; padding: 0; }
  .buttons, .filters, .pager button, .pager label, .skip, .banner button { display: none; }
  .banner, .chip, svg, .bar { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .panel, .bar, tr, .banner { break-inside: avoid; }
  .panel.long { break-inside: auto; }
  h2 { break-after: avoid; margin-top: 20px; }
  .scroll { overflow: visible; }
  table, td .id, .chip { font-size: 10px; }
  th, td { padding: 4px 6px; }
  td.text, td.name, td.asset, td.who { min-width: 0; }
  a[href]::after { content: " (" attr(href) ")"; font-size: 9px; }
}
`;
