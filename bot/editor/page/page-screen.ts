import { el } from '../../browser/element.ts';
import type { Context, Screen } from '../context.ts';
import { createLoader } from '../view/loading.ts';
import { PageWorkspace } from './workspace.ts';

/** One article or wording: written, looked over, tried, published. */
export const pageScreen = (context: Context, path: string): Screen => {
  const place = el('div');
  const load = createLoader(place);
  let workspace: PageWorkspace | null = null;
  const open = (): void => {
    workspace?.closed();
    workspace = null;
    void load(
      () => Promise.all([context.api.page(path), context.api.pages()]),
      ([page, pages]) => {
        workspace = new PageWorkspace(context, { page, pages }, open);
        return [workspace.element];
      },
    );
  };
  open();
  return {
    title: path.slice(path.lastIndexOf('/') + 1, -'.md'.length),
    element: place,
    unsaved: () => workspace?.unsaved() ?? false,
    closed: () => workspace?.closed(),
  };
};
