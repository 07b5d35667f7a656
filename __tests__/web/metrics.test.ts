import { Metrics, type MetricSources } from '../../bot/web/metrics.ts';

const sources = (queueLength: MetricSources['queueLength']): MetricSources => ({
  queueLength,
  openStreams: () => 3,
  knowledgeVersion: () => 'abc',
  articles: () => 98,
});

/** The lines that give a figure its value. */
const samples = async (metrics: Metrics): Promise<string[]> =>
  (await metrics.registry.metrics()).split('\n').filter((line) => line.startsWith('madoguchi_'));

test('a figure that the store cannot give at the moment is absent, and all others are there', async () => {
  let away = false;
  const metrics = new Metrics(
    sources(async () => {
      if (away) throw new Error('the store is away');
      return 2;
    }),
  );
  expect(await samples(metrics)).toContain('madoguchi_queue_length 2');
  away = true;
  const lines = await samples(metrics);
  expect(lines.filter((line) => line.startsWith('madoguchi_queue_length'))).toEqual([]);
  expect(lines).toEqual(expect.arrayContaining(['madoguchi_open_streams 3', 'madoguchi_articles 98']));
  away = false;
  expect(await samples(metrics)).toContain('madoguchi_queue_length 2');
});
