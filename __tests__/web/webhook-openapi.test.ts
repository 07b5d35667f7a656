import { webhookTypeSchema } from '../../bot/domain/webhook.ts';
import { openApiDocument } from '../../bot/web/openapi.ts';
import { webhookPayloads } from '../../bot/web/webhook-openapi.ts';
import { newEndpoint } from '../store/synthetic-webhooks.ts';
import { moved } from '../store/synthetic.ts';
import { openScene } from '../handoff/webhooks/scene.ts';

it('every type of webhook is described, and no other', () => {
  expect(Object.keys(openApiDocument().webhooks)).toEqual(webhookTypeSchema.options);
});

it.each([true, false])('what is sent is what is described (with text: %s)', async (withText) => {
  const scene = openScene();
  await scene.add(newEndpoint('one', { withText }));
  await scene.open('a');
  await scene.write('a', 'm1');
  await scene.change('a', (current) => moved(moved(current, 'waiting'), 'closed'));
  await scene.look();
  expect(scene.attempts.map(({ body }) => body.type)).toEqual([
    'message',
    'conversation.waiting',
    'conversation.closed',
  ]);
  for (const { body } of scene.attempts) {
    const described = webhookPayloads.find(({ schema }) => schema.shape.type.value === body.type);
    expect(described?.schema.parse(body)).toEqual(body);
  }
});
