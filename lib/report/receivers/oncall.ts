import { fields, secret, type Declared } from '../../input';
import type { InspectionEvent, Language } from '../../model';
import { deliverInOrder } from '../deliver';
import { hostOf, registerAddress, send } from '../http';
import type { Reporter } from '../reporter';
import { chatMarkdown } from '../robots/markdown';
import { plainText } from '../robots/message';
import type { Stop } from '../stop';
import { truncateBytes } from '../truncate';
import { checkAddress, type Receiver } from './receiver';

const schema = fields({
  /** Of an integration of the type Formatted Webhook: it is a secret. */
  url: secret('an address'),
});
export type OncallConfig = Declared<typeof schema>;

const TITLE_BYTES = 1024;
const MESSAGE_BYTES = 32 * 1024;

/**
 * `oncall`: one alert for each event, in the format that Grafana OnCall (now Grafana Cloud IRM) recognises. All events of
 * a round have the same `alert_uid`, so that they are one alert group, which the recovery resolves.
 *
 * @example oncallReporter({ url: 'https://oncall.example.com/integrations/v1/formatted_webhook/…/', language: 'en' })
 */
export function oncallReporter(
  options: OncallConfig & { readonly language: Language; readonly stop?: Stop },
): Reporter {
  const { url, language, stop } = options;
  registerAddress(url);
  return {
    name: 'oncall',
    deliver: (events) =>
      deliverInOrder(
        events.map((event) => [event]),
        async ([event]) => {
          if (!event) return;
          await send({
            method: 'POST',
            url,
            headers: { 'Content-Type': 'application/json', 'Idempotency-Key': event.id },
            body: JSON.stringify(alertOf(event, language)),
            stop,
            what: `Grafana OnCall at ${hostOf(url)}`,
          });
        },
      ),
  };
}

/** The recognised fields, and what routes may look at. */
function alertOf(event: InspectionEvent, language: Language) {
  return {
    alert_uid: event.faultId,
    title: truncateBytes(plainText(event.title[language]), TITLE_BYTES),
    state: event.status === 'ok' ? 'ok' : 'alerting',
    message: truncateBytes(chatMarkdown(event.message[language]), MESSAGE_BYTES),
    severity: event.status === 'ok' ? (event.previousStatus ?? 'info') : event.status,
    inspection: event.inspection,
    ...event.dimensionTags,
  };
}

export const oncall: Receiver<OncallConfig> = {
  schema,
  variables: ['GRAFANA_ONCALL_URL'],
  fromEnv(read) {
    const url = read('GRAFANA_ONCALL_URL');
    return url === undefined ? undefined : { url };
  },
  check: ({ url }) => checkAddress(url, 'GRAFANA_ONCALL_URL'),
  make: (config, { language, stop }) => oncallReporter({ ...config, language, stop }),
};
