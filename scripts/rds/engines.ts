import { unlessUnread, type AssetOf, type Reason } from '../../lib/define';
import type { AnyAsset } from '../../lib/model';
import type { instances } from './collectors/instances';

type Instance = AssetOf<typeof instances>;

/** SSL, transparent encryption and SQL auditing are of these engines, say the pages of their actions. */
const ENGINES: ReadonlySet<unknown> = new Set(['MySQL', 'PostgreSQL', 'SQLServer']);

/** Says of an instance whose engine could not be read that it has no such setting; that is no failure of the list. */
export const NO_SUCH_ENGINE = 'IncorrectEngine';

/** Whether to ask for those settings of an instance; where its engine could not be read, it is asked for. */
export function encryptable(instance: AnyAsset): boolean {
  return unlessUnread(
    () => instance.engine === undefined || ENGINES.has(instance.engine),
    () => true,
  );
}

/** Why an instance has no such settings. */
export function notEncryptable({ engine }: Instance): Reason | undefined {
  if (engine === undefined || ENGINES.has(engine)) return undefined;
  return { zh: `${engine} 没有此功能`, en: `${engine} has no such feature` };
}

/** Read-only, disaster recovery and temporary instances follow their primary. */
export function notPrimary({ dBInstanceType: role }: Instance): Reason | undefined {
  if (role === undefined || role === 'Primary') return undefined;
  return { zh: '只检查主实例', en: 'only primary instances are judged' };
}
