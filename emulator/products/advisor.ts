/** Advisor: the advices of its newest inspection. */
import { listing, type Action, type Body, type Product } from '../define';
import { emulated } from '../emulated';
import { numberPaging } from '../paging';
import { HOUR } from '../time';

const KIND = 'advice';
const CHECK = 'EcsNoBackupCheck';

/** Beijing time, as `2026-01-02 03:04:05`. */
const local = (ms: number): string => new Date(ms + 8 * HOUR).toISOString().slice(0, 19).replace('T', ' ');

const describeAdvicesPage: Action = {
  name: 'DescribeAdvicesPage',
  paging: numberPaging({ default: 10, max: 100, over: 'refuse' }),
  items: 'Data.Result',
  itemId: 'ResourceId',
  handle(call) {
    const home = call.world.home(call.scope.account.accountId);
    const live = home.live(KIND);
    const { rows, fields } = call.page(
      listing(live.length, (i): Body => {
        const index = live.at(i);
        const id = home.population(KIND).idOf(index).replace(`/${CHECK}`, '');
        const at = local(home.world.time - HOUR);
        return {
          Id: 40_200_000 + index,
          AliyunId: Number(home.account.accountId),
          CheckId: CHECK,
          CheckName: 'ECS 未备份',
          Product: 'ecs',
          ResourceId: id,
          Resource: JSON.stringify({ resourceId: id, resourceName: id, regionId: home.region }),
          Severity: 2,
          // What nobody has planted is what an earlier inspection found.
          IsExpired: home.condition(KIND, index) === undefined,
          Content: '[]',
          Description: '',
          GmtCreated: at,
          GmtModified: at,
        };
      }),
    );
    const { PageNumber: PageNo, PageSize, TotalCount: Total } = fields;
    return { Data: { Result: rows, PageNo, PageSize, Total } };
  },
};

const api: Product = { code: 'advisor', version: '2018-01-20', global: true, actions: [describeAdvicesPage] };

export const advisor = emulated({
  products: [api],
  kinds: {
    advice: { prefix: 'i-advised', suffix: `/${CHECK}`, size: 'advices', usual: 6, perAccount: true, mark: false },
  },
  conditions: { 'advisor-advice': { kind: KIND, detail: 'an advice of the newest inspection' } },
  raises: { 'advisor-advice': ['advisor-advice info'] },
});
