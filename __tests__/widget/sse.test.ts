import { SseParser } from '../../bot/widget/frame/sse.ts';

describe('the reader of event streams', () => {
  it.each([
    [
      'an event with number, type and data',
      'id: 7\nevent: queue\ndata: {}\n\n',
      { id: '7', event: 'queue', data: '{}' },
    ],
    ['an event without a type is a message', 'id: 1\ndata: a\n\n', { id: '1', event: 'message', data: 'a' }],
    ['several data lines are joined', 'data: a\ndata: b\n\n', { id: null, event: 'message', data: 'a\nb' }],
    ['lines may end in CRLF', 'id: 2\r\ndata: a\r\n\r\n', { id: '2', event: 'message', data: 'a' }],
    ['only one space after the colon is dropped', 'data:  a\n\n', { id: null, event: 'message', data: ' a' }],
    ['comments are passed over', ': alive\ndata: a\n\n', { id: null, event: 'message', data: 'a' }],
    ['unknown fields are passed over', 'colour: red\ndata: a\n\n', { id: null, event: 'message', data: 'a' }],
  ])('%s', (_promise, text, event) => {
    expect(new SseParser().push(text)).toEqual([event]);
  });

  it('reads the same events wherever the stream is cut', () => {
    const text = 'id: 1\r\ndata: 一\r\n\r\n: alive\n\nid: 2\nevent: office\ndata: {"a":\ndata: 1}\n\n';
    const whole = new SseParser().push(text);
    expect(whole).toHaveLength(2);
    for (let first = 0; first < text.length; first += 1) {
      for (let second = first; second < text.length; second += 1) {
        const parser = new SseParser();
        const pieces = [text.slice(0, first), text.slice(first, second), text.slice(second)];
        expect(pieces.flatMap((piece) => parser.push(piece))).toEqual(whole);
      }
    }
  });

  it('never gives an event the number of an earlier one', () => {
    const events = new SseParser().push('id: 1\ndata: a\n\nevent: office\ndata: b\n\n');
    expect(events.map(({ id }) => id)).toEqual(['1', null]);
  });

  it('says nothing of an event that has not ended or holds no data', () => {
    expect(new SseParser().push('id: 1\ndata: half')).toEqual([]);
    expect(new SseParser().push('id: 1\n\n')).toEqual([]);
  });

  it('remembers how long the server asked to wait, and ignores nonsense', () => {
    const parser = new SseParser();
    parser.push('retry: soon\n\n');
    expect(parser.retryMs).toBeNull();
    parser.push('retry: 5000\n\n');
    expect(parser.retryMs).toBe(5000);
  });
});
