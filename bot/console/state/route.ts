/** Where the console is, as the URL's fragment says it: `#/waiting/CONVERSATION`. A reload leads back there. */
export const listIds = ['waiting', 'mine', 'all', 'history'] as const;
export type ListId = (typeof listIds)[number];

export interface Route {
  list: ListId;
  conversationId: string | null;
}

const isListId = (value: string): value is ListId => listIds.some((id) => id === value);

const decode = (part: string): string | null => {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
};

/** Anything unreadable leads to the waiting list. */
export const parseRoute = (hash: string): Route => {
  const [list = '', conversation = ''] = hash.replace(/^#\/?/, '').split('/');
  return {
    list: isListId(list) ? list : 'waiting',
    conversationId: decode(conversation) || null,
  };
};

export const formatRoute = ({ list, conversationId }: Route): string =>
  conversationId === null ? `#/${list}` : `#/${list}/${encodeURIComponent(conversationId)}`;
