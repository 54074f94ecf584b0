/** The script of the page. It shows what the page holds and asks nobody for anything. */
import { charts } from './charts';
import { button, el, section } from './dom';
import { findings } from './findings';
import { banner, tiles, top, type Change } from './head';
import { allCollections, checkers, notes, notInspected, recovered } from './lists';
import { chosen, report, t } from './state';
import './style.css';

/** Language and theme live in the address, so that a link keeps them. */
function readAddress(): void {
  for (const part of window.location.hash.slice(1).split('&')) {
    if (part === 'lang=zh') chosen.language = 'zh';
    if (part === 'lang=en') chosen.language = 'en';
    if (part === 'theme=dark' || part === 'theme=light') chosen.theme = part.slice('theme='.length);
  }
}

const change: Change = (to, focus) => {
  Object.assign(chosen, to);
  const { language, theme } = chosen;
  window.location.replace(`#lang=${language}${theme ? `&theme=${theme}` : ''}`);
  render();
  document.getElementById(focus)?.focus();
};

function render(): void {
  const root = document.documentElement;
  root.setAttribute('lang', chosen.language === 'zh' ? 'zh-CN' : 'en');
  if (chosen.theme) root.setAttribute('data-theme', chosen.theme);
  document.title = `${report.inspection.title[chosen.language]} – ${t('inspectionReport')}`;
  const skip = button(t('skipToFindings'), { class: 'skip' }, () => document.getElementById('findings')?.focus());
  const parts = [
    banner(),
    section('overview', 'overview', tiles()),
    charts(render),
    findings(render),
    notInspected(),
    recovered(),
    notes(),
    checkers(),
    allCollections(),
  ];
  document.getElementById('page')?.replaceChildren(skip, top(change), el('main', {}, ...parts));
}

readAddress();
window.addEventListener('hashchange', () => {
  const before = `${chosen.language} ${chosen.theme}`;
  readAddress();
  if (before !== `${chosen.language} ${chosen.theme}`) render();
});
render();
