/** The first hour: without keys nothing can be read. */
import { May } from './may';
import { usePrefs } from './prefs';
import { t } from './words';

/** Leads to where accounts are entered, as long as there are none. */
export function NoKeys() {
  const { keysNeeded } = usePrefs();
  if (keysNeeded.length === 0) return null;
  return (
    <p class="notice warning">
      {t('noKeys')}{' '}
      <May route="POST /accounts">
        <a href="/accounts">{t('newAccount')}</a>
      </May>
    </p>
  );
}
