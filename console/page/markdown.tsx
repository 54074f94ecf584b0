import createDOMPurify from 'dompurify';
import { Marked } from 'marked';
import { useEffect, useMemo, useRef } from 'preact/hooks';

/** Longer texts are shown as they are: rendering them would hold up the page. */
const MAX_RENDERED = 10_000;
/** Emphasis costs the square of its marks. */
const MAX_MARKS = 500;
/** Every level of quotes and lists costs the parser a level of its stack. */
const DEEP = /^[ \t]*(?:(?:>|(?:[-*+]|\d{1,9}[.)])[ \t])[ \t]*){20}/m;

const isHeavy = (text: string): boolean =>
  text.length > MAX_RENDERED || DEEP.test(text) || (text.match(/[*_]+/g)?.length ?? 0) > MAX_MARKS;

const escape = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** HTML inside a message is what somebody wrote, not markup; images would tell their server who reads this. */
const marked = new Marked({
  gfm: true,
  async: false,
  renderer: {
    html: ({ text }) => escape(text),
    image: ({ href, text }) => escape(text || href),
  },
});

const purify = createDOMPurify(window);
purify.addHook('afterSanitizeAttributes', (node) => {
  if (node.tagName !== 'A') return;
  node.setAttribute('rel', 'noopener noreferrer');
  node.setAttribute('target', '_blank');
});

const TAGS = [
  ...[
    'a',
    'b',
    'blockquote',
    'br',
    'code',
    'del',
    'em',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'hr',
    'i',
    'li',
    'ol',
    'p',
  ],
  ...['pre', 's', 'strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
];

/** The message as elements; `undefined` for one that is too much for the parser. */
function rendered(text: string): DocumentFragment | undefined {
  if (isHeavy(text)) return undefined;
  let fragment: DocumentFragment;
  try {
    fragment = purify.sanitize(marked.parse(text, { async: false }), {
      ALLOWED_TAGS: TAGS,
      ALLOWED_ATTR: ['href', 'title', 'align', 'start'],
      ALLOWED_URI_REGEXP: /^https?:\/\//i,
      RETURN_DOM_FRAGMENT: true,
    });
  } catch {
    return undefined;
  }
  // The page has its own headings of the first levels. They are one kind here: none is left out.
  for (const heading of fragment.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    const lower = document.createElement('h3');
    lower.append(...heading.childNodes);
    heading.replaceWith(lower);
  }
  for (const cell of fragment.querySelectorAll('th:empty')) cell.replaceWith(document.createElement('td'));
  for (const table of fragment.querySelectorAll('table')) {
    const frame = document.createElement('div');
    frame.className = 'scroll';
    frame.tabIndex = 0;
    table.replaceWith(frame);
    frame.append(table);
  }
  return fragment;
}

/** A message of somebody else, rendered from Markdown; nothing in it runs or is loaded. */
export function Markdown({ text }: { text: string }) {
  const place = useRef<HTMLDivElement>(null);
  const fragment = useMemo(() => rendered(text), [text]);
  useEffect(() => {
    if (fragment) place.current?.replaceChildren(fragment);
  }, [fragment]);
  if (fragment) return <div class="markdown" ref={place} />;
  return (
    <pre class="raw" tabIndex={0}>
      {text}
    </pre>
  );
}
