import { Fake, type Json, type Reply } from '../../guance/fake';

/** RFC 3339 with its zone. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

export interface Held {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: string;
  readonly endsAt: string;
}

/**
 * What an Alertmanager does with `POST /api/v2/alerts`, strictly: it refuses what its OpenAPI document and its model do not
 * take, and holds alerts by their labels, in memory alone.
 */
export class AlertmanagerLike {
  alerts = new Map<string, Held>();
  readonly fake = new Fake((seen) => this.answer(seen));
  reply: Reply | undefined;

  /** Names and severities of what burns. @param now ISO 8601 */
  burning(now: string): string[] {
    return [...this.alerts.values()]
      .filter((one) => Date.parse(one.endsAt) > Date.parse(now))
      .map(({ labels }) => `${labels.alertname} ${labels.asset_id} ${labels.severity}`)
      .sort();
  }

  private answer({ method, path, headers, json }: Json): Reply {
    if (this.reply) return this.reply;
    if (method !== 'POST' || path !== '/am/api/v2/alerts') return { status: 404, text: 'not found' };
    if (headers['content-type'] !== 'application/json') return { status: 415, json: 'unsupported media type' };
    if (!Array.isArray(json)) return { status: 400, json: 'parsing alerts body failed' };
    for (const alert of json) {
      const problem = problemOf(alert);
      if (problem) return { status: 400, json: problem };
      const key = JSON.stringify(Object.entries(alert.labels).sort());
      this.alerts.set(key, alert);
    }
    return { status: 200, text: '' };
  }
}

function problemOf(alert: Json): string | undefined {
  const known = ['labels', 'annotations', 'startsAt', 'endsAt', 'generatorURL'];
  const strange = Object.keys(alert).find((key) => !known.includes(key));
  if (strange) return `unknown field ${strange}`;
  if (!alert.labels?.alertname) return 'no alertname';
  for (const [name, value] of [...Object.entries(alert.labels), ...Object.entries(alert.annotations)]) {
    if (!LABEL.test(name)) return `invalid name ${name}`;
    if (typeof value !== 'string' || value === '') return `invalid value of ${name}`;
  }
  if (!MOMENT.test(alert.startsAt) || !MOMENT.test(alert.endsAt)) return 'no moment';
  return Date.parse(alert.endsAt) < Date.parse(alert.startsAt) ? 'start time must be before end time' : undefined;
}
