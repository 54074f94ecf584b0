import type { Finding, InspectionEvent } from '../model';
import type { Changes, OpenFinding, RememberedAsset } from '../state';
import { Counts } from './counts';
import type { Turn } from './turn';

/** What is committed together: what the state keeps, and what is counted and told once it does. */
export class Batch {
  readonly changes = new ChangeSet();
  readonly findings: Finding[] = [];
  readonly counts = new Counts();

  /** How much has gathered. */
  get size(): number {
    return this.changes.size + this.findings.length;
  }
}

/** Changes of the state that become true together. */
export class ChangeSet implements Changes {
  readonly opened: OpenFinding[] = [];
  readonly closed: string[] = [];
  readonly remembered: RememberedAsset[] = [];
  readonly forgotten: string[] = [];
  readonly events: InspectionEvent[] = [];
  relearned = false;
  /** Fingerprints of what was raised or closed. */
  readonly touched = new Set<string>();

  get size(): number {
    const { opened, closed, remembered, forgotten, events } = this;
    return opened.length + closed.length + remembered.length + forgotten.length + events.length;
  }

  get empty(): boolean {
    return this.size === 0 && !this.relearned;
  }

  add({ event, opened, closed }: Turn): void {
    if (event) this.events.push(event);
    if (opened) {
      this.opened.push(opened);
      this.touched.add(opened.fingerprint);
    }
    if (closed !== undefined) {
      this.closed.push(closed);
      this.touched.add(closed);
    }
  }
}
