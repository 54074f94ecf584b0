import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import type { Band, Chart, EventSummary } from '../api/api';
import { usePrefs } from './prefs';
import { clock, count, t, textOf, tOf } from './words';

const STACK = ['critical', 'error', 'warning', 'nodata', 'info', 'ok'] as const;
const COLOURS: Readonly<Record<(typeof STACK)[number], string>> = {
  critical: '--critical',
  error: '--error',
  warning: '--warning-fill',
  nodata: '--muted',
  info: '--info',
  ok: '--good',
};

const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function axes(): [uPlot.Axis, uPlot.Axis] {
  const common = {
    stroke: colour('--muted'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { stroke: colour('--line'), width: 1 },
    font: '12px system-ui, sans-serif',
  };
  const two = (n: number) => String(n).padStart(2, '0');
  const values = (_plot: uPlot, ticks: number[], _axis: number, _space: number, step: number) =>
    ticks.map((second) => {
      const at = new Date(second * 1000);
      const day = `${two(at.getMonth() + 1)}-${two(at.getDate())}`;
      const hour = `${two(at.getHours())}:${two(at.getMinutes())}`;
      return step >= 86_400 ? day : at.getHours() + at.getMinutes() === 0 ? day : hour;
    });
  return [
    { ...common, values, space: 60, size: 34 },
    { ...common, size: 56, values: (_plot: uPlot, ticks: number[]) => ticks.map((n) => count(n)) },
  ];
}

/** Draws when there is a place for it, and anew for every width and theme. */
function usePlot(make: (width: number) => uPlot, data: uPlot.AlignedData, key: string) {
  const place = useRef<HTMLDivElement>(null);
  const { theme, language } = usePrefs();
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    let plot: uPlot | undefined;
    const draw = () => {
      plot?.destroy();
      plot = make(Math.max(200, element.clientWidth));
      element.append(plot.root);
    };
    draw();
    let width = element.clientWidth;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth === width) return;
      width = element.clientWidth;
      plot?.setSize({ width: Math.max(200, width), height: plot.height });
    });
    observer.observe(element);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', draw);
    return () => {
      observer.disconnect();
      scheme.removeEventListener('change', draw);
      plot?.destroy();
    };
  }, [JSON.stringify(data), key, theme, language]);
  return place;
}

