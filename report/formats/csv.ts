import { csvLine } from '../../ground/csv';
import type { Format } from './format';

const COLUMNS = [
  ...['verdict', 'severity', 'checker', 'title', 'product', 'account', 'account_name', 'region', 'asset_id'],
  ...['asset_name', 'value', 'threshold', 'unit', 'message', 'muted_until'],
];

/** What failed and what nobody could tell, a line each; with the mark by which a spreadsheet knows UTF-8. */
export const csv: Format = {
  file: 'findings.csv',
  start({ checkers, language }) {
    const titles = new Map(checkers.map(({ id, title }) => [id, title[language]]));
    return {
      finding({ verdict, severity, checker, product, account, accountName, region, assetId, assetName, ...rest }) {
        if (verdict !== 'fail' && verdict !== 'unknown') return '';
        const { value, threshold, unit } = rest.data;
        return csvLine([
          ...[
            verdict,
            severity,
            checker,
            titles.get(checker),
            product,
            account,
            accountName,
            region,
            assetId,
            assetName,
          ],
          ...[value, threshold, unit].map((one) => (typeof one === 'object' ? String(one) : one)),
          ...[rest.message[language], rest.muted?.until],
        ]);
      },
      finish: () => ({ head: `\ufeff${csvLine(COLUMNS)}`, foot: '' }),
    };
  },
};
