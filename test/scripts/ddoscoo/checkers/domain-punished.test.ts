import type { FieldError } from '../../../../lib/errors';
import { domainPunished, webRules } from '../../../../scripts/ddoscoo';
import { testChecker } from '../../../harness/check-tester';
import { now, site } from '../fixtures';

testChecker(domainPunished, {
  healthy: { asset: site, now },
  pass: { 'not punished': {} },
  fail: {
    'no filing': {
      asset: { punishStatus: true, punishReason: 1 },
      message: 'filing',
      severity: 'error',
      text: {
        zh: '网站 www.example.com 因未备案受到处罚',
        en: 'Site www.example.com is punished: it has no ICP filing',
      },
    },
    'against the rules': {
      asset: { punishStatus: true, punishReason: 2 },
      message: 'rules',
      severity: 'error',
      text: {
        zh: '网站 www.example.com 因业务不合规受到处罚',
        en: 'Site www.example.com is punished: its business is against the rules',
      },
    },
    'without a reason': {
      asset: { punishStatus: true },
      message: 'untold',
      severity: 'error',
      text: { zh: '网站 www.example.com 受到处罚', en: 'Site www.example.com is punished' },
    },
  },
  unknown: { 'nobody tells': { asset: { punishStatus: undefined } } },
  // The reason only makes the message clearer.
  absentIsFact: ['punishReason'],
});

test.each([
  ['a site that is not punished may have any reason', false, 0],
  ['a reason that nobody has heard of hides no punished site', true, 3],
])('%s', (_, PunishStatus, PunishReason) => {
  const odd: FieldError[] = [];
  const { account, region } = site;
  webRules.toAsset({ Domain: 'www.example.com', PunishStatus, PunishReason }, { account, region }, odd);
  expect(odd).toEqual([]);
});
