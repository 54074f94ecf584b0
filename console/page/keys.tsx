/** The first hour: without keys nothing can be read. */
import { usePrefs } from './prefs';
import { t } from './words';

/** Leads to where accounts are entered, as long as there are none. */
export function NoKeys() {
  const { keysNeeded } = usePrefs();
  if (keysNeeded.length === 0) return null;
  return (
    <p class="notice warning">
      {t('noKeys')} <a href="/accounts">{t('newAccount')}</a>
    </p>
  );
}
