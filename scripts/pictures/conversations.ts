import { call, textOf } from './http.ts';

/** Questions as customers ask them: some are answered, some refused, some nobody has an answer to. */
const questions = [
  '招待メールが届きません',
  '社員証の写真を変更したい',
  '残業代の計算方法を教えてください',
  '給与明細を公開したい',
  '社員証の写真を差し替えたい',
  '住所を変更したい',
  '駐車場の申請をしたい',
  '年末調整を差し戻したい',
  'プリンターの設定を教えてください',
  '社員証の写真の変え方',
  'ログインできない',
  '駐車場を申請する方法',
];

/** Days of November 2026 on which something happened, the last before the pictures are taken. */
const days = [2, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20];
const hours = [9, 10, 11, 13, 14, 16, 18];

const ask = async (url: string, text: string, number: number): Promise<void> => {
  const identity = textOf(
    await call(`${url}/demo/identity`, { body: { persona: 'admin-standard' } }),
    'identity',
  );
  const opened = await call(`${url}/api/v1/conversations`, { body: { identity } });
  const path = `${url}/api/v1/conversations/${textOf(opened, 'conversationId')}/messages`;
  await call(path, {
    body: { clientMessageId: `picture-${number}`, text },
    token: textOf(opened, 'token'),
  });
};

/** Lets some weeks pass in which customers ask; afterwards it is 2026-11-24 11:00 again. */
export const someWeeks = async (url: string): Promise<void> => {
  let number = 0;
  for (const [at, day] of days.entries()) {
    const date = `2026-11-${String(day).padStart(2, '0')}`;
    for (let count = 0; count < 2 + ((at * 5) % 4); count += 1) {
      const hour = String(hours[(at + count * 2) % hours.length]).padStart(2, '0');
      await call(`${url}/demo/clock`, { body: { now: `${date}T${hour}:${10 + count}:00+09:00` } });
      await ask(url, questions[(at * 3 + count * 5) % questions.length] ?? '', number);
      number += 1;
    }
  }
  await call(`${url}/demo/clock`, { body: { now: '2026-11-24T11:00:00+09:00' } });
};
