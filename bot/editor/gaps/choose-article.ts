import { ask } from '../../browser/modal.ts';
import { gapsLabels as words } from '../labels/gaps.ts';
import { articleNamed, articleOptions, type ArticleName } from '../view/article-options.ts';
import { textField } from '../view/fields.ts';

/** Asks for one of the articles by its title; null when cancelled. */
export const chooseArticle = async (articles: readonly ArticleName[]): Promise<ArticleName | null> => {
  const { input, element } = textField(words.otherField);
  const options = articleOptions(articles);
  input.setAttribute('list', options.id);
  const found = (): ArticleName | null => articleNamed(articles, input.value);
  const submitted = await ask({
    heading: words.otherHeading,
    content: [element, options],
    submit: words.otherSubmit,
    check: () => (found() ? null : words.otherMissing),
  });
  return submitted ? found() : null;
};
