import { makeKnowledge } from '../knowledge/fixture.ts';
import { call } from '../service/client.ts';
import { WidgetOnPage } from './opened.ts';
import { setStage, startDesk } from './stage.ts';

const calendar = `hours:
  - { from: '10:00', to: '12:00' }
  - { from: '13:30', to: '17:00' }
yearEnd: { from: '12-29', to: '01-03' }
closedDays:
  - { date: 2026-12-11, reason: 社内研修, announceFrom: 2026-12-01, announceTo: 2026-12-11 }
  - { date: 2026-12-18, reason: 棚卸し, announceFrom: 2026-12-01, announceTo: 2026-12-18 }
cutOffMinutes: 30
closeAfterBusinessDays: 3
`;

const stage = setStage(async () => {
  const knowledge = await makeKnowledge({
    'knowledge/calendar.yaml': calendar,
    'knowledge/wording/desk/announcement.md': `---
title: announcement
---
{closedOn} は、{reason}のため休業します。
`,
  });
  const desk = await startDesk({
    MADOGUCHI_KNOWLEDGE: knowledge.folders.knowledge,
    MADOGUCHI_INTENTS: knowledge.folders.intents,
  });
  return { ...desk, stop: () => Promise.all([desk.stop(), knowledge.dispose()]) };
});

test('an announced closed day that was put away stays away on the next page, and no other goes with it (H5)', async () => {
  await call(`${stage.program.url}/demo/clock`, { body: { now: '2026-12-02T11:00:00+09:00' } });
  const widget = await WidgetOnPage.open(await stage.newPage(), stage.program.url, 'admin-standard');
  const training = widget.frame.getByText(/社内研修/);
  const stocktaking = widget.frame.getByText(/棚卸し/);
  await training.waitFor();
  await stocktaking.waitFor();
  await widget.frame.getByRole('button', { name: 'お知らせを閉じる' }).first().click();
  await training.waitFor({ state: 'detached' });

  await widget.page.reload();
  await widget.show();
  await stocktaking.waitFor();
  expect(await training.count()).toBe(0);
});
