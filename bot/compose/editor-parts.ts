import { systemClock } from '../clock.ts';
import { agentsOnly } from '../web/agents/guard.ts';
import { editorsOnly } from '../web/agents/editors-only.ts';
import type { EditorParts } from '../web/routes/editor.ts';
import { readGolden } from '../workshop/golden.ts';
import { conversationsSince } from '../workshop/conversations-since.ts';
import { Digests } from '../workshop/digests/digests.ts';
import { Workbench } from '../workshop/drafts/workbench.ts';
import { Editing } from '../workshop/editing.ts';
import { TrialBrains } from '../workshop/trial-brains.ts';
import type { Ground } from './ground.ts';
import type { Rooms } from './rooms.ts';

export const editorParts = (ground: Ground, rooms: Rooms): EditorParts => {
  const { brain, clock, config, stores } = ground;
  const folders = { knowledge: config.knowledgeFolder, intents: config.intentsFolder };
  const { approvedByAnother } = config;
  return {
    guard: [agentsOnly(rooms), editorsOnly],
    // Real time, as for the sessions: a desk whose clock is set for a demo approves nothing in the past.
    workbench: new Workbench({ folders, clock: systemClock, approvedByAnother }),
    audit: rooms.audit,
    editing: new Editing(() => performance.now()),
    approvedByAnother,
    brain,
    trialBrains: new TrialBrains({ tryOut: (knowledge) => brain.tryOut(knowledge) }),
    clock,
    golden: () => readGolden(folders),
    conversationsSince: (since) => conversationsSince(stores.conversations, since),
    digests: new Digests({ store: stores.conversations }),
  };
};
