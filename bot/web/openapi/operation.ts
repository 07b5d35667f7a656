import type { z } from 'zod';

export interface Operation {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  summary: string;
  /** Who may call it: anybody, the conversation's customer, an agent (at `/editor`: an editor). */
  auth: 'none' | 'customer' | 'agent';
  body?: z.ZodType;
  /** Of a body that is no JSON. */
  bodyType?: string;
  /** Whether the body may be a picture instead, or is one. */
  takesPicture?: true | 'only';
  query?: Record<string, string>;
  success: {
    status: number;
    schema?: z.ZodType;
    stream?: true;
    picture?: true;
    /** Instead of JSON. */ type?: string;
  };
  errors: number[];
}
