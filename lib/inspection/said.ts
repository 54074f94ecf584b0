/**
 * What the workspace last said about an inspection, kept in the state: a run that cannot ask it goes on with that.
 */
import { isInspectionError } from '../errors';
import type { StateStore } from '../state';

export interface Said {
  /** When, ISO 8601. */
  readonly at: string;
  /** Whom: what another workspace, or another inspection there, has said does not count. */
  readonly openapi: string;
  readonly refKey: string;
  readonly checkerId: string;
  readonly disabled: boolean;
  /** The parameters that were set there and could be used. */
  readonly callKwargs: Readonly<Record<string, unknown>>;
}

const factOf = (inspection: string): string => `guance-said:${inspection}`;

/** @returns `undefined` when it never answered, or what is kept cannot be read */
export async function lastSaid(
  state: StateStore,
  inspection: string,
  by: Pick<Said, 'openapi' | 'refKey'>,
): Promise<Said | undefined> {
  const text = await state.getFact(factOf(inspection));
  if (text === undefined) return undefined;
  try {
    const said = JSON.parse(text) as Said;
    return said.openapi === by.openapi && said.refKey === by.refKey ? said : undefined;
  } catch {
    return undefined;
  }
}

/** What a workspace knows another inspection as, in whose name events may be. @returns `undefined` when it never answered */
export async function knownInWorkspace(
  state: StateStore,
  inspection: string,
  openapi: string,
): Promise<Pick<Said, 'refKey' | 'checkerId'> | undefined> {
  try {
    const said = JSON.parse((await state.getFact(factOf(inspection))) ?? '{}') as Partial<Said>;
    const { refKey, checkerId } = said;
    return said.openapi === openapi && refKey !== undefined && checkerId !== undefined
      ? { refKey, checkerId }
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Keeps what the workspace has just said. Parameters that turned out to be wrong do not take the place of good ones.
 *
 * @param good whether its parameters could be used
 */
export async function keepSaid(
  state: StateStore,
  inspection: string,
  link: { readonly said?: Said },
  good: boolean,
): Promise<void> {
  const { said } = link;
  if (!said) return;
  const callKwargs = good ? said.callKwargs : ((await lastSaid(state, inspection, said))?.callKwargs ?? {});
  try {
    await state.setFact(factOf(inspection), JSON.stringify({ ...said, callKwargs }));
  } catch (error) {
    // A state that cannot be written is told by the collections that need it.
    if (!isInspectionError(error, 'state')) throw error;
  }
}
