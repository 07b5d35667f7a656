import { el } from '../../browser/element.ts';
import { newId } from './fields.ts';

export interface ArticleName {
  id: string;
  title: string;
}

/** Titles for a field to choose from. */
export const articleOptions = (articles: readonly ArticleName[]): HTMLDataListElement =>
  el('datalist', { id: newId('articles') }, ...articles.map(({ title }) => el('option', { value: title })));

/** The article that was meant, by its title or id; null for none. */
export const articleNamed = (articles: readonly ArticleName[], text: string): ArticleName | null => {
  const name = text.trim();
  return articles.find(({ id, title }) => title === name || id === name) ?? null;
};
