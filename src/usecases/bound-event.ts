/** Bounds what an adapter hands over, before anything is done with it. Pure. */
import type { InboundEvent, InboundFile } from '#messaging/index.ts';
import { cleanText } from '#text/index.ts';
import { IntakeError } from './intake-error.ts';
import { GROUP_ACCOUNT } from './staff/ports.ts';
import {
  DISPLAY_NAME_CHARACTERS,
  INCOMING_CHARACTERS,
  INCOMING_NAME_CHARACTERS,
  INCOMING_VALUES,
  MAX_FILES,
} from './limits.ts';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/**
 * The event with its texts cut just above what the conversation takes, so that the conversation refuses them politely
 * and nothing larger is ever stored. Names are data and are cut too; ids are not, since two cut ids could be the same:
 * an event with an id that no platform gives is refused. Throws an IntakeError (`malformed`).
 */
export function boundEvent(event: InboundEvent): InboundEvent {
  checkIds(event);
  const author = { ...event.author, displayName: displayName(event.author.displayName) };
  switch (event.kind) {
    case 'message':
      return { ...event, author, text: long(event.text), files: event.files.slice(0, MAX_FILES + 1).map(boundFile) };
    case 'edit':
    case 'command':
      return { ...event, author, text: long(event.text) };
    case 'choice':
      return { ...event, author, values: event.values.slice(0, INCOMING_VALUES).map(short) };
    case 'form':
      return { ...event, author, values: boundValues(event.values) };
    case 'reaction':
      return { ...event, author, emoji: short(event.emoji) };
    case 'deletion':
    case 'typing':
    case 'join':
    case 'leave':
      return { ...event, author };
  }
}

function checkIds(event: InboundEvent): void {
  const { address, author } = event;
  const ids = [event.eventId, event.order, address.platform, address.workspace, address.userId, author.platform];
  ids.push(author.workspace, author.userId, address.channel ?? '', address.thread ?? '');
  if ('ref' in event) ids.push(event.ref);
  if ('replyTo' in event) ids.push(event.replyTo ?? '');
  if ('draftId' in event) ids.push(event.draftId);
  // No platform has such an account: it would stand for a whole group.
  const isGroup = author.userId.startsWith(GROUP_ACCOUNT);
  const wrong =
    isGroup || ids.some(id => id.length > INCOMING_NAME_CHARACTERS) || event.eventId === '' || !INSTANT.test(event.at);
  if (wrong) throw new IntakeError('malformed', null);
}

function boundFile(file: InboundFile): InboundFile {
  const { fileId: _ours, ...announced } = file;
  return { ...announced, name: short(file.name), mediaType: short(file.mediaType) };
}

type FormValues = Extract<InboundEvent, { kind: 'form' }>['values'];

function boundValues(values: FormValues): FormValues {
  const kept = Object.entries(values).slice(0, INCOMING_VALUES);
  return Object.fromEntries(
    kept.map(([name, value]) => [
      short(name),
      typeof value === 'string' ? long(value) : value.slice(0, INCOMING_VALUES).map(short),
    ]),
  );
}

function long(text: string): string {
  return text.length > INCOMING_CHARACTERS ? text.slice(0, INCOMING_CHARACTERS) : text;
}

/** Others read it (« le compte … demande à être lié »): on one line, without control or direction characters. */
function displayName(name: string): string {
  return cleanText(short(name)).replace(/\s+/gu, ' ').slice(0, DISPLAY_NAME_CHARACTERS).toWellFormed();
}

function short(text: string): string {
  return text.length > INCOMING_NAME_CHARACTERS ? text.slice(0, INCOMING_NAME_CHARACTERS) : text;
}
