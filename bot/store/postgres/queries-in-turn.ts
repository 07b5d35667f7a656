import type { Client, QueryConfig, QueryResult } from 'pg';

/**
 * Queries of one connection, each after the one before: the driver means to refuse a query on a client that is
 * busy (pg 9), and warns of it today.
 */
export const queriesInTurn = (client: Client): ((query: QueryConfig) => Promise<QueryResult>) => {
  let last: Promise<unknown> = Promise.resolve();
  return (query) => {
    const result = last.then(() => client.query(query));
    last = result.catch(() => {});
    return result;
  };
};
