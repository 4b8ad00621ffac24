/** The operator, who acts by `tdt`: the same use cases, in no conversation. */
import type { Consultation } from '#consultation/definition.ts';
import { createDefaultWording } from '#usecases/default-wording.ts';
import type { Stores } from '#usecases/ports.ts';
import type { StaffCall, StaffCommand } from '#usecases/staff/command.ts';
import { createLiveDates } from '#usecases/staff/life/live-dates.ts';
import { runStaff } from '#usecases/staff/obey.ts';
import type { Account } from '#usecases/staff/account.ts';

export interface OperatorAt {
  readonly stores: Stores;
  readonly consultation: Consultation;
  readonly now: string;
  readonly firstStaff: readonly Account[];
}

/** What the operator is told. */
export async function asOperator(
  { stores, consultation, now, firstStaff }: OperatorAt,
  command: StaffCommand,
  argument: string,
): Promise<string> {
  const network = await stores.networks.ensureDefault(now);
  const wording = createDefaultWording();
  const dates = createLiveDates(
    consultation,
    () => stores.staff.dates(consultation.name),
    () => now,
  );
  await dates.fresh();
  const call: StaffCall = {
    network,
    author: null,
    groups: [],
    role: 'operator',
    participantId: null,
    place: null,
    isDirect: false,
    argument,
    lang: 'fr',
    consultation: dates.of(network),
    now,
    newId: () => `by-tdt-${command.name}`,
    wording,
    maker: null,
    door: () => null,
    firstStaff,
  };
  const reply = await stores.staff.transaction(tx => runStaff(command, call, tx));
  return reply.say.map(one => wording.label('fr', one)).join('\n\n');
}
