import { faultTitle, tagsOf } from '../event';
import type { OpenFault } from '../report';
import type { StateStore } from '../state';
import type { RootPlan } from './plan';
import { identityOf } from './turn';
import type { Inspection } from './types';

/**
 * What an inspection has open, as its last events have said it; without what nobody was told of.
 *
 * @param plans of its own, and of the inspection itself
 * @throws StateError
 */
export async function openFaults(
  state: StateStore,
  inspection: Pick<Inspection, 'id'>,
  plans: readonly RootPlan[],
): Promise<readonly OpenFault[]> {
  const faults: OpenFault[] = [];
  for (const scope of await state.openScopes(inspection.id)) {
    const plan = plans.find(({ collector }) => collector.id === scope.collector);
    if (!plan) continue;
    const place = {
      collector: plan.collector,
      account: { id: scope.account, name: scope.account },
      region: scope.region,
    };
    const { open } = await state.load(scope);
    for (const finding of open.values()) {
      const checker = [...plan.checkers, ...plan.goneCheckers].find(({ id }) => id === finding.checker);
      if (!checker || finding.untold) continue;
      const { fingerprint, startedAt, severity, title, teller } = finding;
      const asset = identityOf(place, finding.assetId, finding.assetName);
      faults.push({
        fingerprint,
        faultStartTime: startedAt,
        status: severity,
        inspection: teller?.id ?? inspection.id,
        dimensionTags: tagsOf(asset, finding.checker),
        assetName: finding.assetName,
        title: faultTitle(checker, asset),
        message: title,
        remedy: checker.remedy,
      });
    }
  }
  return faults;
}
