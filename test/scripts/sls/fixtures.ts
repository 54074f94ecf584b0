import { logstores, logstoreSettings, projects } from '../../../scripts/sls';
import { now, where } from '../ecs/fixtures';

export { now };

export const project = projects.toAsset(
  { projectName: 'orders', status: 'Normal', dataRedundancyType: 'LRS', description: 'logs', resourceGroupId: 'rg-1' },
  where,
);

export function logstore(name: string) {
  return logstores.toAsset({ project: 'orders', logstoreName: name }, where);
}

/** How it is set, as the API answers it. */
export function settings(facts: object) {
  return { related: { settings: [logstoreSettings.toAsset({ logstoreName: 'requests', ...facts }, where)] } };
}

/** The newest values of a metric's parts. */
export function parts(values: Readonly<Record<string, number>>) {
  const sorted = Object.entries(values)
    .map(([part, value]) => ({ part, value }))
    .sort((a, b) => b.value - a.value);
  return { value: sorted[0]?.value ?? 0, at: new Date('2026-02-28T23:59:00Z'), parts: sorted };
}
