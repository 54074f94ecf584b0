/** The page of the views: what each standard asks for, and who tells of it. */
import type { Control, View } from './view';

const INTRO = `# Standards

[What checkers find](checks.md), in the order of a standard that somebody asks about: \`run\` takes \`--format cis=cis.csv\`, \`mlps=mlps.csv\` and
\`well-architected=pillars.csv\`, and writes a line to each thing that the standard asks for. The template \`compliance\` has the checkers that they need.

| result | meaning |
| --- | --- |
| not met | a checker of it fails for an asset; the first twenty are named |
| cannot be told | a list could not be read, or an answer lacks what decides |
| met | every checker of it was in the run, and none of them fails or is in doubt |
| does not apply | there is nothing that it speaks of |
| not in this run | a checker of it was not in the run: nothing that was not looked at is ever met |
| to be asked | no answer of a cloud tells; the line has the question |
| not covered | an answer would tell, and no checker reads it yet |

Numbers are those of the standards; what they ask for is in words of ours and no substitute for their text. A view shows what a cloud account
can be asked about, and is no assessment.`;

const cell = (text: string) => text.replace(/\|/g, '\\|');

function toldBy({ checkers, categories, ask, gap }: Control): string {
  const parts = [
    ...(checkers ? [checkers.map((id) => `\`${id}\``).join(' ')] : []),
    ...(categories ? [`all checkers of ${categories.join(' and ')}`] : []),
    ...(ask ? [`to be asked: ${ask.en}`] : []),
    ...(gap ? [`not covered: ${gap.en}`] : []),
  ];
  return cell(parts.join('; '));
}

function tableOf({ title, source, controls }: View): string {
  const told = controls.filter(({ checkers, categories }) => checkers ?? categories).length;
  const open = controls.filter(({ gap }) => gap).length;
  return [
    `## ${title.en} · ${title.zh}`,
    `[Source](${source}). ${controls.length} numbers: ${told} told by checkers, ${controls.length - told - open} to be asked, ${open} not covered.`,
    ['| number | asks for | 要求 | told by |', '| --- | --- | --- | --- |']
      .concat(controls.map((one) => `| ${one.id} | ${cell(one.title.en)} | ${cell(one.title.zh)} | ${toldBy(one)} |`))
      .join('\n'),
  ].join('\n\n');
}

/** The text of docs/compliance.md. */
export function compliancePage(views: readonly View[]): string {
  return [INTRO, ...views.map(tableOf)].join('\n\n');
}
