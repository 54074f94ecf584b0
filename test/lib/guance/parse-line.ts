/** Reads line protocol, strictly: what it does not understand, it refuses. */
export interface Parsed {
  measurement: string;
  tags: Record<string, string>;
  fields: Record<string, string | number | boolean | { int: number }>;
  time: string;
}

export function parseLines(text: string): Parsed[] {
  const points: Parsed[] = [];
  let at = 0;
  const fail = (why: string): never => {
    throw new Error(`${why} at ${at}: ${text.slice(Math.max(0, at - 20), at + 20)}`);
  };
  /** Up to an unescaped character of `stops`. */
  const name = (stops: string, escapable: string): string => {
    let out = '';
    while (at < text.length && !stops.includes(text[at] as string)) {
      if (text[at] === '\n') fail('line break');
      if (text[at] === '\\' && escapable.includes(text[at + 1] ?? '\n')) at += 1;
      out += text[at++];
    }
    return out || fail('empty name');
  };
  const quoted = (): string => {
    let out = '';
    for (at += 1; text[at] !== '"'; at += 1) {
      if (at >= text.length) fail('open string');
      if (text[at] === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) at += 1;
      out += text[at];
    }
    at += 1;
    return out;
  };
  const plain = (): Parsed['fields'][string] => {
    const token = /^[^, \n]+/.exec(text.slice(at, at + 64))?.[0] ?? fail('no value');
    at += token.length;
    if (/^(T|true)$/.test(token)) return true;
    if (/^(F|false)$/.test(token)) return false;
    if (/^-?\d+i$/.test(token)) return { int: Number(token.slice(0, -1)) };
    return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(token) ? Number(token) : fail(`odd value ${token}`);
  };
  while (at < text.length) {
    if (text[at] === '#') fail('a comment');
    const point: Parsed = { measurement: name(', ', ', '), tags: {}, fields: {}, time: '' };
    while (text[at] === ',') {
      at += 1;
      const key = name('=', ',= ');
      at += 1;
      if (key in point.tags) fail(`tag ${key} twice`);
      point.tags[key] = name(', ', ',= ');
    }
    do {
      at += 1;
      const key = name('=', ',= ');
      at += 1;
      if (key in point.fields || key in point.tags) fail(`field ${key} twice`);
      point.fields[key] = text[at] === '"' ? quoted() : plain();
    } while (text[at] === ',');
    if (text[at] !== ' ') fail('no time');
    point.time = /^ (\d+)/.exec(text.slice(at, at + 40))?.[1] ?? fail('no time');
    at += 1 + point.time.length;
    if (at < text.length && text[at] !== '\n') fail('rubbish after the time');
    at += 1;
    points.push(point);
  }
  return points;
}
