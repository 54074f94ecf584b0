import { editorReporter } from '../../../platforms/func/entry';
import type { RunInfo } from '../../../lib/report';

const progress = { collectionsDone: 2, collectionsTotal: 10, assets: 30, calls: 9, throttled: 0, failing: 1 };

function told(language: 'zh' | 'en', ...moments: number[]): string[] {
  const lines: string[] = [];
  let now = 0;
  const reporter = editorReporter(
    (line) => lines.push(line),
    40,
    () => now,
  );
  void reporter.start?.({ language } as RunInfo);
  for (const at of moments) {
    now = at * 1000;
    reporter.progress?.(progress);
  }
  return lines;
}

it('says nothing of a run that is short', () => {
  expect(told('en', 1, 4.9)).toEqual([]);
});

it('says once how far the run is and what it has left', () => {
  expect(told('en', 1, 6, 30)).toEqual([
    expect.stringContaining('2 of 10 collections are done, 30 assets; at this pace some 24 s are left'),
  ]);
});

it('says so in Chinese', () => {
  expect(told('zh', 6)).toEqual([
    expect.stringMatching(/^已完成 2\/10 项采集，30 个资产；照此约还需 24 秒。.*最多运行 40 秒/),
  ]);
});
