import { Gauge, Registry } from 'prom-client';
import { SEVERITIES } from '../../lib/model';
import { unread, type Format } from './format';

const LABELS = ['inspection', 'account', 'region', 'product', 'checker', 'severity'] as const;

/** Open findings as metrics, in the text format: for the textfile collector of node_exporter, or the Pushgateway. */
export const prometheus: Format = {
  file: 'metrics.prom',
  start({ inspection }) {
    const registers = [new Registry()];
    const [registry = new Registry()] = registers;
    const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
      new Gauge({ name: `aliyun_inspection_${name}`, help, labelNames, registers });
    const open = gauge('open_findings', 'Findings that fail, by checker and severity', LABELS);
    const unknown = gauge('unknown_verdicts', 'Assets that nobody could judge, by checker', LABELS.slice(0, 5));
    const at = { inspection: inspection.id };
    return {
      finding({ account, region, product, checker, verdict, severity }) {
        const labels = { ...at, account, region, product, checker };
        if (verdict === 'fail' && severity) open.inc({ ...labels, severity });
        if (verdict === 'unknown') unknown.inc(labels);
        return '';
      },
      async finish(summary) {
        const total = gauge('findings', 'Findings that fail, by severity', ['inspection', 'severity']);
        for (const severity of SEVERITIES) total.set({ ...at, severity }, summary.findings[severity]);
        gauge('run_complete', 'Whether everything was read', ['inspection']).set(at, summary.complete ? 1 : 0);
        gauge('unread_collections', 'Lists that were not read whole', ['inspection']).set(at, unread(summary).length);
        gauge('assets', 'Assets inspected', ['inspection']).set(at, summary.assets);
        const end = gauge('run_end_timestamp_seconds', 'When the run ended', ['inspection']);
        end.set(at, Date.parse(summary.finishedAt) / 1000);
        return { head: '', foot: await registry.metrics() };
      },
    };
  },
};
