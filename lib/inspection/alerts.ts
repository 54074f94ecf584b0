import { reporterNames, type GuanceConfig } from '../guance';
import { checkStrategy, type AlertStrategy, type Reporter } from '../report';
import type { Inspection } from './types';

const LOCAL = ['webhook', 'dingtalk', 'feishu', 'wecom'];

/** The strategy for a reporter: Guance has policies of its own, and a host's reporter is meant only when it is named. */
export function alertsFor(inspection: Inspection, reporter: Pick<Reporter, 'name'>): AlertStrategy | undefined {
  const { alerts } = inspection;
  const meant = LOCAL.includes(reporter.name) || alerts?.targets.some((target) => target.name === reporter.name);
  return meant ? alerts : undefined;
}

/**
 * Checks the alert strategy against the reporters that there are.
 *
 * @returns what the operator should know
 * @throws ConfigError naming the field
 */
export function checkAlerts(
  inspection: Inspection,
  config: GuanceConfig,
  others: readonly Reporter[] = [],
): readonly string[] {
  const { alerts } = inspection;
  if (!alerts) return [];
  const local = reporterNames(config).filter((name) => LOCAL.includes(name));
  checkStrategy(alerts, [...local, ...others.filter((one) => 'deliver' in one).map((one) => one.name)]);
  return local
    .filter((name) => !alerts.targets.some((target) => target.name === name))
    .map((name) => `${name} is no target of the alert strategy: it is told nothing`);
}
