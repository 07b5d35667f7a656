import { BotkitConversation, type BotWorker, type Botkit } from 'botkit';
import { z } from 'zod';
import type { Intake, QuickReply } from '../../domain/conversation.ts';

export const intakeDialogue = 'intake';

/** The wording of the dialogue's first question. */
export const intakeOpening = 'intake-kind';

const errorReport = 'エラーや不具合';
/** Said of an error by who writes instead of pressing the button. */
const errorWords = /エラー|不具合|バグ/;
const howTo = '操作や設定の方法';
const somethingElse = 'そのほか';
const samePage = 'いま開いているページ';
const skip = 'スキップする';

const skipButton: QuickReply = { label: skip, action: 'skip' };
const send = (label: string): QuickReply => ({ label, action: 'send' });

/** The wordings of the dialogue's questions, and the buttons under each. */
export const intakeButtons: Readonly<Record<string, QuickReply[]>> = {
  [intakeOpening]: [send(errorReport), send(howTo), send(somethingElse), skipButton],
  'intake-subject': [skipButton],
  'intake-employee-number': [skipButton],
  'intake-page-url': [send(samePage), skipButton],
  'intake-what-was-done': [skipButton],
};

/** Answers that leave a question open; every step can be skipped (I1). */
const skipping = new Set([
  skip,
  'スキップ',
  '飛ばす',
  'skip',
  'なし',
  'ない',
  '特になし',
  'わからない',
  '分からない',
  '不明',
]);

/**
 * The short intake before the handoff (I1): for an error the employee number, the page's URL and what
 * was done; for anything else one line on the subject. What is sent are ids of wordings (see `TurnAdapter`).
 */
export const addIntake = (
  controller: Botkit,
  finished: (bot: BotWorker, values: unknown) => Promise<void>,
): void => {
  const intake = new BotkitConversation(intakeDialogue, controller);
  intake.ask(
    intakeOpening,
    async (answer, dialogue) => {
      if (errorWords.test(answer.normalize('NFKC'))) await dialogue.gotoThread('error');
    },
    'kind',
  );
  intake.ask('intake-subject', keep, 'subject');
  intake.addQuestion('intake-employee-number', keep, 'employeeNumber', 'error');
  intake.addQuestion('intake-page-url', keep, 'pageUrl', 'error');
  intake.addQuestion('intake-what-was-done', keep, 'whatWasDone', 'error');
  controller.addDialog(intake);
  controller.afterDialog(intake, finished);
};

// Botkit stores each answer under its key by itself; a handler is required all the same.
const keep = async (): Promise<void> => {};

const valuesSchema = z.object({
  kind: z.string().optional(),
  subject: z.string().optional(),
  employeeNumber: z.string().optional(),
  pageUrl: z.string().optional(),
  whatWasDone: z.string().optional(),
});

/** An error report: finding out can take from some hours to some days (I2). */
export const isErrorReport = ({ subject }: Intake): boolean => subject !== null && errorWords.test(subject);

/** The dialogue's answers as an intake; `currentPage` is what the widget says the customer looks at. */
export const readIntake = (values: unknown, currentPage: string | null): Intake => {
  const given = valuesSchema.parse(values);
  const subject = answered(given.subject) ?? answered(given.kind);
  const page = answered(given.pageUrl);
  const onCurrentPage = page === samePage || (page === null && errorWords.test(answered(given.kind) ?? ''));
  return {
    subject,
    employeeNumber: answered(given.employeeNumber),
    pageUrl: onCurrentPage ? currentPage : page,
    whatWasDone: answered(given.whatWasDone),
  };
};

const answered = (answer: string | undefined): string | null => {
  const text = answer?.normalize('NFKC').trim() ?? '';
  return text === '' || skipping.has(text.toLowerCase()) ? null : text;
};
