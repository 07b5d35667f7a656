export * from 'botbuilder-core';
import { BotAdapter } from 'botbuilder-core';
export declare abstract class BotFrameworkAdapter extends BotAdapter {}
export declare class TeamsInfo {}
