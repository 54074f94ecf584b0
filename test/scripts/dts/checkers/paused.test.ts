import { dtsPaused } from '../../../../scripts/dts';
import { testChecker } from '../../../harness/check-tester';
import { inDays, job, now } from '../fixtures';

const hours = (count: number, seconds = 0) => inDays(-count / 24, -seconds);
const pausedFor = (count: number, seconds = 0) => ({
  status: 'Suspending' as const,
  checkpoint: hours(count, seconds),
});

const otherWay = { reverseJobId: 'r1', reverseStatus: 'Suspending', reverseCheckpoint: hours(9) } as const;

testChecker(dtsPaused, {
  healthy: { asset: { ...job, ...pausedFor(6) }, now },
  pass: {
    'six hours': {},
    'it works': { asset: { status: 'Synchronizing', checkpoint: hours(9) } },
    'both ways': { asset: { status: 'Synchronizing', ...otherWay, reverseStatus: 'Synchronizing' } },
    'less than a longer time': { asset: pausedFor(12), params: { hours: 24 } },
  },
  fail: {
    'six hours and a second': {
      asset: pausedFor(6, 1),
      message: 'paused',
      severity: 'warning',
      data: { value: 6, threshold: 6, unit: 'h' },
      text: {
        zh: '数据传输任务 dtsi03e3zty16i（orders，Forward）处于暂停状态，已有 6 小时没有传输数据',
        en: 'Data transmission job dtsi03e3zty16i (orders, Forward) is paused and has carried nothing over for 6 hours',
      },
    },
    'a week': { asset: pausedFor(168), message: 'paused', severity: 'warning', data: { value: 168 } },
    'more than a week': { asset: pausedFor(168, 1), message: 'paused', severity: 'info', data: { value: 168 } },
    'the other way, while this one works': {
      asset: { status: 'Synchronizing', checkpoint: now, ...otherWay },
      message: 'paused',
      severity: 'warning',
      data: { way: 'Reverse', value: 9 },
    },
    'this way on purpose, the other since today': {
      asset: { ...pausedFor(300), ...otherWay },
      message: 'paused',
      severity: 'warning',
      data: { way: 'Reverse', value: 9 },
    },
    'the other way, while of this one nothing tells for how long': {
      asset: { checkpoint: undefined, ...otherWay },
      message: 'paused',
      severity: 'warning',
      data: { way: 'Reverse', value: 9 },
    },
    'a migration that follows changes': {
      asset: { ...pausedFor(9), jobType: 'online' },
      message: 'paused',
      severity: 'warning',
      data: { value: 9 },
    },
  },
  skip: {
    'a migration that copies data once': { asset: { ...pausedFor(9), jobType: 'online', dataSynchronization: false } },
  },
  unknown: {
    'no type': { asset: { ...pausedFor(9), jobType: undefined } },
    'no checkpoint': { asset: { checkpoint: undefined } },
    'no state of the other way': { asset: { status: 'Synchronizing', ...otherWay, reverseStatus: undefined } },
    'paused for a while, and no state of the other way': {
      asset: { ...pausedFor(1), ...otherWay, reverseStatus: undefined },
    },
    'no checkpoint of the other way': { asset: { ...pausedFor(1), ...otherWay, reverseCheckpoint: undefined } },
    'a migration of an unknown kind': { asset: { ...pausedFor(9), jobType: 'online', dataSynchronization: undefined } },
  },
  // A job without another way has no such fields.
  absentIsFact: ['reverseJobId'],
});
