import type { WeekSpan } from '@prosa/dashboard/ui';
import type { AgentSettingsFragment, AgentType, SaveAgentInput } from '@prosa/dashboard/data-access';

/** What the form edits: the saved agent, flat. */
export interface AgentDraft {
  readonly name: string;
  readonly type: AgentType;
  readonly language: string;
  readonly business: string;
  readonly offer: string;
  readonly audience: string;
  readonly persona: string;
  readonly goal: string;
  readonly policies: string;
  readonly handoffRules: string;
  readonly operatingHours: readonly WeekSpan[];
}

export type DraftField = keyof AgentDraft;

/** Paths under which the server names the form's fields. */
export const FIELD_PATHS: Readonly<Record<DraftField, string>> = {
  name: 'name',
  type: 'type',
  language: 'config.language',
  business: 'config.business',
  offer: 'config.offer',
  audience: 'config.audience',
  persona: 'config.persona',
  goal: 'config.goal',
  policies: 'config.policies',
  handoffRules: 'config.handoffRules',
  operatingHours: 'config.operatingHours',
};

export const blankDraft = (language: string): AgentDraft => ({
  name: '',
  type: 'SDR',
  language,
  business: '',
  offer: '',
  audience: '',
  persona: '',
  goal: '',
  policies: '',
  handoffRules: '',
  operatingHours: [],
});

export function draftOf(agent: AgentSettingsFragment): AgentDraft {
  const { config } = agent;
  return {
    name: agent.name,
    type: agent.type,
    language: config.language,
    business: config.business,
    offer: config.offer,
    audience: config.audience,
    persona: config.persona,
    goal: config.goal,
    policies: config.policies,
    handoffRules: config.handoffRules,
    operatingHours: config.operatingHours.map(({ weekday, from, to }) => ({ weekday, from, to })),
  };
}

/** The fields in which two drafts differ. */
export function changedFields(a: AgentDraft, b: AgentDraft): readonly DraftField[] {
  return (Object.keys(FIELD_PATHS) as DraftField[]).filter(
    (field) => JSON.stringify(a[field]) !== JSON.stringify(b[field]),
  );
}

/**
 * Someone else saved meanwhile. What only they changed is taken over; a field that both changed, to different values, is for a
 * person to decide: `collisions` names those, and until then the draft keeps its own.
 */
export function rebase(
  mine: AgentDraft,
  base: AgentDraft,
  theirs: AgentDraft,
): { draft: AgentDraft; collisions: readonly DraftField[] } {
  const changedHere = changedFields(mine, base);
  const draft = Object.fromEntries(
    (Object.keys(FIELD_PATHS) as DraftField[]).map((field) => [
      field,
      (changedHere.includes(field) ? mine : theirs)[field],
    ]),
  ) as unknown as AgentDraft;
  const differs = changedFields(mine, theirs);
  const changedThere = changedFields(theirs, base);
  return {
    draft,
    collisions: changedHere.filter((field) => changedThere.includes(field) && differs.includes(field)),
  };
}

/** Only what changed is sent: two people who edit different fields do not undo each other. */
export function saveInput(
  draft: AgentDraft,
  base: AgentDraft,
  saved: { id: string; version: number } | undefined,
  clientKey: string,
): SaveAgentInput {
  const changed = saved ? changedFields(draft, base) : (Object.keys(FIELD_PATHS) as DraftField[]);
  const config: Record<string, unknown> = {};
  const input: SaveAgentInput = saved
    ? { id: saved.id, expectedVersion: saved.version, config }
    : { clientKey, config };
  for (const field of changed) {
    if (field === 'name') input.name = draft.name.trim();
    else if (field === 'type') input.type = draft.type;
    else config[field] = draft[field];
  }
  return input;
}
