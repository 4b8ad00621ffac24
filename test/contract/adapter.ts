/**
 * The conformance kit of the port: one suite, run by every adapter in its own world. It asserts what people see, never
 * which calls were made. What a platform cannot do is declared by its capabilities, and its part of the suite is then
 * not there; nothing is skipped.
 */
import { describe, expect, it } from 'vitest';
import { conversation } from './scenarios/conversation.ts';
import { corrections } from './scenarios/corrections.ts';
import { faults } from './scenarios/faults.ts';
import { forms } from './scenarios/forms.ts';
import { safety } from './scenarios/safety.ts';
import type { Within } from './scenarios/within.ts';
import { team } from './scenarios/team.ts';
import { voices } from './scenarios/voices.ts';
import { workshops } from './scenarios/workshops.ts';
import type { AdapterUnderTest } from './world.ts';

/** Registers the whole suite for one adapter. */
export function describeAdapterContract(adapter: AdapterUnderTest): void {
  const within: Within = async scenario => {
    const world = await adapter.open();
    try {
      await scenario(world);
      await world.assertContract();
    } finally {
      await world.close();
    }
  };

  describe(`${adapter.name}: the adapter contract`, () => {
    it('declares what it can show', () => {
      expect(adapter.capabilities.directMessages).toBe(true);
      expect(adapter.capabilities.maxCharacters).toBeGreaterThanOrEqual(1_000);
    });
    describe('a conversation', () => conversation(within, adapter));
    describe('corrections', () => corrections(within, adapter));
    if (adapter.capabilities.files) describe('a voice message', () => voices(within, adapter));
    describe('text that people wrote', () => safety(within));
    describe('faults', () => faults(within, adapter));
    if (adapter.hasTeam === true) describe('the team', () => team(within, adapter));
    if (adapter.several === true) describe('workshops', () => workshops(within));
    if (adapter.capabilities.modals) describe('forms', () => forms(within));
  });
}
