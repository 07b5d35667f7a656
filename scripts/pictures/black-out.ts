import type { Locator, Page } from 'playwright-core';
import type { Visitor } from './visitor.ts';

/** A part of a picture, each in [0, 1]. */
interface Part {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const boxOf = async (place: Locator) => {
  const box = await place.boundingBox();
  if (!box) throw new Error('it is not on the page');
  return box;
};

/** A screenshot of the host page's table as a customer would send it, and where names stand in it. */
export const employeeTable = async (
  page: Page,
): Promise<{ file: { name: string; mimeType: string; buffer: Buffer }; personal: Part }> => {
  const table = page.locator('.scroll');
  const names = page.locator('td:nth-child(2)');
  // Who takes a screenshot does so before turning to the desk. A style sheet of ours the page would not let in.
  await page.evaluate("document.querySelector('html > div').style.display = 'none'");
  const buffer = await table.screenshot();
  await page.evaluate("document.querySelector('html > div').style.display = ''");
  // Afterwards, since the page was scrolled for it.
  const whole = await boxOf(table);
  const [first, last] = [await boxOf(names.first()), await boxOf(names.last())];
  return {
    file: { name: '従業員.png', mimeType: 'image/png', buffer },
    personal: {
      left: (first.x - whole.x) / whole.width,
      top: (first.y - whole.y) / whole.height,
      right: (last.x + last.width - whole.x) / whole.width,
      bottom: (last.y + last.height - whole.y) / whole.height,
    },
  };
};

/** Drags over a part of the picture that is about to be sent. */
export const blackOut = async ({ frame, page }: Visitor, part: Part): Promise<void> => {
  const canvas = frame.locator('.stage canvas');
  // The pointer comes to rest only on what does: the picture is fitted into its place once that is laid out.
  await canvas.hover();
  const { x, y, width, height } = await boxOf(canvas);
  await page.mouse.move(x + width * part.left, y + height * part.top);
  await page.mouse.down();
  await page.mouse.move(x + width * part.right, y + height * part.bottom, { steps: 4 });
  await page.mouse.up();
  await frame.locator('.mark').waitFor();
};
