import type { KnowledgeFolders } from '../bot/knowledge/knowledge-files.ts';

/** Where a command finds the knowledge: the same settings as the desk's own (README.md, "Configuration"). */
export const knowledgeFolders = (environment: NodeJS.ProcessEnv): KnowledgeFolders => ({
  knowledge: environment.MADOGUCHI_KNOWLEDGE || 'knowledge',
  intents: environment.MADOGUCHI_INTENTS || 'intents',
});
