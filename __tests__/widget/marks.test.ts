import { assert, double, integer, property, record } from 'fast-check';
import { between, inMiddle, inPixels, Marks, moved, resized } from '../../bot/widget/frame/attach/marks.ts';
import type { Mark } from '../../bot/widget/frame/attach/marks.ts';

const point = record({
  x: double({ min: -2, max: 3, noNaN: true }),
  y: double({ min: -2, max: 3, noNaN: true }),
});
/** Doubles as they come are mostly next to 0. */
const part = integer({ min: 0, max: 1_000 }).map((thousandths) => thousandths / 1_000);
const inside = record({ x: part, y: part });
const isOnPicture = ({ x, y, width, height }: Mark): boolean =>
  x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1 + 1e-9 && y + height <= 1 + 1e-9;

describe('a part that is blacked out', () => {
  it('lies on the picture wherever its corners were pressed, and whatever is done to it', () => {
    assert(
      property(point, point, point, (one, other, by) => {
        const mark = between(one, other);
        expect(
          [mark, moved(mark, by), resized(mark, by), moved(resized(mark, by), by)].every(isOnPicture),
        ).toBe(true);
      }),
    );
  });

  it('is the same from whichever corner it is drawn', () => {
    expect(between({ x: 0.75, y: 0.5 }, { x: 0.25, y: 0.125 })).toEqual({
      x: 0.25,
      y: 0.125,
      width: 0.5,
      height: 0.375,
    });
    expect(between({ x: 0.25, y: 0.5 }, { x: 0.75, y: 0.125 })).toEqual({
      x: 0.25,
      y: 0.125,
      width: 0.5,
      height: 0.375,
    });
  });

  it('covers every pixel that it touches', () => {
    assert(
      property(inside, inside, integer({ min: 1, max: 3_000 }), (one, other, width) => {
        const mark = between(one, other);
        const pixels = inPixels(mark, { width, height: 7 });
        expect([pixels.x, pixels.width].every(Number.isInteger)).toBe(true);
        expect(pixels.x).toBeLessThanOrEqual(mark.x * width);
        expect(pixels.x + pixels.width).toBeGreaterThanOrEqual((mark.x + mark.width) * width);
      }),
    );
  });
});

describe('undoing', () => {
  it('takes back one step at a time, to the untouched picture', () => {
    const marks = new Marks();
    marks.add(inMiddle);
    marks.add({ ...inMiddle, y: 0 });
    marks.remove(0);
    expect(marks.all).toEqual([{ ...inMiddle, y: 0 }]);
    marks.undo();
    expect(marks.all).toEqual([inMiddle, { ...inMiddle, y: 0 }]);
    marks.undo();
    marks.undo();
    expect([marks.all, marks.canUndo]).toEqual([[], false]);
    marks.undo();
    expect(marks.all).toEqual([]);
  });

  it('takes back a whole drag, and presses of one key one after another, as one step', () => {
    const marks = new Marks();
    marks.add(inMiddle, 'draw');
    for (const x of [0.1, 0.2, 0.3]) marks.replace(0, { ...inMiddle, x }, 'draw');
    marks.settle();
    for (const x of [0.4, 0.5]) marks.replace(0, { ...inMiddle, x }, 'move 0');
    marks.undo();
    expect(marks.all).toEqual([{ ...inMiddle, x: 0.3 }]);
    marks.undo();
    expect(marks.all).toEqual([]);
  });

  it('parts the same key before and after something else', () => {
    const marks = new Marks();
    marks.add(inMiddle);
    marks.replace(0, { ...inMiddle, x: 0.1 }, 'move 0');
    marks.settle();
    marks.replace(0, { ...inMiddle, x: 0.2 }, 'move 0');
    marks.undo();
    expect(marks.all).toEqual([{ ...inMiddle, x: 0.1 }]);
  });
});