/** How many events there were, by severity, one bar on the other. A span that is dragged over is chosen. */
export function Counts({ summary, onChoose }: { summary: EventSummary; onChoose: (from: number, to: number) => void }) {
  const { buckets, bucketMs, from, to } = summary;
  const times: number[] = [];
  for (let time = from; time < to; time += bucketMs) times.push(time);
  const at = new Map(buckets.map(({ time, counts }) => [time, counts]));
  const of = (time: number, status: string) => {
    const counts = at.get(time) ?? {};
    const recoveries = ['nodata_ok', 'nodata_as_ok', 'manual_ok'];
    const more = status === 'ok' ? recoveries.reduce((sum, one) => sum + (counts[one] ?? 0), 0) : 0;
    return (counts[status] ?? 0) + more;
  };
  // Each series stands on those before it; the tallest is drawn first.
  const sums = times.map((time) => {
    let sum = 0;
    return STACK.map((status) => (sum += of(time, status)));
  });
  const data: uPlot.AlignedData = [
    times.map((time) => time / 1000),
    ...STACK.map((_status, i) => sums.map((row) => row[STACK.length - 1 - i] ?? 0)),
  ];
  const total = buckets.reduce((sum, { counts }) => sum + Object.values(counts).reduce((a, n) => a + n, 0), 0);
  const place = usePlot(
    (width) =>
      new uPlot(
        {
          width,
          height: 150,
          legend: { show: false },
          cursor: { drag: { x: true, y: false, setScale: false }, points: { show: false } },
          scales: {
            x: { range: [from / 1000, Math.max(to, from + bucketMs) / 1000] },
            y: { range: (_plot, _low, high) => [0, Math.max(4, high * 1.1)] },
          },
          axes: axes(),
          series: [
            {},
            ...[...STACK].reverse().map((status): uPlot.Series => {
              const fill = colour(COLOURS[status]);
              const paths = uPlot.paths.bars?.({ size: [0.8, 40], align: 1 });
              return { stroke: fill, fill, width: 0, points: { show: false }, ...(paths ? { paths } : {}) };
            }),
          ],
          hooks: {
            setSelect: [
              (plot) => {
                const { left, width: wide } = plot.select;
                if (wide < 5) return;
                onChoose(plot.posToVal(left, 'x') * 1000, plot.posToVal(left + wide, 'x') * 1000);
              },
            ],
          },
        },
        data,
        document.createElement('div'),
      ),
    data,
    `${from} ${to}`,
  );
  const shown = STACK.filter((status) => times.some((time) => of(time, status) > 0));
  return (
    <figure class="counts">
      <div class="plot" ref={place} role="img" aria-label={`${t('overTime')}: ${t('eventCount', { n: total })}`} />
      <figcaption>
        <span>{t('overTime')}</span>
        {shown.map((status) => (
          <span key={status}>
            <i class={`dot ${status}`} /> {tOf('', status)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

const HOUR = 3_600_000;

/** A metric around an event: its line, the threshold, what was expected, and when the event was. */
export function MetricChart({
  chart,
  threshold,
  band,
  at,
}: {
  chart: Chart;
  threshold: number | undefined;
  band: Band | undefined;
  at: number;
}) {
  const { times, values, unit } = chart;
  const data: uPlot.AlignedData = [times.map((time) => time / 1000), [...values]];
  const peak = Math.max(...values);
  const floor = Math.min(0, band?.low ?? 0, ...values);
  const top = Math.max(peak, threshold ?? peak, band?.high ?? peak, 1e-9);
  const name = textOf(chart.title);
  const place = usePlot(
    (width) =>
      new uPlot(
        {
          width,
          height: 200,
          legend: { show: false },
          cursor: { drag: { x: false, y: false } },
          scales: {
            x: { range: (_plot, low, high) => [Math.min(low, at / 1000) - 60, Math.max(high, at / 1000) + 60] },
            y: { range: [floor, top * 1.1] },
          },
          axes: axes(),
          series: [{}, { stroke: colour('--link'), width: 2, points: { show: times.length < 60, size: 5 } }],
          hooks: {
            // Below the line: it is looked at before it.
            drawAxes: [
              (plot) => {
                if (band === undefined) return;
                const { ctx, bbox } = plot;
                const right = bbox.left + bbox.width;
                const x = Math.max(bbox.left, plot.valToPos(band.since / 1000, 'x', true));
                // What is an hour's mean is of the hour, however soon it was said.
                const end = Math.min(right, plot.valToPos(Math.max(at, band.since + HOUR) / 1000, 'x', true));
                const [y, low] = [plot.valToPos(band.high, 'y', true), plot.valToPos(band.low, 'y', true)];
                const middle = plot.valToPos(band.expected, 'y', true);
                ctx.save();
                ctx.fillStyle = colour('--good');
                ctx.globalAlpha = 0.28;
                ctx.fillRect(x, y, end - x, Math.max(2, low - y));
                ctx.globalAlpha = 1;
                ctx.fillRect(x, middle - devicePixelRatio, end - x, 2 * devicePixelRatio);
                ctx.restore();
              },
            ],
            draw: [
              (plot) => {
                const { ctx, bbox } = plot;
                const line = (x1: number, y1: number, x2: number, y2: number, stroke: string) => {
                  ctx.save();
                  ctx.beginPath();
                  ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
                  ctx.strokeStyle = stroke;
                  ctx.lineWidth = 1.5 * devicePixelRatio;
                  ctx.moveTo(x1, y1);
                  ctx.lineTo(x2, y2);
                  ctx.stroke();
                  ctx.restore();
                };
                if (threshold !== undefined) {
                  const y = plot.valToPos(threshold, 'y', true);
                  line(bbox.left, y, bbox.left + bbox.width, y, colour('--error'));
                }
                const x = plot.valToPos(at / 1000, 'x', true);
                line(x, bbox.top, x, bbox.top + bbox.height, colour('--muted'));
              },
            ],
          },
        },
        data,
        document.createElement('div'),
      ),
    data,
    `${threshold ?? ''} ${JSON.stringify(band) ?? ''} ${at}`,
  );
  const label = t('metricChart', {
    name,
    from: clock(times[0] ?? 0),
    to: clock(times[times.length - 1] ?? 0),
    max: count(peak),
    unit,
  });
  const expected =
    band &&
    t('expectedBand', {
      ...{ since: clock(band.since), expected: count(band.expected), low: count(band.low), high: count(band.high) },
      unit,
    });
  return (
    <figure>
      <div class="plot" ref={place} role="img" aria-label={[label, expected].filter(Boolean).join('; ')} />
      <figcaption>
        <span>
          {name} {unit ? `(${unit})` : ''}
        </span>
        {threshold === undefined ? null : (
          <span>
            <i class="dash" /> {t('threshold')} {count(threshold)} {unit}
          </span>
        )}
        {expected === undefined ? null : (
          <span>
            <i class="band" /> {expected}
          </span>
        )}
      </figcaption>
    </figure>
  );
}
