/** A list as a file. */
import { languageNow, t } from './words';

/** Links that save a list as it is filtered. @param path such as `/events` */
export function Exports({ path, query }: { path: string; query: URLSearchParams }) {
  const href = (format: 'csv' | 'json') => {
    const next = new URLSearchParams(query);
    next.delete('offset');
    next.set('format', format);
    next.set('lang', languageNow());
    return `/console/api${path}/export?${next.toString()}`;
  };
  return (
    <span class="buttons exports">
      <a class="button" href={href('csv')} download title={t('exportHelp')}>
        {t('exportCsv')}
      </a>
      <a class="button" href={href('json')} download title={t('exportHelp')}>
        {t('exportJson')}
      </a>
    </span>
  );
}
