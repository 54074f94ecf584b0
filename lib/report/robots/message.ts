import type { InspectionEvent, Language } from '../../model';
import { inBatches } from '../deliver';
import { truncateBytes } from '../truncate';
import type { Brand, ChatMessage } from './brand';
import { chatMarkdown } from './markdown';

/** What a chat group is told of one event, in one language. */
export interface ChatNote {
  readonly status: InspectionEvent['status'];
  /** Plain text: no character of it is markup. */
  readonly title: string;
  /** The event's Markdown. */
  readonly message: string;
  /** Account, region and inspection, as plain text; shown when several events share a message. */
  readonly where: string;
}

/** What a message may be long. */
export type Size = Pick<Brand, 'maxBytes' | 'measure'>;

const IN_DIGEST = 50;
/** Of an event in a digest. */
const ENTRY_BYTES = 600;

const ORDER: readonly InspectionEvent['status'][] = ['critical', 'error', 'warning', 'info', 'ok'];
const SIGNS: Readonly<Record<InspectionEvent['status'], string>> = {
  critical: '🔴',
  error: '🟠',
  warning: '🟡',
  info: '🔵',
  ok: '🟢',
};

/** What there is to tell of an event. */
export function noteOf(event: InspectionEvent, language: Language): ChatNote {
  const where = [event.accountName, event.region, event.inspectionTitle[language]].join(', ');
  return { status: event.status, title: event.title[language], message: event.message[language], where };
}

/**
 * One event in full, or several in a few lines each; never longer than the brand takes.
 *
 * @example messageOf([noteOf(event, 'en')], 'en', dingtalk).title // '🟠 Disk is not encrypted: d-1'
 */
export function messageOf(notes: readonly ChatNote[], language: Language, brand: Size): ChatMessage {
  const status = ORDER.find((one) => notes.some((note) => note.status === one)) ?? 'info';
  const [first] = notes;
  if (notes.length === 1 && first) {
    const title = truncateBytes(`${SIGNS[first.status]} ${first.title}`, 200);
    const text = `**${plainText(title)}**\n\n${chatMarkdown(first.message)}`;
    return { title, status, text: truncateBytes(text, brand.maxBytes, brand.measure) };
  }
  const recovered = notes.filter((note) => note.status === 'ok').length;
  const title =
    language === 'zh'
      ? `${SIGNS[status]} 巡检：${notes.length - recovered} 个异常，${recovered} 个恢复`
      : `${SIGNS[status]} Inspection: ${notes.length - recovered} abnormal, ${recovered} recovered`;
  const text = [`**${title}**`, ...notes.map(entryOf)].join('\n\n');
  return { title, status, text: truncateBytes(text, brand.maxBytes, brand.measure) };
}

/** Cuts a list, in its order, into what fits into one message each. */
export function digestsOf<T>(list: readonly T[], brand: Size, note: (entry: T) => ChatNote): T[][] {
  return inBatches(list, {
    count: IN_DIGEST,
    bytes: brand.maxBytes - ENTRY_BYTES,
    size: (entry) => brand.measure(entryOf(note(entry))) + 8,
  });
}

/** A text as it is, without any markup. */
export function plainText(text: string): string {
  return chatMarkdown(text.replace(/([\\`*[\]<>#|])/g, '\\$1'));
}

function entryOf(note: ChatNote): string {
  const finding = chatMarkdown(note.message.split('\n')[0] ?? '').replace(/\*\*/g, '');
  return truncateBytes(
    `${SIGNS[note.status]} **${plainText(note.title)}**\n${plainText(note.where)}\n${finding}`,
    ENTRY_BYTES,
  );
}
