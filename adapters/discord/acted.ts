/** What a person did with the mouse or a slash command, and all that is needed to answer it. */
import type { Link } from './link.ts';
import type { Where } from './parse.ts';
import type { User } from './payloads.ts';
import type { Prompts } from './prompts.ts';
import type { Reply } from './reply.ts';

/** An interaction of a person, in a place of theirs or of everybody's. */
export interface Acted {
  readonly link: Link;
  readonly reply: Reply;
  readonly where: Where;
  readonly user: User;
  readonly prompts: Prompts;
}
