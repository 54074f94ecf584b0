/** Tables that are cards on a narrow screen. */
import type { ComponentChildren } from 'preact';
import { t } from './words';
import type { Word } from './words';

/** The names of the columns. */
export function Head({ words }: { words: readonly Word[] }) {
  return (
    <thead>
      <tr>
        {words.map((word) => (
          <th key={word} scope="col">
            {t(word)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** A value with the name of its column beside it, where the table is cards. */
export function Cell({ word, kind = '', children }: { word: Word; kind?: string; children: ComponentChildren }) {
  return (
    <td class={kind} data-label={t(word)}>
      <div>{children}</div>
    </td>
  );
}
