import type { Block } from '../domain/blocks.ts';

/** A picture as an article names it; which bytes are meant is only known beside the other files. */
export interface NamedPicture {
  alt: string;
  /** Of a file in `knowledge/pictures/`. */
  name: string;
  /** Within the body, from 1. */
  line: number;
}

type With<Kind extends Block['type'], Picture> = Kind extends 'picture'
  ? { type: 'picture' } & Picture
  : Kind extends 'steps' | 'list'
    ? Omit<Extract<Block, { type: Kind }>, 'pictures' | 'type'> & {
        type: Kind;
        pictures?: (Picture | null)[] | undefined;
      }
    : Extract<Block, { type: Kind }>;

/** A block as it is written in a file: its pictures by name. */
export type SourceBlock = With<Block['type'], NamedPicture>;
