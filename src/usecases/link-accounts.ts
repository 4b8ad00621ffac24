/** « Lier mon compte »: two accounts become one person, once both have said yes. */
import { mergeSessions, type Session, type StepEvent } from '#conversation/index.ts';
import type { AfterEffect } from './decide-turn.ts';
import { hashCode } from './codes.ts';
import type { Entropy } from './entropy.ts';
import type { LinkStore } from './ports.ts';

export type LinkEffect = Exclude<AfterEffect, { type: 'typing' | 'workshops' | 'drawFollowUp' }>;

export interface Linker {
  readonly links: LinkStore;
  readonly entropy: Entropy;
  readonly now: () => string;
}

/** Whom to tell, and what. */
export interface Told {
  readonly participantId: string;
  readonly event: StepEvent;
}

/** Does what somebody's step asked about links; `session` is theirs. */
export async function linkAccounts(
  linker: Linker,
  participantId: string,
  effect: LinkEffect,
  session: Session,
): Promise<readonly Told[]> {
  const { platform } = session.address;
  const now = linker.now();
  const done = (to: string, outcome: Outcome, on: string = platform): Told => ({
    participantId: to,
    event: { kind: 'linkDone', outcome, platform: on },
  });
  switch (effect.type) {
    case 'redeemLinkCode': {
      const redeemed = await linker.links.redeem(hashCode(linker.entropy, effect.code), participantId, now);
      if (redeemed.outcome !== 'asked') return [done(participantId, redeemed.outcome)];
      const { linkId, owner } = redeemed;
      return [
        { participantId: owner, event: { kind: 'linkAsked', linkId, platform, displayName: session.displayName } },
      ];
    }
    case 'acceptLink': {
      const accepted = await linker.links.accept(effect.linkId, participantId, now, (owner, other) =>
        mergeSessions(owner, other, now),
      );
      // Both accounts are one participant from here on: telling it tells the person.
      return [
        accepted.outcome === 'linked' ? done(accepted.participantId, 'linked') : done(participantId, accepted.outcome),
      ];
    }
    case 'refuseLink': {
      const refused = await linker.links.refuse(effect.linkId, participantId);
      return refused === null ? [] : [done(refused.other, 'refused')];
    }
    case 'unlink': {
      const { platform: from, workspace, userId } = effect;
      const outcome = await linker.links.unlink(participantId, from, workspace, userId, now);
      return [done(participantId, outcome === 'unlinked' ? 'unlinked' : 'onlyAccount', from)];
    }
  }
}

type Outcome = Extract<StepEvent, { kind: 'linkDone' }>['outcome'];
