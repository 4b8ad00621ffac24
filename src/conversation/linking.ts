/** Two accounts of one person: the request is confirmed on the first, then both are one participant. */
import { stageBehind } from './commands.ts';
import type { StepEvent } from './events.ts';
import { phrase } from './phrases.ts';
import { duplicates } from './stages/own.ts';
import { goTo, tell, type Turn } from './turn.ts';

type LinkEvent = Extract<StepEvent, { kind: 'linkAsked' | 'linkDone' }>;

export function receiveLink(turn: Turn, event: LinkEvent): boolean {
  if (event.kind === 'linkAsked') {
    const { linkId, platform, displayName } = event;
    goTo(turn, {
      name: 'confirm',
      what: { do: 'acceptLink', linkId, platform, displayName },
      back: stageBehind(turn.session.stage),
    });
    return true;
  }
  const said = {
    linked: () => phrase('link.done'),
    unlinked: () => phrase('unlink.done'),
    onlyAccount: () => phrase('unlink.onlyAccount'),
    refused: () => phrase('link.refused'),
    unknown: () => phrase('link.unknown'),
    expired: () => phrase('link.expired'),
    self: () => phrase('link.self'),
  };
  tell(turn, said[event.outcome]());
  const twins = event.outcome === 'linked' ? duplicates(turn.session.drafts) : null;
  if (twins !== null) goTo(turn, { name: 'chooseCurrent', draftIds: twins });
  else if (turn.session.stage.name !== 'idle' && turn.session.stage.name !== 'start') turn.prompting = 'again';
  return true;
}
