/**
 * What a decision sees of other inspections. It asks at once for what a database answers later, so it is made with what is
 * known, what it asked for is read, and it is made again, until there was nothing that it asked for in vain.
 */
import type { Changes, Decision, OpenFinding } from '../../lib/state';
import type { Client } from './connection';
import { SCHEMA } from './migrations';
import { readable } from './reading';

const OPEN = `
  SELECT finding.scope, finding.fingerprint, finding.body
  FROM unnest($1::bigint[], $2::text[]) AS asked (scope, fingerprint)
  JOIN ${SCHEMA}.open_findings AS finding ON finding.scope = asked.scope AND finding.fingerprint = asked.fingerprint`;
const ENDED = `SELECT fault_id FROM ${SCHEMA}.ended WHERE fault_id = ANY ($1::text[])`;

/** @param scopes of the other inspections at the place: their numbers, by inspection */
export async function decide(
  client: Client,
  decision: Decision,
  scopes: ReadonlyMap<string, string>,
): Promise<Changes> {
  const open = new Map<string, OpenFinding | undefined>();
  const ended = new Map<string, boolean>();
  for (;;) {
    const asked = new Map<string, readonly [scope: string, fingerprint: string]>();
    const faults = new Set<string>();
    const changes = decision({
      inspections: [...scopes.keys()],
      open(inspection, fingerprint) {
        const scope = scopes.get(inspection);
        if (scope === undefined) return undefined;
        const key = keyOf(scope, fingerprint);
        if (!open.has(key)) asked.set(key, [scope, fingerprint]);
        return open.get(key);
      },
      isEnded(faultId) {
        if (!ended.has(faultId)) faults.add(faultId);
        return ended.get(faultId) === true;
      },
    });
    if (asked.size + faults.size === 0) return changes;
    if (asked.size > 0) {
      for (const key of asked.keys()) open.set(key, undefined);
      const pairs = [...asked.values()];
      const { rows } = await client.query(OPEN, [pairs.map(([scope]) => scope), pairs.map(([, one]) => one)]);
      for (const { scope, fingerprint, body } of rows) {
        // Of one that is damaged, its own inspection will notice.
        open.set(keyOf(String(scope), String(fingerprint)), readable<OpenFinding>(String(body)));
      }
    }
    if (faults.size > 0) {
      const { rows } = await client.query(ENDED, [[...faults]]);
      const found = new Set(rows.map(({ fault_id }) => String(fault_id)));
      for (const fault of faults) ended.set(fault, found.has(fault));
    }
  }
}

const keyOf = (scope: string, fingerprint: string) => `${scope}\n${fingerprint}`;
