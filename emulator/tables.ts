/** What the emulator knows, as Markdown tables for its page. */
import { products } from './catalogue';
import { CONDITIONS, infoOf, KINDS, type Kind } from './conditions';
import { RAISES } from './raises';

const code = (text: string): string => `\`${text}\``;

function table(...rows: readonly (readonly string[])[]): string {
  const [heading = [], ...body] = rows;
  return [heading, heading.map(() => '---'), ...body].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** Every action that is answered, by product. */
export function actionsTable(): string {
  const rows = products.map((product) => [
    [product.code, ...(product.aliases ?? [])].join(', '),
    product.actions
      .map(({ name, path, method = 'GET' }) => (path === undefined ? name : `${name} (${code(`${method} ${path}`)})`))
      .join(', '),
  ]);
  return table(['product', 'actions'], ...rows);
}

/** Every field of a scenario that says how many assets of a kind there are. */
export function sizesTable(): string {
  const rows = KINDS.flatMap((kind) => {
    const { product, size, usual = 0, perAccount = false } = infoOf(kind);
    return size === undefined ? [] : [[code(size), product, String(usual), perAccount ? 'account' : 'region']];
  });
  return table(['size', 'product', 'default', 'in each'], ...rows);
}

/** Every condition, by the kind of asset that can have it. */
export function conditionsTable(): string {
  const of = (kind: Kind): string[][] =>
    Object.entries(CONDITIONS)
      .filter(([, info]) => info.kind === kind)
      .map(([condition, { detail, usual = true }]) => {
        const raised = RAISES[condition] ?? [];
        const found = 'nothing' in raised ? `nothing: ${raised.nothing}` : raised.map(code).join(' ');
        return [kind, code(condition), usual ? detail : `${detail} (not usual)`, found];
      });
  return table(['kind', 'condition', 'what is wrong', 'raises'], ...KINDS.flatMap(of));
}
