import { reporterNames, type GuanceConfig } from '../guance';
import { RECEIVER_NAMES } from '../report/receivers';
import { checkStrategy, type AlertStrategy, type Reporter } from '../report';
import type { Inspection } from './types';

/** They tell what they are given; Alertmanager, OnCall and Log Service have routes, silences and alerts of their own. */
const LOCAL = ['webhook', 'dingtalk', 'feishu', 'wecom', 'slack', 'tracker', 'email'];

/** The strategy for a reporter: Guance has policies of its own; it, and a host's reporter, are meant only when named. */
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
  const named = reporterNames(config).filter((name) => RECEIVER_NAMES.some((one) => one === name));
  checkStrategy(alerts, [...local, ...named, ...others.filter((one) => 'deliver' in one).map((one) => one.name)]);
  return local
    .filter((name) => !alerts.targets.some((target) => target.name === name))
    .map((name) => `${name} is no target of the alert strategy: it is told nothing`);
}
