import type { Memory } from '../report';
import type { StateStore } from '../state';

/** So many texts are kept; the oldest are forgotten first. */
const LIMIT = 20_000;

/** What a destination remembers, in one fact of the state; every change is written before the next is made. */
export class RememberedTexts implements Memory {
  private texts: Promise<Map<string, string>> | undefined;

  constructor(
    private readonly state: StateStore,
    private readonly fact: string,
  ) {}

  async get(name: string): Promise<string | undefined> {
    return (await this.load()).get(name);
  }

  async set(name: string, text: string | undefined): Promise<void> {
    const texts = await this.load();
    if (texts.get(name) === text) return;
    texts.delete(name);
    if (text !== undefined) texts.set(name, text);
    for (const oldest of [...texts.keys()].slice(0, Math.max(0, texts.size - LIMIT))) texts.delete(oldest);
    await this.state.setFact(this.fact, JSON.stringify([...texts]));
  }

  private load(): Promise<Map<string, string>> {
    return (this.texts ??= this.state.getFact(this.fact).then(textsOf));
  }
}

/** What is unreadable is as good as nothing: a destination has to be able to do without. */
function textsOf(kept: string | undefined): Map<string, string> {
  try {
    return new Map(kept === undefined ? [] : (JSON.parse(kept) as [string, string][]));
  } catch {
    return new Map();
  }
}
