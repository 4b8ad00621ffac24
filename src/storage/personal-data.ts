/** All that is kept of one person, as plain data with names that a person can read. */
import type { Database } from './database.ts';
import { answersOfPersons } from './answers.ts';
import { readAccount } from './inputs.ts';
import { readMessage } from './outbox-row.ts';
import { personalDataBeside } from './personal-data-beside.ts';
import { unsafeText } from './safe-text.ts';
import { readSession, type Upcast } from './session-row.ts';

/** Null for somebody of whom nothing is kept. */
export async function personalData(
  db: Database,
  participantId: string,
  upcast: Upcast,
): Promise<Readonly<Record<string, unknown>> | null> {
  const prisma = await db.prisma();
  const person = await prisma.participant.findUnique({
    where: { id: participantId },
    include: {
      identities: { orderBy: { createdAt: 'asc' } },
      session: true,
      contributions: {
        orderBy: [{ axis: 'asc' }, { number: 'asc' }],
        include: { versions: { orderBy: { version: 'asc' } } },
      },
      choices: { orderBy: { id: 'asc' } },
      delivered: { orderBy: { at: 'asc' } },
      links: { orderBy: { createdAt: 'asc' } },
      files: { orderBy: { createdAt: 'asc' }, omit: { bytes: true } },
    },
  });
  if (person === null) return null;
  const answers = (await answersOfPersons(db, [participantId])).get(participantId) ?? [];
  const outbox = await prisma.outboxMessage.findMany({ where: { participantId }, orderBy: { rank: 'asc' } });
  const dead = await prisma.deadLetter.findMany({ where: { participantId }, orderBy: { createdAt: 'asc' } });
  const waiting = await prisma.pendingInput.findMany({
    where: { participantId },
    orderBy: [{ at: 'asc' }, { orderKey: 'asc' }],
  });
  const session = person.session === null ? null : readSession(person.session.state, answers, upcast);
  return {
    participant: person.id,
    network: person.networkId,
    knownSince: person.createdAt,
    accounts: person.identities.map(row => ({
      ...readAccount([row.platform, row.workspace, row.userId]),
      knownSince: row.createdAt,
    })),
    conversation: session,
    contributions: person.contributions.map(row => ({
      reference: row.reference,
      consultation: row.consultation,
      axis: row.axis,
      status: row.status,
      versions: row.versions.map(of => ({
        version: of.version,
        kind: of.kind,
        submittedAt: of.submittedAt,
        revision: of.revision,
        content: JSON.parse(of.body) as unknown,
      })),
    })),
    choices: person.choices.map(row => ({
      choice: row.choice,
      value: unsafeText(row.value),
      at: row.at,
      platform: unsafeText(row.platform),
      workspace: unsafeText(row.workspace),
    })),
    questionsSent: person.delivered.map(row => ({
      draft: unsafeText(row.draftId),
      question: unsafeText(row.question),
      platform: unsafeText(row.platform),
      message: unsafeText(row.platformRef),
      at: row.at,
    })),
    messagesToSend: outbox.map(row => ({ at: row.createdAt, message: readMessage(row.message) })),
    messagesNeverSent: dead.map(row => ({ at: row.createdAt, message: readMessage(row.message) })),
    messagesToRead: waiting.map(row => ({ at: row.at, status: row.status, input: JSON.parse(row.payload) as unknown })),
    linkRequests: person.links.map(row => ({ at: row.createdAt, expiresAt: row.expiresAt, status: row.status })),
    files: person.files.map(row => ({
      name: unsafeText(row.name),
      mediaType: unsafeText(row.mediaType),
      bytes: row.size,
      at: row.createdAt,
    })),
    ...(await personalDataBeside(db, participantId)),
  };
}
